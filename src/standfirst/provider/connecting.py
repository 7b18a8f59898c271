"""Connecting readers with sites, and ending that."""

import hashlib
from collections.abc import Iterable
from typing import Any

from allauth.idp.oidc.models import Token
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from standfirst.provider.models import Code, ConnectedSite, Connection
from standfirst.provider.scopes import in_order, in_words
from standfirst.readers.ledger.acts import GIVEN, WITHDRAWN, Circumstances, Said
from standfirst.readers.ledger.recording import record
from standfirst.readers.models import Reader


def connection_of(site: Any, reader: Any) -> Connection | None:
    """The connection that runs between the two."""
    return Connection.objects.filter(site_id=site.pk, reader_id=reader.pk, ended_at=None).first()


def connections_of(reader: Reader) -> QuerySet[Connection]:
    """Those that run, the one that was used last first."""
    mine = Connection.objects.filter(reader_id=reader.pk, ended_at=None)
    return mine.select_related("site").order_by("-used_at", "pk")


def has_agreed(site: ConnectedSite, reader: Reader, scopes: Iterable[str]) -> bool:
    """Whether ``site`` may be told ``scopes`` without asking: it is the publisher's own, or the reader has said yes."""
    if site.skip_consent:
        return True
    connection = connection_of(site, reader)
    return connection is not None and set(scopes) <= set(connection.agreed)


def connect(
    site: ConnectedSite, reader: Reader, scopes: Iterable[str], agreed: Circumstances | None = None
) -> Connection:
    """
    Let ``site`` know ``scopes`` of ``reader``. ``agreed``: how the reader said yes; that goes to the ledger, in the
    words of the page.
    """
    asked, now = in_order(scopes), timezone.now()
    with transaction.atomic():
        connection, _new = Connection.objects.select_for_update().get_or_create(
            site_id=site.pk, reader_id=reader.pk, defaults={"connected_at": now, "used_at": now}
        )
        if connection.ended_at is not None:
            connection.scopes, connection.agreed, connection.connected_at = [], [], now
        connection.scopes = in_order([*connection.scopes, *asked])
        connection.agreed = in_order([*connection.agreed, *asked]) if agreed else connection.agreed
        connection.used_at, connection.ended_at = now, None
        connection.save()
        if agreed:
            record(reader.subject, [Said(_purpose(site), GIVEN, _words(site.name, asked))], agreed)
    return connection


def disconnect(reader: Reader, pk: int, how: Circumstances) -> bool:
    """End the connection ``pk`` of ``reader``; whether there was one. What the site holds opens nothing any more."""
    with transaction.atomic():
        connection = connections_of(reader).filter(pk=pk).first()
        if connection is None or not Connection.objects.filter(pk=pk, ended_at=None).update(ended_at=timezone.now()):
            return False
        Token.objects.filter(user_id=reader.pk, client_id=connection.site_id).delete()
        Code.objects.filter(connection=connection).delete()
        if connection.agreed:
            words = _words(connection.site.name, connection.agreed)
            record(reader.subject, [Said(_purpose(connection.site), WITHDRAWN, words)], how)
    return True


def end_tokens_of(reader: int) -> None:
    """What other sites hold of the reader with this number opens nothing any more; they stay connected."""
    Token.objects.filter(user_id=reader).delete()
    Code.objects.filter(connection__reader_id=reader).delete()


def key_of_door(reader: Any) -> str:
    """Changes with the password: what was opened with the one before is shut."""
    return hashlib.sha256(reader.get_session_auth_hash().encode()).hexdigest()


def _purpose(site: Any) -> str:
    return f"connected-site:{site.pk}"[:100]


def _words(name: str, scopes: Iterable[str]) -> str:
    told = in_words(scopes)
    return f"{name}: {'; '.join(told)}" if told else name
