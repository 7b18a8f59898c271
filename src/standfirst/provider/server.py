"""oauthlib's server with our answers to what it asks."""

from typing import Any

from allauth.idp.oidc import app_settings
from allauth.idp.oidc.internal.oauthlib.server import generate_opaque_token
from oauthlib.openid import Server

from standfirst.provider.validating import ProviderValidator


class ProviderServer(Server):
    """For one request: authorization codes and nothing else, and no token that renews another."""

    def __init__(self) -> None:
        self.validator = ProviderValidator()
        super().__init__(
            request_validator=self.validator,
            token_expires_in=app_settings.ACCESS_TOKEN_EXPIRES_IN,
            token_generator=generate_opaque_token,
            refresh_token_generator=generate_opaque_token,
        )
        grants: tuple[Any, ...] = (self.auth_grant, self.openid_connect_auth)
        for grant in grants:
            grant.refresh_token = False
