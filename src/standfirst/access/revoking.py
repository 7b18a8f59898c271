"""Calling back the passes of a reader, in every web process, before they run out by themselves."""

import uuid
from datetime import UTC, datetime

from django.utils import timezone

from standfirst.access.gift_pass import GiftPass
from standfirst.access.models import Gift
from standfirst.access.passes import ReaderPass
from standfirst.frontdoor.revocations import GIFT_PREFIX, PREFIX
from standfirst.generations.raising import raise_for
from standfirst.generations.reading import was_raised_since


def call_back(subject: uuid.UUID) -> None:
    """
    From the commit on, every pass of ``subject`` that was issued before is looked up in the database again.

    For whatever changes what a reader may open: sign-out, a ban, a new password, a subscription's end, an erasure. So
    is every gift pass that opens what they gave away: the gifts of a closed account end with it.
    """
    given = Gift.objects.filter(subject=subject, stopped_at=None, ends_at__gt=timezone.now())
    raise_for(f"{PREFIX}{subject.hex}", *(tag_of(handle) for handle in given.values_list("handle", flat=True)))


def call_back_gift(handle: uuid.UUID) -> None:
    """From the commit on, every gift pass that was given before and holds this gift is looked up again."""
    raise_for(tag_of(handle))


def tag_of(handle: uuid.UUID) -> str:
    """The name of a gift link in the log of changes."""
    return f"{GIFT_PREFIX}{handle.hex}"


def was_called_back(reader_pass: ReaderPass) -> bool:
    """Whether a pass that still opens was called back since it was issued, in that second included."""
    issued = datetime.fromtimestamp(reader_pass.issued, UTC)
    return was_raised_since([f"{PREFIX}{reader_pass.subject.hex()}"], issued)


def was_gift_called_back(gift_pass: GiftPass) -> bool:
    """Whether one of the gifts in a pass was called back since the database was asked, in that second included."""
    tags = [tag_of(uuid.UUID(bytes=gift.handle)) for gift in gift_pass.gifts]
    return was_raised_since(tags, datetime.fromtimestamp(gift_pass.asked, UTC))
