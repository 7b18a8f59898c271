"""What the tests of doors share: somebody with an authenticator app, and a session that grows old."""

from typing import Any

from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.test import Client

from standfirst.readers import second_factor
from standfirst.readers.models import Reader
from tests.readers.doors.shown import shown_by


class App:
    """An authenticator app with the key of ``reader``'s account."""

    def __init__(self, reader: Reader) -> None:
        self.secret = generate_totp_secret()
        TOTP.activate(reader, self.secret)
        second_factor.give_codes_if_none(reader)

    def shows(self, periods_later: int = 0) -> str:
        return shown_by(self.secret, periods_later)


def grow_old(browser: Client, minutes: int) -> None:
    """Let everything that this session has shown of its reader be ``minutes`` older."""
    session: Any = browser.session
    records = session.get("account_authentication_methods", [])
    session["account_authentication_methods"] = [{**record, "at": record["at"] - minutes * 60} for record in records]
    if "standfirst_staff_seen" in session:
        session["standfirst_staff_seen"] -= minutes * 60
    session.save()


def is_signed_in(browser: Client) -> bool:
    return bool(browser.get("/account/").status_code == 200)
