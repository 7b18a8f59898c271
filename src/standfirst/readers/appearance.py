"""
How pages look to one reader: light, dark, or as the system has it. Kept in a cookie of that browser and nowhere else.

Script may read the cookie, for cached pages are the same for everybody and take the choice from it before they are
painted; it says nothing of who reads.
"""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse

LIGHT, DARK, SYSTEM = "light", "dark", "system"
LOOKS = (SYSTEM, LIGHT, DARK)
_LASTS = 365 * 24 * 3_600


def cookie_name() -> str:
    """``__Host-`` on https, like our other cookies."""
    return "__Host-sf_look" if settings.STANDFIRST_HTTPS else "sf_look"


def look_of(request: HttpRequest) -> str:
    """What this browser's reader has chosen."""
    asked = request.COOKIES.get(cookie_name(), SYSTEM)
    return asked if asked in LOOKS else SYSTEM


def choose(response: HttpResponse, look: str) -> None:
    """Keep the choice for a year; the system's look needs no cookie."""
    kept = look in (LIGHT, DARK)
    response.set_cookie(
        cookie_name(),
        look if kept else "",
        max_age=_LASTS if kept else 0,
        secure=settings.STANDFIRST_HTTPS,
        samesite="Lax",
        path="/",
    )


def context(request: HttpRequest) -> dict[str, Any]:
    """``look`` for pages that are one reader's own; a page that is kept for everybody has none."""
    if getattr(request, "page_variant", None) is not None:
        return {}
    look = look_of(request)
    return {"look": look} if look != SYSTEM else {}
