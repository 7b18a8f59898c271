"""
The rooms of an account, as its pages list them. Another room adds its own when it starts:
``offer(AccountRoom("gifts", _("Gifts"), _("Articles you have given away"), order=60))``.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class AccountRoom:
    """
    ``view`` is the name of its address; ``about`` says in one line what is there. A low ``order`` stands first.

    ``unread`` counts what waits there for the reader with a number; a room that has it stands in the menu of every page
    too, and the count with it. It is asked at each page that a signed-in reader opens, so it must be cheap.
    """

    view: str
    name: str | Promise
    about: str | Promise
    order: int = 50
    unread: Callable[[int], int] | None = None

    @property
    def url(self) -> str:
        return reverse(self.view)


_rooms: dict[str, AccountRoom] = {}


def offer(*rooms: AccountRoom) -> None:
    """List ``rooms``; one that is offered again stands there once."""
    _rooms.update({room.view: room for room in rooms})


def offered() -> list[AccountRoom]:
    """In the order in which they stand."""
    return sorted(_rooms.values(), key=lambda room: (room.order, str(room.name)))


def in_the_menu(reader: int) -> list[tuple[AccountRoom, int]]:
    """The rooms that stand in the menu of the reader with that number, each with how much waits there."""
    return [(room, room.unread(reader)) for room in offered() if room.unread is not None]


def context(request: HttpRequest) -> dict[str, Any]:
    """``account_rooms`` for the pages of the account."""
    return {"account_rooms": offered} if request.path.startswith("/account/") else {}


def offer_our_own() -> None:
    """What this room has."""
    offer(
        AccountRoom("account", _("Your account"), _("Your name and address"), 0),
        AccountRoom("preferences", _("Preferences"), _("Newsletters, notices and how pages look"), 10),
        AccountRoom("security", _("Sign-in and security"), _("Password, passkeys, authenticator app"), 20),
        AccountRoom("sessions", _("Where you are signed in"), _("Your browsers, and how to sign out of them"), 30),
        AccountRoom("gifts", _("Gift links"), _("Articles that you have given away"), 40),
    )
