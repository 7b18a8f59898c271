"""
What oauthlib asks about sites, readers, codes and tokens, answered more strictly than allauth does.

Addresses to return to are compared letter by letter, PKCE is by SHA-256 or not at all, codes are in the database, a
site can end its own tokens only, and what a reader agreed to counts for one site (RFC 9700 §2.1, §4.1).
"""

from datetime import timedelta
from typing import Any

from allauth.core import context
from allauth.core.internal import httpkit
from allauth.idp.oidc.internal.oauthlib.request_validator import OAuthLibRequestValidator
from allauth.idp.oidc.internal.oauthlib.utils import get_validator_context
from allauth.idp.oidc.models import Token
from django.utils import timezone
from oauthlib.common import Request
from oauthlib.oauth2.rfc6749.errors import InvalidGrantError, InvalidRequestError

from standfirst.provider import codes
from standfirst.provider.connecting import connection_of, has_agreed, key_of_door
from standfirst.provider.models import Code, ConnectedSite
from standfirst.provider.scopes import OPENID, in_order

LONGEST_NONCE = 500
_CHALLENGE = 43
"""Characters of a SHA-256 in base64url without its padding."""


class ProviderValidator(OAuthLibRequestValidator):
    """For one request. ``redirect_address`` is set once it is known to be the site's own."""

    def __init__(self) -> None:
        super().__init__()
        self.redirect_address = ""
        self.proven_at = 0
        self.code: Code | None = None
        self._sites: dict[str, ConnectedSite | None] = {}

    # --- Sites

    def _lookup_client(self, request: Request, client_id: Any) -> ConnectedSite | None:
        if not isinstance(client_id, str) or not client_id.isascii() or not client_id.isalnum() or len(client_id) > 100:
            return None
        if client_id not in self._sites:
            self._sites[client_id] = ConnectedSite.objects.filter(pk=client_id).first()
        return self._sites[client_id]

    def authenticate_client(self, request: Request, *args: Any, **kwargs: Any) -> bool:
        """By its secret. A site that says one name and shows the secret of another is neither."""
        named, _secret = httpkit.extract_basic_auth(request.headers)
        if not super().authenticate_client(request, *args, **kwargs):
            return False
        if not request.client.keeps_a_secret:
            return False
        return request.client_id in {None, "", request.client.pk} and named in {None, request.client.pk}

    def validate_redirect_uri(
        self, client_id: str, redirect_uri: str, request: Request, *args: Any, **kwargs: Any
    ) -> bool:
        if redirect_uri not in request.client.get_redirect_uris():
            return False
        self.redirect_address = redirect_uri
        return True

    def is_origin_allowed(self, client_id: str, origin: str, request: Request, *args: Any, **kwargs: Any) -> bool:
        return False

    # --- What is asked for

    def validate_scopes(
        self, client_id: str, scopes: list[str], client: Any, request: Request, *args: Any, **kwargs: Any
    ) -> bool:
        """What a site may not have, or nobody has, is left out (OpenID Connect Core §3.1.2.1)."""
        request.scopes = in_order(set(scopes) & set(request.client.get_scopes()))
        return OPENID in request.scopes

    def get_default_scopes(self, client_id: str, request: Request, *args: Any, **kwargs: Any) -> list[str]:
        return []

    def validate_silent_authorization(self, request: Request) -> bool:
        user: Any = context.request.user
        return has_agreed(request.client, user, request.scopes)

    def validate_user_match(self, id_token_hint: Any, scopes: Any, claims: Any, request: Request) -> bool:
        """
        Whether whoever is signed in is the one the site means; nobody is signed in: they will. A ``claims`` parameter
        asks for what scopes give.
        """
        if len(request.nonce or "") > LONGEST_NONCE or "\x00" in (request.nonce or ""):
            raise InvalidRequestError(description="The nonce is too long.", request=request)
        if request.code_challenge is not None:
            self._check_challenge(request)
        user: Any = context.request.user
        if not id_token_hint or not user.is_authenticated or connection_of(request.client, user) is None:
            return True
        return bool(super().validate_user_match(id_token_hint, scopes, None, request))

    @staticmethod
    def _check_challenge(request: Request) -> None:
        challenge = request.code_challenge
        if request.code_challenge_method != "S256" or len(challenge) != _CHALLENGE or not challenge.isascii():
            raise InvalidRequestError(description="code_challenge_method must be S256.", request=request)

    # --- Codes

    def save_authorization_code(self, client_id: str, code: Any, request: Request, *args: Any, **kwargs: Any) -> None:
        connection = connection_of(request.client, request.user)
        assert connection is not None  # whoever asks for a code has connected the two
        codes.lay_down(
            code["code"],
            connection,
            redirect_address=request.redirect_uri,
            scopes=request.scopes,
            nonce=request.nonce or "",
            challenge=request.code_challenge or "",
            proven_at=self.proven_at,
        )

    def validate_code(
        self, client_id: str, code: str, client: Any, request: Request, *args: Any, **kwargs: Any
    ) -> bool:
        self.code = codes.find(request.client, code)
        if self.code is None or not codes.take(self.code):
            return False
        request.user, request.scopes = self.code.connection.reader, self.code.scopes
        return True

    def invalidate_authorization_code(self, client_id: str, code: str, request: Request, *a: Any, **k: Any) -> None:
        """It is used up since it was taken."""

    def _lookup_authorization_code(self, request: Request, client_id: str, code: str) -> dict[str, Any] | None:
        """In the shape in which allauth keeps one. Asked before the site has shown its secret: it only looks."""
        site = self._lookup_client(request, client_id)
        found = codes.find(site, code) if site is not None else None
        if found is None:
            return None
        challenge = {"code_challenge": found.challenge, "code_challenge_method": "S256"}
        return {
            "code": {"nonce": found.nonce or None},
            "scopes": found.scopes,
            "redirect_uri": found.redirect_address,
            "pkce": challenge if found.challenge else None,
        }

    # --- Tokens

    def save_bearer_token(self, token: dict[str, Any], request: Request, *args: Any, **kwargs: Any) -> None:
        assert self.code is not None  # there is no other grant
        kept = Token(
            client=request.client,
            user=request.user,
            type=Token.Type.ACCESS_TOKEN,
            expires_at=timezone.now() + timedelta(seconds=token["expires_in"]),
            data={"key_of_door": self.code.key_of_door},
        )
        kept.set_value(token["access_token"])
        kept.set_scopes(request.scopes)
        if not codes.give_for(self.code, kept):
            raise InvalidGrantError(request=request)

    def finalize_id_token(self, id_token: dict[str, Any], token: Any, token_handler: Any, request: Request) -> str:
        assert self.code is not None
        id_token["aud"] = request.client.pk
        id_token["auth_time"] = self.code.proven_at
        signed: str = super().finalize_id_token(id_token, token, token_handler, request)
        return signed

    def validate_bearer_token(self, token: str, scopes: list[str], request: Request) -> bool:
        """A token in the address is none: addresses get into logs."""
        if not token or context.request.GET.get("access_token") is not None:
            return False
        kept = Token.objects.lookup(Token.Type.ACCESS_TOKEN, token)
        if kept is None or kept.user is None or not set(scopes) <= set(kept.get_scopes()):
            return False
        reader, site = kept.user, self._lookup_client(request, kept.client_id)
        if site is None or not reader.is_active or connection_of(site, reader) is None:
            return False
        if (kept.data or {}).get("key_of_door") != key_of_door(reader):
            return False
        self._use_client(request, site)
        request.user, request.scopes, request.access_token = reader, kept.get_scopes(), token
        get_validator_context().access_token = kept
        return True

    def validate_jwt_bearer_token(self, token: str, scopes: Any, request: Request) -> bool:
        """Access tokens of ours are no JSON Web Tokens."""
        return False

    def revoke_token(self, token: str, token_type_hint: str, request: Request, *args: Any, **kwargs: Any) -> None:
        """A site's own only (RFC 7009 §2.1)."""
        Token.objects.by_value(token).filter(client_id=request.client.pk).delete()

    def validate_grant_type(
        self, client_id: str, grant_type: str, client: Any, request: Request, *args: Any, **kwargs: Any
    ) -> bool:
        return grant_type == "authorization_code"

    def validate_response_type(
        self, client_id: str, response_type: str, client: Any, request: Request, *args: Any, **kwargs: Any
    ) -> bool:
        return response_type == "code"
