"""What the front door has done in the database: spending allowances, with the cookie that tells the next request."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import InterfaceError, OperationalError, close_old_connections, connection
from django.http import HttpResponse

from standfirst.access import gate
from standfirst.access.levels import Tier
from standfirst.access.models import rules_in_force
from standfirst.access.policy import Visitor
from standfirst.access.unlocking import Wish, unlock
from standfirst.frontdoor.spending import Wish as WishAtTheDoor


@dataclass(frozen=True, slots=True)
class Spent:
    """Who the visitor is now, and the Set-Cookie value that says so."""

    visitor: Visitor
    cookie: str


def spend(wishes: Sequence[WishAtTheDoor]) -> list[Spent]:
    """
    Spend for all of ``wishes`` in one transaction. Raises django.db.Error: then nothing was spent.

    For a thread of its own, whose connection to a server stays open: to connect anew takes longer than the transaction.
    """
    close_old_connections()
    try:
        return _spend(wishes)
    except (InterfaceError, OperationalError):
        if connection.is_usable():
            raise
        # The database went away and came back since the last time. What may have been spent then costs nothing now.
        connection.close()
        return _spend(wishes)
    finally:
        if connection.vendor != "sqlite":
            # A file is opened in no time, and one that was put in its place is to be seen.
            connection.close_at = None


def _spend(wishes: Sequence[WishAtTheDoor]) -> list[Spent]:
    rules = rules_in_force()
    known = [Wish(uuid.UUID(bytes=wish.subject), wish.article) for wish in wishes if _has_account(wish)]
    held = unlock(known, rules=rules) if known else {}
    spent = []
    for wish in wishes:
        response = HttpResponse()
        if _has_account(wish):
            visitor = held[uuid.UUID(bytes=wish.subject)].as_visitor(wish.visitor.tier)
            # Nobody asked here whether the account is still good, so the new pass is no younger than the one before.
            gate.give_pass(response, visitor, wish.subject, issued=wish.issued, rules=rules)
        else:
            visitor = gate.metered(wish.visitor, wish.article, rules)
            gate.give_meter(response, visitor, rules=rules)
        (cookie,) = response.cookies.values()
        spent.append(Spent(visitor, cookie.OutputString()))
    return spent


def _has_account(wish: WishAtTheDoor) -> bool:
    return wish.visitor.tier is not Tier.ANONYMOUS
