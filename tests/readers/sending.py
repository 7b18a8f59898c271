"""The forms of the room by their fields, and a way to send any bytes to them."""

from typing import Any

from django.test import Client

from standfirst.readers.models import Reader
from standfirst.readers.tokens import reset_key

FORM = "application/x-www-form-urlencoded"
REGISTER, SIGN_IN, FORGOTTEN, CODE, RESET = (
    "/register/",
    "/sign-in/",
    "/forgotten-password/",
    "/register/code/",
    "RESET",
)
FIELDS = {
    REGISTER: ("email", "password", "first_name", "last_name", "next", "website", "over_18", "newsletters"),
    SIGN_IN: ("email", "password", "next"),
    FORGOTTEN: ("email",),
    CODE: ("code",),
    RESET: ("password",),
}
EVERYWHERE = [*FIELDS, "/register/code/again/", "/register/confirm/x/", "/sign-out/"]


def address(path: str) -> str:
    """``path`` itself; for RESET that of Ann's reset link."""
    return f"/reset-password/{reset_key(Reader.objects.get(email='ann@example.com'))}/" if path == RESET else path


def post(path: str, body: bytes | str, kind: str = FORM, browser: Client | None = None, **more: Any) -> Any:
    """The answer as the wire would get it: an exception in a view is a 500 here, as it is there."""
    browser = browser or Client(raise_request_exception=False)
    return browser.generic("POST", address(path), body, content_type=kind, **more)


def accounts() -> list[Any]:
    """What of the accounts somebody from outside could want to change."""
    return list(Reader.objects.order_by("pk").values("email", "password", "first_name", "is_staff"))
