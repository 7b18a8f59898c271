"""``/demo/mail/``: what the demo would have sent, for anybody who reaches the demo. No other site has it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from standfirst.demo.mailbox import Letter, letter, letters

# A mail is a page of somebody else's making: it runs nothing, loads nothing, and its links open in the whole window.
_OF_A_LETTER = (
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'self';"
    " sandbox allow-top-navigation-by-user-activation"
)


@require_safe
def mailbox(request: HttpRequest) -> HttpResponse:
    """The list of mails."""
    return _unlisted(render(request, "demo/mailbox.html", {"letters": letters()}))


@require_safe
def one_letter(request: HttpRequest, name: str) -> HttpResponse:
    """A mail: to whom, what about, and both forms of it. Raises Http404."""
    answer = render(request, "demo/letter.html", {"letter": _found(name)})
    # The links in a mail hold tokens.
    answer["Referrer-Policy"] = "no-referrer"
    return _unlisted(answer)


@require_safe
def letter_html(request: HttpRequest, name: str) -> HttpResponse:
    """The HTML form alone, for the frame. Raises Http404."""
    html = _found(name).html.replace("<head>", '<head><base target="_top">', 1)
    answer = HttpResponse(html)
    answer["Content-Security-Policy"] = _OF_A_LETTER
    answer["Referrer-Policy"] = "no-referrer"
    return _unlisted(answer)


def _found(name: str) -> Letter:
    found = letter(name)
    if found is None:
        raise Http404
    return found


def _unlisted(answer: HttpResponse) -> HttpResponse:
    answer["Cache-Control"] = "private, no-store"
    answer["X-Robots-Tag"] = "noindex"
    return answer
