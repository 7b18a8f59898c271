"""Whether a person opens what is asked for: asked of Django's requests, by the same rules as at the front door."""

from django.http import HttpRequest

from standfirst.frontdoor.persons import is_no_person

_AHEAD = ("Sec-Purpose", "Purpose", "X-Moz")


def is_opened_by_a_person(request: HttpRequest) -> bool:
    """False for a render for the front door, for what a browser fetches ahead, for programs that say what they are."""
    if request.method != "GET" or getattr(request, "page_variant", None) is not None:
        return False
    if any(name in request.headers for name in _AHEAD):
        return False
    return not any(
        is_no_person(name.lower().encode(), request.headers[name].encode("latin-1", "replace"))
        for name in ("User-Agent", "Sec-Fetch-Dest")
        if name in request.headers
    )
