"""What any site may know of this provider: where to ask, what for, and how to check what it is told."""

from typing import Any

from allauth.core.internal import jwkkit
from django.conf import settings
from django.http import HttpRequest, JsonResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from standfirst.provider.adapter import ProviderAdapter
from standfirst.provider.scopes import ALL

CLAIMS = ["sub", "name", "given_name", "family_name", "email", "email_verified", "tier", "auth_time", "iss", "aud"]


@require_safe
def discovery(request: HttpRequest) -> JsonResponse:
    """Where to ask what (OpenID Connect Discovery §3)."""
    methods = ["client_secret_basic", "client_secret_post", "none"]
    return _public(
        {
            "issuer": ProviderAdapter().get_issuer(),
            "authorization_endpoint": address_of("openid-authorize"),
            "token_endpoint": address_of("openid-token"),
            "userinfo_endpoint": address_of("openid-userinfo"),
            "revocation_endpoint": address_of("openid-revoke"),
            "jwks_uri": address_of("openid-keys"),
            "scopes_supported": list(ALL),
            "claims_supported": CLAIMS,
            "response_types_supported": ["code"],
            "response_modes_supported": ["query"],
            "grant_types_supported": ["authorization_code"],
            "subject_types_supported": ["pairwise"],
            "id_token_signing_alg_values_supported": ["RS256"],
            "token_endpoint_auth_methods_supported": methods,
            "revocation_endpoint_auth_methods_supported": methods,
            "code_challenge_methods_supported": ["S256"],
            "prompt_values_supported": ["none", "login", "consent"],
            "claims_parameter_supported": False,
            "request_parameter_supported": False,
            "request_uri_parameter_supported": False,
            "authorization_response_iss_parameter_supported": True,
        }
    )


@require_safe
def keys(request: HttpRequest) -> JsonResponse:
    """The public halves of the keys, those to come too (RFC 7517)."""
    found = [jwkkit.load_jwk_from_pem(key.pem)[0] for key in ProviderAdapter().list_private_keys(is_active=True)]
    return _public({"keys": [{**key, "use": "sig", "alg": "RS256"} for key in found]})


def address_of(name: str) -> str:
    """The full address of one of ours: always on the configured host, whatever a request claims."""
    return f"{settings.STANDFIRST_SITE_URL}{reverse(name)}"


def _public(told: dict[str, Any]) -> JsonResponse:
    answer = JsonResponse(told)
    answer["Access-Control-Allow-Origin"] = "*"
    answer["Cache-Control"] = "public, max-age=300"
    return answer
