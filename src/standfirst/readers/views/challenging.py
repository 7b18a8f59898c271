"""A challenge for the browser of somebody who begins to fill in a form, when the publisher has our own bot check."""

from django.http import Http404, HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

from standfirst.readers.botcheck import bot_check
from standfirst.readers.botcheck.altcha import Altcha


@require_safe
def challenge(request: HttpRequest) -> JsonResponse:
    """A fresh one each time, kept by nobody: not even by us, so asking changes nothing."""
    check = bot_check()
    if not isinstance(check, Altcha):
        raise Http404
    answer = JsonResponse(check.challenge())
    answer["Cache-Control"] = "private, no-store"
    answer["X-Robots-Tag"] = "noindex"
    return answer
