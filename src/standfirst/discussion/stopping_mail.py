"""
Stopping mails of notices by the link in one of them, without signing in (RFC 8058).

The link names its reader by ``subject``, never by an address, and the kinds of notices that the mail was about: it
stops these and does nothing else. It does not run out: whoever finds an old mail can stop the next.
"""

import uuid
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.core import signing
from django.db import transaction

from standfirst.readers.models import Reader, Way
from standfirst.readers.preferring import KINDS, choose_notices, preferences_of

_SALT = "standfirst.discussion.stopping-mail"


@dataclass(frozen=True, slots=True)
class Stop:
    """Whose mails of which kinds (names of ``preferring.KINDS``) a link stops."""

    reader: Reader
    kinds: tuple[str, ...]


def token_for(subject: uuid.UUID, kinds: Collection[str]) -> str:
    """The part of the link that names and proves it."""
    named = "+".join(kind for kind in KINDS if kind in kinds)
    return signing.Signer(salt=_SALT).sign(f"{subject.hex}-{named}")


def stop_of(token: str) -> Stop | None:
    """What a link stops; None for one that is not ours, or of an account that is gone."""
    try:
        subject, _, named = signing.Signer(salt=_SALT).unsign(token).partition("-")
        kinds = tuple(kind for kind in named.split("+") if kind in KINDS)
        reader = Reader.objects.filter(subject=uuid.UUID(hex=subject), is_active=True).first()
    except (signing.BadSignature, ValueError):
        return None
    return Stop(reader, kinds) if reader is not None and kinds else None


@transaction.atomic
def stop(reader: Reader, kinds: Collection[str]) -> dict[str, Way]:
    """No notice of ``kinds`` goes to ``reader`` by mail any more; what they had chosen before, for an undo."""
    Reader.objects.select_for_update(no_key=True).get(pk=reader.pk)
    chosen = preferences_of(reader)
    before = {kind: Way(getattr(chosen, kind)) for kind in kinds}
    stopped: dict[str, Way] = {kind: way for kind, way in before.items() if way is not Way.PAGE}
    if stopped:
        choose_notices(reader, dict.fromkeys(stopped, Way.PAGE))
    return stopped


def begin_again(stopped: Stop, ways: Mapping[str, str]) -> None:
    """Undo: ``ways`` as they were, of the kinds that the link is about. Raises ValueError for what is no way."""
    choose_notices(stopped.reader, {kind: Way(way) for kind, way in ways.items() if kind in stopped.kinds})
