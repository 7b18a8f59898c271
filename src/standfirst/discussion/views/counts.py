"""How many comments the stories of a list have, all in one request that is the same for everybody."""

import time

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from standfirst.discussion.forms import number
from standfirst.discussion.reading import counts_of
from standfirst.discussion.rendering.plans import kept

MOST = 100
"""Stories asked about at once."""
GOOD_FOR = 30
"""Seconds. What a list says may be that old: it would fall with every comment otherwise."""


@require_safe
def counts(request: HttpRequest) -> HttpResponse:
    """
    ``?of=12-15`` as ``{"12": 4}``; stories without a comment, and those that are not public, are left out.

    Who asks about none is told of none: by that answer the front door learns which parameter counts.
    """
    asked = [number(one) for one in request.GET["of"].split("-")] if "of" in request.GET else []
    if len(asked) > MOST or None in asked:
        raise Http404
    answer = JsonResponse(counts_of([pk for pk in asked if pk is not None]))
    return kept(answer, [], params=("of",), until=time.time() + GOOD_FOR)
