"""The codes that sites exchange. In the database: whichever process is asked, each is good once."""

import hashlib
from datetime import timedelta
from typing import Any

from allauth.idp.oidc.models import Token
from django.db import transaction
from django.utils import timezone

from standfirst.provider.connecting import key_of_door
from standfirst.provider.models import Code, Connection

LIFETIME = timedelta(seconds=60)


def lay_down(value: str, connection: Connection, **told: Any) -> None:
    """Keep the code ``value`` for a minute, with what was asked for (the fields of ``Code``)."""
    Code.objects.create(
        digest=digest_of(value),
        connection=connection,
        key_of_door=key_of_door(connection.reader),
        expires_at=timezone.now() + LIFETIME,
        **told,
    )


def find(site: Any, value: str) -> Code | None:
    """The code ``value`` of ``site``, used or not; None for anybody else's."""
    mine = Code.objects.filter(pk=digest_of(value), connection__site_id=site.pk, expires_at__gt=timezone.now())
    return mine.select_related("connection__reader").first()


def take(code: Code) -> bool:
    """
    Whether ``code`` may be exchanged, which it may once. Tried again, it takes away what was given for it: one of the
    two who had it had stolen it.
    """
    reader, connection = code.connection.reader, code.connection
    if not Code.objects.filter(pk=code.pk, used_at=None).update(used_at=timezone.now()):
        with transaction.atomic():
            Code.objects.filter(pk=code.pk).update(replayed=True)
            Token.objects.filter(code=code.pk).delete()
        return False
    return reader.is_active and connection.ended_at is None and code.key_of_door == key_of_door(reader)


def give_for(code: Code, token: Token) -> bool:
    """Keep ``token`` as what was given for ``code``; False when somebody has tried the code again meanwhile."""
    with transaction.atomic():
        token.save()
        if Code.objects.filter(pk=code.pk, replayed=False).update(token=token):
            Connection.objects.filter(pk=code.connection_id).update(used_at=timezone.now())
            return True
        token.delete()
    return False


def digest_of(value: str) -> str:
    """What is kept of a code: who reads the database can exchange none."""
    return hashlib.sha256(value.encode()).hexdigest()
