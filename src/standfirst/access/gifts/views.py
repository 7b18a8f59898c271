"""A gift link as whoever follows it meets it. Looking at it opens nothing: mail scanners and previews follow links."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from standfirst.access import gate
from standfirst.access.gifts.holding import gifts_of, give_gift_pass
from standfirst.access.gifts.opening import Found, State, find, open_once
from standfirst.access.levels import Variant
from standfirst.access.models import rules_in_force
from standfirst.access.policy import decide

_NOT_FOUND, _GONE = 404, 410


@require_http_methods(["GET", "HEAD", "POST"])
def gift(request: HttpRequest, token: str) -> HttpResponse:
    """
    The page of a link: its article's headline and a button. The button counts one browser and leads to the article.

    Somebody to whom the article is open already is led there, and nothing is counted.
    """
    found = find(token)
    if _is_open_already(request, found):
        return _secret(_to_the_article(found))
    if request.method == "POST" and found.state is State.GOOD and found.gift is not None:
        held = open_once(found.gift)
        if held is not None:
            answer = _to_the_article(found)
            give_gift_pass(request, answer, held)
            return _secret(answer)
        found = find(token)
    status = {State.GOOD: 200, State.UNKNOWN: _NOT_FOUND}.get(found.state, _GONE)
    return _secret(render(request, "access/gift.html", {"found": found, "story": found.story}, status=status))


def _is_open_already(request: HttpRequest, found: Found) -> bool:
    """By this gift or by any other right; an allowance that would have to be spent is none."""
    if found.story is None or found.gift is None:
        return False
    if any(held.handle == found.gift.handle.bytes for held in gifts_of(request)):
        return True
    visitor, rules = gate.visitor_with_gifts(request), rules_in_force()
    return decide(found.story.level, found.story.article, visitor, rules.allowances).variant is Variant.FULL


def _to_the_article(found: Found) -> HttpResponse:
    assert found.story is not None  # whoever calls has looked
    return HttpResponseRedirect(f"{found.story.path}#continue", status=303)


def _secret(answer: HttpResponse) -> HttpResponse:
    """The address is a key: no cache keeps it, no search engine lists it, no other site is told of it."""
    answer["Cache-Control"] = "private, no-store"
    answer["Referrer-Policy"] = "no-referrer"
    answer["X-Robots-Tag"] = "noindex, nofollow"
    return answer
