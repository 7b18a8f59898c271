"""The browsers that a reader is signed in with: which they are, since when, and how each is signed out."""

from dataclasses import dataclass
from datetime import datetime

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.http import HttpRequest
from django.utils import timezone

from standfirst.access.revoking import call_back
from standfirst.readers.announcing import signed_out_elsewhere
from standfirst.readers.browser_names import name_of
from standfirst.readers.models import Reader
from standfirst.security_log import Event, note


@dataclass(frozen=True, slots=True)
class SignedIn:
    """One of them. ``pk`` names it to its reader; the key of its session opens the account and is told to nobody."""

    pk: int
    name: str
    since: datetime
    seen: datetime
    here: bool


def list_of(request: HttpRequest, reader: Reader) -> list[SignedIn]:
    """All of them, this one first, then the one that was used last."""
    found = [
        SignedIn(
            pk=one.pk,
            name=name_of(one.user_agent),
            since=one.created_at,
            seen=one.last_seen_at,
            here=one.session_key == request.session.session_key,
        )
        for one in _live(reader)
    ]
    return sorted(found, key=lambda one: (one.here, one.seen), reverse=True)


def end(reader: Reader, pk: int) -> bool:
    """Sign out the browser ``pk`` of ``reader``; whether there was one. Every web process knows within a second."""
    with transaction.atomic():
        keys = [one.session_key for one in UserSession.objects.filter(user_id=reader.pk, pk=pk)]
        return _end(reader, keys)


def end_others(request: HttpRequest, reader: Reader) -> bool:
    """Sign out every browser of ``reader`` but this one, and whatever else listens."""
    with transaction.atomic():
        signed_out_elsewhere.send(Reader, reader=reader)
        others = UserSession.objects.filter(user_id=reader.pk).exclude(session_key=request.session.session_key)
        return _end(reader, [one.session_key for one in others])


def follow_new_key(request: HttpRequest, before: str) -> None:
    """The session has got a new key, and is still the same browser's."""
    UserSession.objects.filter(session_key=before).update(session_key=request.session.session_key)


def seen_now(request: HttpRequest) -> None:
    """This browser was used just now."""
    UserSession.objects.filter(session_key=request.session.session_key).update(last_seen_at=timezone.now())


def forget_ended() -> int:
    """Delete what was kept of browsers whose session has run out or was ended; how many there were."""
    live = Session.objects.filter(session_key=OuterRef("session_key"), expire_date__gt=timezone.now())
    return UserSession.objects.filter(~Exists(live)).delete()[0]


def _live(reader: Reader) -> list[UserSession]:
    live = Session.objects.filter(session_key=OuterRef("session_key"), expire_date__gt=timezone.now())
    return list(UserSession.objects.filter(Exists(live), user_id=reader.pk))


def _end(reader: Reader, keys: list[str]) -> bool:
    Session.objects.filter(session_key__in=keys).delete()
    ended = UserSession.objects.filter(session_key__in=keys).delete()[0]
    # A pass that was copied out of one of them opens nothing more; the browsers that stay get a new one.
    call_back(reader.subject)
    if ended:
        note(Event.SIGN_OUT, "ended from elsewhere", who=reader.subject.hex, browsers=ended)
    return bool(ended)
