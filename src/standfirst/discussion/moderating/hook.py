"""
Asking a program of the publisher's about a comment: one signed POST, with a deadline, and no redirect followed.

Signed as Standard Webhooks has it (https://www.standardwebhooks.com, version 1.0.0): HMAC-SHA256 over the id, the time
and the body, in base64.
"""

import base64
import hashlib
import hmac
import json
import threading
from dataclasses import dataclass
from http.client import HTTPException
from typing import Any
from urllib.request import HTTPRedirectHandler, Request, build_opener

from standfirst.discussion.moderating.verdicts import Say

LARGEST = 64 * 1024
"""Bytes of an answer that are read."""
LONGEST_REASON = 200


class NoAnswer(Exception):
    """It could not be asked, or what it said is no answer. The text is for the log and for moderators."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the program says of a comment; ``reason`` in its own words, for moderators."""

    say: Say
    reason: str


class _NoRedirect(HTTPRedirectHandler):
    """What readers wrote goes where the operator sends it, and nowhere else."""

    def redirect_request(self, *args: Any, **kwargs: Any) -> None:
        return None


_opener = build_opener(_NoRedirect)


def ask(address: str, secret: str, ident: str, at: int, question: dict[str, Any], *, within: float) -> Answer:
    """
    What the program at ``address`` says. ``ident`` names the question, the same when it is asked again; ``at``: seconds
    since 1970, UTC. Takes ``within`` seconds at most, however slowly it answers. Raises NoAnswer.
    """
    body = json.dumps(question, ensure_ascii=False).encode("utf-8", "replace")
    headers = {
        "Content-Type": "application/json",
        "Accept": "application/json",
        "User-Agent": "Standfirst",
        "webhook-id": ident,
        "webhook-timestamp": str(at),
        "webhook-signature": signature(secret, ident, at, body),
    }
    # The settings take addresses of http and https only.
    request = Request(address, body, headers, method="POST")  # noqa: S310
    return _answer(_within(request, within))


def signature(secret: str, ident: str, at: int, body: bytes) -> str:
    """The value of the header ``webhook-signature``."""
    signed = hmac.new(secret.encode(), f"{ident}.{at}.".encode() + body, hashlib.sha256).digest()
    return f"v1,{base64.b64encode(signed).decode()}"


def _within(request: Request, seconds: float) -> bytes:
    """The bytes of the answer. The time-out of a socket begins anew with every byte; this deadline does not."""
    told: list[bytes | Exception] = []

    def fetch() -> None:
        try:
            with _opener.open(request, timeout=seconds) as answer:
                told.append(answer.read(LARGEST + 1))
        except Exception as error:  # noqa: BLE001  handed to who waits for it
            told.append(error)

    thread = threading.Thread(target=fetch, name="comment-hook", daemon=True)
    thread.start()
    thread.join(seconds)
    if not told:
        raise NoAnswer(f"no answer within {seconds:g} seconds")
    answer = told[0]
    if isinstance(answer, bytes):
        return answer
    if isinstance(answer, OSError | HTTPException | ValueError):
        # With its kind alone: the text of some says more of the question than a log should hold.
        code = f" {answer.code}" if hasattr(answer, "code") else ""
        raise NoAnswer(f"no answer ({type(answer).__name__}{code})") from None
    raise answer


def _answer(body: bytes) -> Answer:
    try:
        told: Any = json.loads(body) if len(body) <= LARGEST else None
        return Answer(Say(told["say"]), " ".join(str(told.get("reason", "")).split())[:LONGEST_REASON])
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        raise NoAnswer("its answer could not be read") from None
