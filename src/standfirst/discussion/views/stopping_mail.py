"""Stopping mails of notices, by the link in one of them or the button that a mail program shows for it."""

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from standfirst.discussion import stopping_mail
from standfirst.readers.preferring import KINDS
from standfirst.readers.reading_forms import takes_a_form
from standfirst.readers.views.answering import keep_referrer
from standfirst.readers.views.preferences import KINDS as KINDS_IN_WORDS
from standfirst.refusals import UnreadableForm

PAGE = "discussion/stop_notices.html"


# A mail program's own POST comes from nowhere that we know and brings no cookie; what it may do the link itself says.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@takes_a_form
def stop_notices(request: HttpRequest, token: str) -> HttpResponse:
    """
    GET shows what the link stops and changes nothing; POST stops it at once, or with ``again`` takes that back.

    No redirect follows, and nobody is signed in by it. Source: RFC 8058 §3.1 and §3.2.
    """
    link = stopping_mail.stop_of(token)
    if link is None:
        return keep_referrer(render(request, PAGE, {"known": False}, status=404))
    stopped: dict[str, str] = {}
    done = ""
    if request.method == "POST":
        if "again" in request.POST:
            before = {kind: request.POST[kind] for kind in KINDS if kind in request.POST}
            try:
                stopping_mail.begin_again(link, before)
            except ValueError:
                raise UnreadableForm from None
            done = "again"
        else:
            kinds = KINDS if "all" in request.POST else link.kinds
            stopped = {kind: way.value for kind, way in stopping_mail.stop(link.reader, kinds).items()}
            done = "stopped"
    context = {
        "known": True,
        "done": done,
        "stopped": stopped.items(),
        "kinds": [KINDS_IN_WORDS[kind] for kind in link.kinds],
        "is_all": len(link.kinds) == len(KINDS),
        "token": get_token(request),
    }
    return keep_referrer(render(request, PAGE, context))
