"""One question to a third party, with a deadline that holds however slowly it answers."""

import json
import threading
from collections.abc import Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import timedelta
from functools import partial
from http.client import HTTPException
from typing import Any
from urllib.parse import urlencode
from urllib.request import HTTPRedirectHandler, Request, build_opener

from standfirst.readers.botcheck.checks import Down
from standfirst.refusals import Busy

DEADLINE = 4.0
"""Seconds that a reader waits for the provider."""
AT_ONCE = 8
"""Questions that one process asks at a time."""
_LARGEST = 64 * 1024


class _NoRedirect(HTTPRedirectHandler):
    """The secret goes where it was configured to go, and nowhere else."""

    def redirect_request(self, *args: Any, **kwargs: Any) -> None:
        return None


_opener = build_opener(_NoRedirect)
_threads = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="bot-check")
_places = threading.BoundedSemaphore(AT_ONCE)


def verified(address: str, form: Mapping[str, str], *, within: float) -> dict[str, Any]:
    """
    What ``address`` answers to ``form``, which is JSON. Takes ``within`` seconds at most.

    Raises Down when it is not that, and Busy when all places are taken for so long: a crowd at our door is no failure
    of the provider's, and must not open it.
    """
    if not _places.acquire(timeout=within):
        raise Busy(timedelta(seconds=5))
    try:
        asked = _threads.submit(partial(_ask, address, form, within))
    except BaseException:
        _places.release()
        raise
    asked.add_done_callback(_leave)
    try:
        said: Any = json.loads(asked.result(timeout=within))
    except TimeoutError:
        raise Down(f"no answer within {within:g} seconds") from None
    except (OSError, HTTPException) as error:
        # With its kind alone: the text of some says more of the question than a log should hold.
        raise Down(f"no answer ({type(error).__name__}{_status(error)})") from None
    except (ValueError, RecursionError):
        raise Down("its answer could not be read") from None
    if not isinstance(said, dict):
        raise Down("its answer could not be read")
    return said


def _ask(address: str, form: Mapping[str, str], within: float) -> bytes:
    body = urlencode(form).encode()
    # The settings take addresses of http and https only.
    question = Request(address, body, {"Accept": "application/json"}, method="POST")  # noqa: S310
    with _opener.open(question, timeout=within) as answer:
        said: bytes = answer.read(_LARGEST)
    return said


def _leave(_asked: "Future[bytes]") -> None:
    _places.release()


def _status(error: Exception) -> str:
    return f" {error.code}" if hasattr(error, "code") else ""
