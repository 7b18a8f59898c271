"""The account page, and the small menu that a cached page asks for on its own."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from standfirst.access import gate
from standfirst.access.gifts.account import may_give
from standfirst.access.institutions import telling
from standfirst.access.levels import Level, Variant
from standfirst.access.policy import decide
from standfirst.readers import account_rooms, passkeys
from standfirst.readers.asking_again import changed_for
from standfirst.readers.models import Reader
from standfirst.readers.provisional import registration_of


@require_safe
def account(request: HttpRequest) -> HttpResponse:
    """Name, address, what is open. Who has registered and not confirmed yet is sent to the code."""
    if not request.user.is_authenticated:
        waiting = registration_of(request) is not None
        to = reverse("confirm-code") if waiting else f"{reverse('sign-in')}?next={reverse('account')}"
        return HttpResponseRedirect(to, status=303)
    assert isinstance(request.user, Reader)
    visitor = gate.visitor_of(request)
    opens = [level.value for level in Level if decide(level, 0, visitor).variant is Variant.FULL]
    context = {
        "reader": request.user,
        "room": "account",
        "opens": opens,
        "told": telling(request),
        "saved": request.GET.get("saved", ""),
        "offer_passkey": _offers_passkey(request.user),
        "changed": changed_for(request.user),
    }
    return render(request, "readers/account.html", context)


def _offers_passkey(reader: Reader) -> bool:
    """From the second sign-in on, until there is one or they have said no."""
    return reader.sign_ins > 1 and not reader.no_passkey and not passkeys.list_of(reader)


@require_safe
def account_nav(request: HttpRequest) -> HttpResponse:
    """
    The menu: a first name, what waits for them, and sign out; or sign in. It also tells the page whether its reader may
    give articles, and brings a notice to readers whose policies changed.
    """
    reader = request.user if request.user.is_authenticated else None
    registration = registration_of(request) if reader is None else None
    first_name = reader.first_name if reader else registration.first_name if registration else ""
    context = {
        "reader": reader,
        "provisional": registration is not None,
        "first_name": first_name,
        "gives": reader is not None and may_give(request),
        "changed": changed_for(reader) if reader else [],
        "menu": account_rooms.in_the_menu(reader.pk) if reader else [],
    }
    return render(request, "readers/account_nav.html", context)
