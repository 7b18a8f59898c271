"""What a reader has chosen, and choosing."""

import uuid
from collections.abc import Collection

from django.core import signing
from django.db import transaction
from django.urls import reverse

from standfirst.readers import choices
from standfirst.readers.ledger.acts import Circumstances
from standfirst.readers.models import Notice, Preferences, Reader

_SALT = "standfirst.readers.newsletter-choices"


def preferences_of(reader: Reader) -> Preferences:
    """What counts for ``reader``; not kept yet where nothing was chosen."""
    return Preferences.objects.filter(reader=reader).first() or Preferences(reader=reader)


def choose_notices(reader: Reader, *, replies: Notice, follows: Notice) -> None:
    """How they hear of replies, and of whom and what they follow."""
    Preferences.objects.update_or_create(reader=reader, defaults={"replies": replies, "follows": follows})


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
