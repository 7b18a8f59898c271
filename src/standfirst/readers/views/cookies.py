"""The page of cookies: what is set, and the choice of what else may be."""

from collections.abc import Collection

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from standfirst.access.paths import own_path
from standfirst.readers import cookie_choices
from standfirst.readers.ledger.acts import circumstances_of
from standfirst.readers.reading_forms import takes_a_form
from standfirst.readers.views.answering import by_script
from standfirst.refusals import TooManyTries

NOTICE, PAGE = "cookie notice", "cookies page"


@require_http_methods(["GET", "HEAD", "POST"])
@takes_a_form
def cookies(request: HttpRequest) -> HttpResponse:
    """GET shows the choice, POST makes it: ``choice`` is ``all``, ``none``, or ``ticked`` for the kinds that are."""
    if request.method != "POST" or not cookie_choices.parties().all:
        return _page(request, saved="saved" in request.GET)
    at = own_path(request.POST.get("page"))
    how = circumstances_of(request, form=NOTICE if at else PAGE, page=at)
    response = (
        HttpResponse(status=204)
        if by_script(request)
        else HttpResponseRedirect(at or f"{reverse('cookies')}?saved", status=303)
    )
    try:
        cookie_choices.choose(request, response, _accepted(request), how)
    except TooManyTries as refusal:
        answer = _page(request, refusal=refusal)
        answer.status_code = refusal.status
        for name, value in refusal.headers().items():
            answer[name] = value
        return answer
    return response


def _accepted(request: HttpRequest) -> Collection[str]:
    kinds = cookie_choices.parties().kinds
    choice = request.POST.get("choice")
    if choice == "all":
        return kinds
    return [kind for kind in kinds if choice == "ticked" and request.POST.get(kind)]


def _page(request: HttpRequest, *, saved: bool = False, refusal: TooManyTries | None = None) -> HttpResponse:
    context = {
        "choice": cookie_choices.choice_of(request),
        "pseudonym": None if request.user.is_authenticated else cookie_choices.pseudonym_of(request),
        "saved": saved,
        "refusal": refusal,
        "needed": cookie_choices.needed(),
    }
    return render(request, "readers/cookies.html", context)
