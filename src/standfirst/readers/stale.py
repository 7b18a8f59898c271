"""The forms of this room, shown again with their answers when they stood open too long for their token."""

from django.http import HttpRequest, HttpResponse


def form_again(request: HttpRequest) -> HttpResponse | None:
    """The form that ``request`` sent, its answers kept and with a fresh token; None when it is none of ours."""
    return None
