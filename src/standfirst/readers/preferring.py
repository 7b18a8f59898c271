"""What a reader has chosen, and choosing."""

import uuid
from collections.abc import Collection, Mapping
from datetime import time
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core import signing
from django.db import transaction
from django.urls import reverse

from standfirst.readers import choices
from standfirst.readers.ledger.acts import Circumstances
from standfirst.readers.models import Preferences, Reader, Way

KINDS = ("replies", "mentions", "follows", "followers")
"""The kinds of notices that a reader chooses a way for, in the order in which they are asked."""
_SALT = "standfirst.readers.newsletter-choices"


def preferences_of(reader: Reader) -> Preferences:
    """What counts for ``reader``; not kept yet where nothing was chosen."""
    return Preferences.objects.filter(reader=reader).first() or Preferences(reader=reader)


def zone_of(preferences: Preferences) -> ZoneInfo:
    """Whose clocks count for a reader: those they have chosen, or the publication's."""
    return ZoneInfo(preferences.time_zone or settings.TIME_ZONE)


def choose_notices(reader: Reader, ways: Mapping[str, Way]) -> None:
    """How they hear of each kind of notice in ``ways``; the others stay as they are. Raises KeyError for no kind."""
    if unknown := set(ways) - set(KINDS):
        raise KeyError(*unknown)
    Preferences.objects.update_or_create(reader=reader, defaults=dict(ways))


def choose_quiet_hours(reader: Reader, start: time | None, end: time, zone: str) -> None:
    """Between which times of the day in ``zone`` no notice goes by mail; ``start`` None: it may go at any time."""
    quiet = {"quiet_from": start, "quiet_until": end, "time_zone": zone}
    Preferences.objects.update_or_create(reader=reader, defaults=quiet)


def choose_reminders(reader: Reader, wanted: bool) -> None:
    """Whether they are reminded of events that they have a seat at."""
    Preferences.objects.update_or_create(reader=reader, defaults={"event_reminders": wanted})


def choose_newsletters(reader: Reader, slugs: Collection[str], how: Circumstances) -> None:
    """Let ``slugs`` be what they get; each change has its row in the ledger."""
    with transaction.atomic():
        # One at a time: of two browsers the later one decides, whole.
        Reader.objects.select_for_update().get(pk=reader.pk)
        choices.choose(reader, slugs, how)


def choices_path(subject: uuid.UUID) -> str:
    """
    The address of one reader's newsletter choices, for the foot of any mail. It names no address, opens without signing
    in, does nothing else, and does not run out: whoever finds an old mail can stop it.
    """
    return reverse("newsletter-choices", kwargs={"token": signing.Signer(salt=_SALT).sign(subject.hex)})


def reader_of_choices(token: str) -> Reader | None:
    """Whose choices a link is about; None for one that is not ours, or of an account that is gone."""
    try:
        subject = uuid.UUID(hex=signing.Signer(salt=_SALT).unsign(token))
    except (signing.BadSignature, ValueError):
        return None
    return Reader.objects.filter(subject=subject, is_active=True).first()
