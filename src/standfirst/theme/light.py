"""Which form of a page a request wants: the whole one, or the light one without script, faces and pictures."""

import re
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

from standfirst.frontdoor.light import ASKED, PARAMETER, WHOLE, saves_data

_LINKS = re.compile(rb'(<a [^>]*href="/(?:[^"?#]*/)?)(["#])')


def is_light(request: HttpRequest) -> bool:
    """Whether the light form is wanted."""
    asked = request.GET.get(PARAMETER)
    if asked is not None:
        return asked in ASKED
    return saves_data(request.headers.get("Save-Data", "").encode(errors="replace"))


def context(request: HttpRequest) -> dict[str, Any]:
    """For templates: ``lite``."""
    return {"lite": is_light(request)}


def in_its_form(request: HttpRequest, answer: HttpResponse) -> HttpResponse:
    """
    ``answer`` as a page that has both forms. The links of a light page lead to light ones; what is asked for in a way
    that nobody offers is kept by nobody.
    """
    patch_vary_headers(answer, ["Save-Data"])
    asked = request.GET.get(PARAMETER)
    if asked is not None and asked not in ASKED | {WHOLE} and hasattr(answer, "cache_plan"):
        del answer.cache_plan
    if asked in ASKED and is_light(request):
        answer.content = _LINKS.sub(rb"\1?lite=1\2", answer.content)
    return answer
