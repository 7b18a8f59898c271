"""allauth's seams to this room: what is told of a reader, under which name, signed with which key."""

import uuid
from collections.abc import Iterable
from typing import Any, Literal

from allauth.account.models import EmailAddress
from allauth.idp.oidc.adapter import DefaultOIDCAdapter
from allauth.idp.oidc.internal.private_keys import filter_keys
from allauth.idp.oidc.models import Client, PrivateKey
from django.conf import settings

from standfirst.access.subscribing import standing_of
from standfirst.provider.connecting import connection_of
from standfirst.provider.keys import keys_in_force
from standfirst.provider.models import Connection
from standfirst.provider.scopes import EMAIL, PROFILE, TIER
from standfirst.readers.models import Reader


class ProviderAdapter(DefaultOIDCAdapter):
    """The reader's name, address and tier, as far as the site may know them."""

    def get_issuer(self) -> str:
        """The configured address, whatever host a request claims."""
        return str(settings.STANDFIRST_SITE_URL)

    def list_private_keys(
        self, *, did_activate: Literal[True] | None = None, is_active: Literal[True] | None = None
    ) -> list[PrivateKey]:
        found: list[PrivateKey] = filter_keys(keys_in_force(), did_activate=did_activate, is_active=is_active)
        return found

    def get_user_sub(self, client: Client, user: Any) -> str:
        """One name a site. Raises LookupError where there is no connection, and so nothing to tell."""
        connection = connection_of(client, user)
        if connection is None:
            raise LookupError
        return str(connection.sub)

    def get_user_by_sub(self, client: Client, sub: str) -> Reader | None:
        try:
            name = uuid.UUID(sub)
        except ValueError:
            return None
        found = Connection.objects.filter(site_id=client.pk, sub=name, ended_at=None, reader__is_active=True)
        connection = found.select_related("reader").first()
        return connection.reader if connection else None

    def get_claims(
        self,
        purpose: Literal["id_token", "userinfo"],
        user: Any,
        client: Client,
        scopes: Iterable[str],
        email: str | None = None,
        **kwargs: Any,
    ) -> dict[str, Any]:
        """The same for both purposes. What has been taken from the site since is told no more."""
        allowed = set(scopes) & set(client.get_scopes())
        claims: dict[str, Any] = {"sub": self.get_user_sub(client, user)}
        if PROFILE in allowed:
            names = {"name": user.get_full_name(), "given_name": user.first_name, "family_name": user.last_name}
            claims |= {claim: name for claim, name in names.items() if name}
        if EMAIL in allowed:
            confirmed = EmailAddress.objects.filter(user_id=user.pk, email=user.email, verified=True)
            claims |= {"email": user.email, "email_verified": confirmed.exists()}
        if TIER in allowed:
            claims["tier"] = standing_of(user.subject).tier.value
        return claims
