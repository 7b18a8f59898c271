"""What is kept of other sites: which they are, which readers are connected with them, and codes on their way."""

import hashlib
import secrets
import uuid
from typing import Any, ClassVar

from allauth.idp.oidc.models import Client, Token
from django.conf import settings
from django.db import models
from django.utils.crypto import constant_time_compare


class ConnectedSite(Client):
    """
    A site of the publisher's, or of somebody else, that signs readers in with their accounts here: a client of OpenID
    Connect, as allauth keeps it.

    Its secret is 256 random bits, so that a plain digest of it is safe to keep and quick to compare.
    """

    class Meta:
        proxy = True
        verbose_name = "connected site"
        ordering: ClassVar = ["name", "pk"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        if not args:
            # allauth would hash a secret at the cost of a password for every form that is only looked at.
            kwargs.setdefault("secret", "")
        super().__init__(*args, **kwargs)

    def __str__(self) -> str:
        return str(self.name)

    @property
    def keeps_a_secret(self) -> bool:
        """Whether it has a server of its own; an app on a telephone has none, and so no secret."""
        return bool(self.type == Client.Type.CONFIDENTIAL)

    def new_secret(self) -> str:
        """Make a secret in the place of the one before, not saved yet. It is told to nobody a second time."""
        secret = secrets.token_urlsafe(32)
        self.set_secret(secret)
        return secret

    def set_secret(self, secret: str) -> None:
        self.secret = _digest(secret)

    def check_secret(self, secret: str) -> bool:
        return constant_time_compare(_digest(secret), self.secret)


def _digest(secret: str) -> str:
    return f"sha256${hashlib.sha256(secret.encode()).hexdigest()}"


class Connection(models.Model):
    """
    One reader at one site. ``sub`` is the name of the reader there and nowhere else; it stays when they end the
    connection and come back, so that the site knows them again.

    ``scopes``: what the site is given. ``agreed``: what of it the reader was asked for and allowed.
    """

    site = models.ForeignKey(Client, models.CASCADE, related_name="connections")
    reader = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="connections")
    sub = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    scopes = models.JSONField(default=list)
    agreed = models.JSONField(default=list)
    connected_at = models.DateTimeField()
    used_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["site", "reader"], name="one_connection_a_site")]

    def __str__(self) -> str:
        return f"connection {self.sub}"


class Code(models.Model):
    """
    What a site is sent back with and exchanges once, by its digest. ``used_at`` is set by the one who may use it;
    ``replayed``: somebody tried again, so that what the first was given is worth nothing (RFC 6749 §4.1.2).

    ``key_of_door``: a digest of the password and the like of then; a new password ends what was opened with the old.
    ``proven_at``: when the reader had shown who they are, in unix seconds.
    """

    digest = models.CharField(max_length=64, primary_key=True)
    connection = models.ForeignKey(Connection, models.CASCADE)
    redirect_address = models.CharField(max_length=2_000)
    scopes = models.JSONField()
    nonce = models.CharField(max_length=500, blank=True)
    challenge = models.CharField(max_length=128, blank=True)
    key_of_door = models.CharField(max_length=64)
    proven_at = models.BigIntegerField()
    expires_at = models.DateTimeField(db_index=True)
    used_at = models.DateTimeField(null=True)
    replayed = models.BooleanField(default=False)
    token = models.ForeignKey(Token, models.SET_NULL, null=True)

    def __str__(self) -> str:
        return f"code of {self.connection_id}"
