"""
The other doors that a publisher has set up, from the environment: ``STANDFIRST_SIGN_IN_WITH`` names them, and each has
settings of its own. Without any, nothing is shown and nobody else is ever asked.
"""

from typing import Any

from django.core.exceptions import ImproperlyConfigured

from standfirst import env

KNOWN = {"google": "Google", "microsoft": "Microsoft", "facebook": "Facebook", "github": "GitHub"}
"""Those that need no issuer, with the name on the button. Every other name is an OpenID Connect provider."""
OIDC = "openid_connect"
_PROVIDERS = "allauth.socialaccount.providers"
_SCOPES = {"github": ["user:email"], "google": ["profile", "email"], "facebook": ["email", "public_profile"]}


def names() -> list[str]:
    """The doors, in the order of their buttons. Raises ImproperlyConfigured for a name that cannot stand in a path."""
    found = env.words("STANDFIRST_SIGN_IN_WITH")
    for name in found:
        if not (name.isascii() and name.isalnum() and name == name.lower()) or found.count(name) > 1:
            raise ImproperlyConfigured("STANDFIRST_SIGN_IN_WITH: names of small letters and digits, each once.")
    return found


def apps(doors: list[str]) -> list[str]:
    """What Django has to install for them; OpenID Connect stands there always."""
    return [f"{_PROVIDERS}.{name}" for name in (OIDC, *(door for door in doors if door in KNOWN))]


def settings_of(doors: list[str]) -> dict[str, dict[str, Any]]:
    """SOCIALACCOUNT_PROVIDERS, as allauth reads it. Raises ImproperlyConfigured for what is missing."""
    providers: dict[str, dict[str, Any]] = {OIDC: {"OAUTH_PKCE_ENABLED": True, "APPS": []}}
    for door in doors:
        app = {"client_id": _needed(door, "ID"), "secret": _needed(door, "SECRET"), "name": title(door)}
        if door in KNOWN:
            providers[door] = {"OAUTH_PKCE_ENABLED": True, "APPS": [app]}
            if door in _SCOPES:
                providers[door]["SCOPE"] = _SCOPES[door]
        else:
            issuer = _needed(door, "ISSUER").rstrip("/")
            providers[OIDC]["APPS"].append({**app, "provider_id": door, "settings": {"server_url": issuer}})
    return providers


def title(door: str) -> str:
    """What its button calls it."""
    return env.text(_variable(door, "TITLE"), KNOWN.get(door, door.capitalize()))


def _needed(door: str, what: str) -> str:
    value = env.text(_variable(door, what), "").strip()
    if not value:
        raise ImproperlyConfigured(f"{_variable(door, what)} is needed, for STANDFIRST_SIGN_IN_WITH names {door!r}.")
    return value


def _variable(door: str, what: str) -> str:
    return f"STANDFIRST_SIGN_IN_{door.upper()}_{what}"
