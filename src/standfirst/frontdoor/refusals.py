"""What is said to a request that is not let in: one sentence, and the end of the connection."""

from collections.abc import Iterable
from http import HTTPStatus

_SENTENCES = {
    400: "The request could not be read.",
    404: "There is nothing at this address.",
    405: "This method is not for this address.",
    408: "The request took too long to arrive.",
    413: "The request is larger than we accept.",
    414: "The address is longer than we accept.",
    429: "You have asked for this too often. Please try again in a moment.",
    431: "The request has more header lines than we accept.",
    500: "Something went wrong here.",
    501: "This method is not known here.",
    503: "We are busy. Please try again in a moment.",
    505: "Only HTTP/1.1 is spoken here.",
}


class Refusals:
    """The refusals, each ready as bytes under the headers ``security``."""

    def __init__(self, security: Iterable[tuple[str, str]]) -> None:
        lines = "".join(f"{name}: {value}\r\n" for name, value in security)
        self._ready = {status: _ready(status, sentence, lines) for status, sentence in _SENTENCES.items()}

    def __getitem__(self, status: int) -> bytes:
        return self._ready[status]


def _ready(status: int, sentence: str, security: str) -> bytes:
    allow = "Allow: GET, HEAD, POST\r\n" if status == 405 else ""
    later = "Retry-After: 5\r\n" if status in {429, 503} else ""
    return (
        f"HTTP/1.1 {status} {HTTPStatus(status).phrase}\r\n"
        f"Content-Type: text/plain; charset=utf-8\r\nContent-Length: {len(sentence) + 1}\r\n"
        f"Cache-Control: no-store\r\nConnection: close\r\n{allow}{later}{security}\r\n{sentence}\n"
    ).encode()
