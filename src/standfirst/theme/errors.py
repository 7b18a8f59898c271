"""The pages for what went wrong: they know nothing of what was asked for, so they cannot repeat any of it."""

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400: the request could not be understood."""
    return _page(400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403: understood, and not for this person."""
    return _page(403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: nothing there, or nothing that this person may know of."""
    return _page(404)


def failed(request: HttpRequest) -> HttpResponse:
    """500: our fault. Rendered without the request, so that a broken context processor cannot break this page too."""
    return _page(500)


def _page(status: int) -> HttpResponse:
    answer = HttpResponse(render_to_string(f"{status}.html"), status=status)
    answer["Cache-Control"] = "no-store"
    return answer
