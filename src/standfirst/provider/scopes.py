"""What a site can ask for, and in which words readers are told."""

from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

OPENID, PROFILE, EMAIL, TIER = "openid", "profile", "email", "tier"
ALL = (OPENID, PROFILE, EMAIL, TIER)

TOLD: dict[str, str | Promise] = {
    PROFILE: _("Your name"),
    EMAIL: _("Your email address"),
    TIER: _("Whether you are a subscriber"),
}
"""``openid`` alone is a number for the reader that means nothing anywhere else."""


def in_words(scopes: Iterable[str]) -> list[str]:
    """What a site with ``scopes`` gets to know, a line each."""
    asked = set(scopes)
    return [str(words) for scope, words in TOLD.items() if scope in asked]


def in_order(scopes: Iterable[str]) -> list[str]:
    """Those of ``scopes`` that there are, each once."""
    asked = set(scopes)
    return [scope for scope in ALL if scope in asked]
