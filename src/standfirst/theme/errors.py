"""The pages for what went wrong: they know nothing of what was asked for, so they cannot repeat any of it."""

import logging
import secrets
import sys
import traceback

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

COME_BACK_AFTER = "30"
"""Seconds, when the database does not answer."""

log = logging.getLogger(__name__)


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
    """
    500: our fault, or 503 when the database is away or too busy, with Retry-After. Rendered without the request, so
    that a broken context processor cannot break this page too.

    The reference on the page is in the log, with what broke and where.
    """
    reference = secrets.token_hex(4)
    error = sys.exc_info()[1]
    frames = traceback.extract_tb(error.__traceback__) if error is not None else []
    place = f"{frames[-1].filename}:{frames[-1].lineno}" if frames else "an unknown place"
    log.error("reference %s: %s at %s", reference, type(error).__name__, place)
    answer = _page(500, reference=reference)
    if isinstance(error, OperationalError | InterfaceError):
        answer.status_code = 503
        answer["Retry-After"] = COME_BACK_AFTER
    return answer


def _page(status: int, **context: str) -> HttpResponse:
    answer = HttpResponse(render_to_string(f"{status}.html", context), status=status)
    answer["Cache-Control"] = "no-store"
    return answer
