"""Calling back the passes of a reader, in every web process, before they run out by themselves."""

import uuid
from datetime import UTC, datetime, timedelta

from django.utils import timezone

from standfirst.access.gift_pass import GiftPass
from standfirst.access.models import Gift
from standfirst.access.passes import ReaderPass
from standfirst.frontdoor.revocations import EVERYBODY, GIFT_PREFIX, PREFIX
from standfirst.generations.raising import raise_for
from standfirst.generations.reading import was_raised_since

LEARNED_WITHIN = timedelta(seconds=10)
"""A front door dates what was called back by when it learned of it: a moment later, more under load."""
_ONE_BY_ONE = 2_000


def call_back(*subjects: uuid.UUID) -> None:
    """
    From the commit on, every pass of ``subjects`` that was issued before is looked up in the database again; where they
    are thousands, everybody's.

    For whatever changes what a reader may open: sign-out, a ban, a new password, a subscription's end, an erasure. So
    is every gift pass that opens what they gave away: the gifts of a closed account end with it.
    """
    if len(subjects) > _ONE_BY_ONE:
        raise_for(EVERYBODY)
        return
    given = Gift.objects.filter(subject__in=subjects, stopped_at=None, ends_at__gt=timezone.now())
    gifts = (tag_of(handle) for handle in given.values_list("handle", flat=True))
    raise_for(*(f"{PREFIX}{subject.hex}" for subject in subjects), *gifts)


def call_back_gift(handle: uuid.UUID) -> None:
    """From the commit on, every gift pass that was given before and holds this gift is looked up again."""
    raise_for(tag_of(handle))


def tag_of(handle: uuid.UUID) -> str:
    """The name of a gift link in the log of changes."""
    return f"{GIFT_PREFIX}{handle.hex}"


def was_called_back(reader_pass: ReaderPass) -> bool:
    """
    Whether a pass that still opens was called back since it was issued, or so shortly before that a front door may have
    learned of it since: to that door the pass is still an old one.
    """
    return _learned_since(reader_pass.issued, f"{PREFIX}{reader_pass.subject.hex()}")


def was_gift_called_back(gift_pass: GiftPass) -> bool:
    """Whether one of the gifts in a pass was called back since the database was asked, or so shortly before as well."""
    return _learned_since(gift_pass.asked, *(tag_of(uuid.UUID(bytes=gift.handle)) for gift in gift_pass.gifts))


def _learned_since(moment: int, *tags: str) -> bool:
    """Whether a front door may have learned after ``moment`` that one of ``tags``, or everybody, was called back."""
    return was_raised_since([*tags, EVERYBODY], datetime.fromtimestamp(moment, UTC) - LEARNED_WITHIN)
