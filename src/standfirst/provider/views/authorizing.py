"""Where a browser comes from another site, and goes back to it."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from standfirst.access.paths import own_path
from standfirst.provider.asking import Asked, CannotSignInThere, SendBack, read
from standfirst.provider.connecting import connect
from standfirst.provider.models import ConnectedSite
from standfirst.provider.scopes import in_words
from standfirst.readers import limits
from standfirst.readers.ledger.acts import circumstances_of
from standfirst.readers.limits import Limit
from standfirst.readers.models import Reader
from standfirst.readers.reading_forms import takes_a_form

ANSWERS_FOR_A_READER = Limit("sign-ins at other sites", 60, 60)
BACK = "back"
"""In the address: the browser comes from a form of ours, which may not send it elsewhere (CSP Level 3, form-action)."""


@require_http_methods(["GET", "HEAD", "POST"])
@takes_a_form
def authorize(request: HttpRequest) -> HttpResponse:
    """
    A site asks who somebody is. First they sign in, then they are asked whether the site may know, then they go back
    with a code for it. A GET is what the protocol has for that; it answers a question of that very browser, and what
    it writes is who was told what (docs/decisions/0029-a-provider.md).
    """
    try:
        asked = read(request)
        return _private(_answered(request, asked))
    except SendBack as back:
        return _private(_leave(request, back.address, back.site))


def _answered(request: HttpRequest, asked: Asked) -> HttpResponse:
    reader = request.user
    if not isinstance(reader, Reader):
        return _first(request, "sign-in")
    if asked.needs_proof(request):
        if "none" in asked.prompt:
            return _leave(request, asked.error("login_required"), asked.site)
        return _first(request, "prove")
    agreed = None
    if request.method == "POST":
        if request.POST.get("answer") != "allow":
            return _leave(request, asked.error("access_denied"), asked.site)
        agreed = circumstances_of(request, form="connected site")
    elif asked.needs_a_yes(reader):
        return _consent(request, asked)
    limits.count(ANSWERS_FOR_A_READER, reader.subject.hex)
    connect(asked.site, reader, asked.scopes, agreed)
    return _leave(request, asked.answer(request, reader), asked.site)


def _consent(request: HttpRequest, asked: Asked) -> HttpResponse:
    context = {
        "site": asked.site,
        "gets": in_words(asked.scopes),
        "reader": request.user,
        "action": request.get_full_path(),
        "token": get_token(request),
    }
    return render(request, "provider/consent.html", context)


def _first(request: HttpRequest, page: str) -> HttpResponse:
    """To a page of ours that leads back here. What asked for it is answered by it, and asks no second time."""
    query = request.GET.copy()
    query[BACK] = "1"
    if page == "prove":
        query["max_age"] = "60"
    wants = [word for word in query.get("prompt", "").split() if word != "login"]
    query["prompt"] = " ".join(wants)
    if not wants:
        del query["prompt"]
    to = own_path(f"{request.path}?{query.urlencode()}")
    if not to:
        raise CannotSignInThere
    return HttpResponseRedirect(f"{reverse(page)}?{urlencode({'next': to})}", status=303)


def _leave(request: HttpRequest, address: str, site: ConnectedSite) -> HttpResponse:
    """Back to the site: at once, or by a page where a redirect would be taken for a form of ours that sends away."""
    if request.method == "POST" or BACK in request.GET:
        return render(request, "provider/going_on.html", {"address": address, "site": site})
    return HttpResponseRedirect(address, status=303)


def _private(answer: HttpResponse) -> HttpResponse:
    """The address of the site holds a code: no cache keeps it, and no third site is told of it."""
    answer["Cache-Control"] = "private, no-store"
    answer["Referrer-Policy"] = "no-referrer"
    answer["X-Robots-Tag"] = "noindex"
    return answer
