"""The words that a reader finds over the rest of the article, or over the page they come to, once."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core import signing
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from standfirst.access import gate

LASTS = 120
"""Seconds until a welcome that nobody came for is stale."""
_SALT = "standfirst.readers.welcome"


@dataclass(frozen=True, slots=True)
class Welcome:
    """Whom to welcome, and where the mail went; ``confirmed``: they have come back from it, and have an account."""

    first_name: str
    email: str
    confirmed: bool = False


def give_welcome(response: HttpResponseBase, welcome: Welcome) -> None:
    """Let the next page in this browser welcome its reader."""
    value = signing.dumps([welcome.first_name, welcome.email, welcome.confirmed], salt=_SALT, compress=True)
    cookies = gate.names()
    response.set_cookie(
        cookies.welcome, value, max_age=LASTS, httponly=True, secure=cookies.secure, samesite="Lax", path="/"
    )


def welcome_of(request: HttpRequest) -> Welcome | None:
    """The welcome that waits in this browser."""
    value = request.COOKIES.get(gate.names().welcome)
    if not value:
        return None
    try:
        first_name, email, confirmed = signing.loads(value, salt=_SALT, max_age=LASTS)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return Welcome(str(first_name), str(email), bool(confirmed))


def context(request: HttpRequest) -> dict[str, Any]:
    """For templates: ``welcome``, or None. An internal render for the front door has no cookie, so never one."""
    return {"welcome": welcome_of(request)}


class WelcomeMiddleware:
    """Takes the welcome away with the first page that could show it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        name = gate.names().welcome
        is_page = response.status_code == 200 and response.get("Content-Type", "").startswith("text/html")
        if name in request.COOKIES and is_page and name not in response.cookies and request.method == "GET":
            gate.delete_cookie(response, name)  # type: ignore[arg-type]  # every kind of answer has cookies
        return response
