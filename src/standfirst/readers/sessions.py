"""The sessions of one reader, for their archive and their leaving."""

from collections.abc import Iterator

from allauth.usersessions.models import UserSession
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session

from standfirst.holdings import Row
from standfirst.readers.browser_names import name_of


def sessions_of(reader: int) -> Iterator[Row]:
    """The browsers they are signed in with; never the keys of the sessions, which open the account."""
    for one in UserSession.objects.filter(user_id=reader).order_by("created_at"):
        yield {
            "browser": name_of(one.user_agent),
            "said_of_itself": one.user_agent,
            "network_address": one.ip,
            "since": one.created_at,
            "seen_last": one.last_seen_at,
        }


def end_sessions_of(reader: int) -> None:
    """End them on the server."""
    keys = list(UserSession.objects.filter(user_id=reader).values_list("session_key", flat=True))
    Session.objects.filter(session_key__in=keys).delete()
    UserSession.objects.filter(user_id=reader).delete()


def end_every_session_of(reader: int) -> None:
    """
    Those too that no browser is known of. A session does not say whose it is but in its signed text, so all are looked
    through: for an erasure, where nobody waits.
    """
    end_sessions_of(reader)
    keys = [
        session.session_key
        for session in Session.objects.iterator(chunk_size=1_000)
        if session.get_decoded().get(SESSION_KEY) == str(reader)
    ]
    Session.objects.filter(session_key__in=keys).delete()
