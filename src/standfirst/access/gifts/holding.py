"""The gifts that a browser holds, on Django's side of the door: read from its cookie, looked up, written again."""

import time

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from standfirst.access.cookie_jar import delete_cookie, names, pass_keys, set_cookie
from standfirst.access.gift_pass import GiftPass, HeldGift
from standfirst.access.gifts.opening import still_good
from standfirst.access.passes import LIFETIME
from standfirst.access.revoking import was_gift_called_back

RENEW_BEFORE = 60
"""Seconds before the front door would ask, at which a gift pass is written anew on the way."""


def gifts_of(request: HttpRequest) -> tuple[HeldGift, ...]:
    """The gifts of this browser that are still good. Looked up once a request."""
    found: tuple[HeldGift, ...] | None = getattr(request, "_standfirst_gifts", None)
    if found is None:
        carried = _carried(request)
        found = still_good(carried.gifts, now=timezone.now()) if carried is not None else ()
        request._standfirst_gifts = found  # type: ignore[attr-defined]  # lives as long as the request
    return found


def give_gift_pass(request: HttpRequest, response: HttpResponse, gift: HeldGift) -> None:
    """Let this browser read the article of ``gift`` until its link ends, beside what it holds already."""
    others = tuple(held for held in gifts_of(request) if held.handle != gift.handle)
    _write(response, (*others, gift))


def renew(request: HttpRequest, response: HttpResponse) -> None:
    """Write the cookie anew where the front door would soon ask, or it holds what is over; delete an empty one."""
    name = names().gift
    if name not in request.COOKIES or name in response.cookies:
        return
    carried, good = _carried(request), gifts_of(request)
    if not good:
        delete_cookie(response, name)
    elif carried is None or carried.gifts != good or _is_old(carried):
        _write(response, good)


def _is_old(carried: GiftPass) -> bool:
    return carried.asked + LIFETIME - RENEW_BEFORE <= time.time() or was_gift_called_back(carried)


def _carried(request: HttpRequest) -> GiftPass | None:
    value = request.COOKIES.get(names().gift)
    return pass_keys().gifts.open(value.encode(errors="replace")) if value else None


def _write(response: HttpResponse, gifts: tuple[HeldGift, ...]) -> None:
    now = int(time.time())
    sealed = pass_keys().gifts.seal(GiftPass(now, gifts))
    set_cookie(response, names().gift, sealed, max(1, max(gift.until for gift in gifts) - now))
