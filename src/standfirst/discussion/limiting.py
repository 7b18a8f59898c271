"""
How often one reader may act in conversations, all sessions and processes together.

Counted inside the transaction of the act, so that what fails is not counted; and since two acts of one reader wait for
each other there, whatever is looked up afterwards is exact.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from standfirst.discussion.refusing import TooSoon
from standfirst.readers import limits
from standfirst.readers.models import Reader
from standfirst.refusals import TooManyTries

LIKES = limits.Limit("likes of a reader", 2, 1, strict=True)
REPORTS = limits.Limit("reports of a reader", 2, 3, strict=True)
REPORTS_FROM_A_SOURCE = limits.Limit("reports from a source", 10, 600, strict=True)
MUTES = limits.Limit("mutes of a reader", 20, 60)
EDITS = limits.Limit("edits of a reader", 1, 2, strict=True)


def comments(seconds: int) -> limits.Limit:
    """One comment, reply or other, in so many seconds. Source: SECURITY K3."""
    return limits.Limit("comments of a reader", 1, seconds, strict=True)


def take(limit: limits.Limit, who: Reader | str) -> None:
    """Count one act. Raises TooSoon with the time until the next one may be made."""
    with _as_seconds():
        limits.count(limit, str(who.subject) if isinstance(who, Reader) else who)


@contextmanager
def _as_seconds() -> Iterator[None]:
    try:
        yield
    except TooManyTries as spent:
        raise TooSoon(spent.wait or timedelta(seconds=1)) from None
