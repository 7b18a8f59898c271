"""
What we understood and will not do, each with its status and its sentence.

    Refusal                 400
      UnreadableForm        400  the body could not be read as the form it was sent as
        NotAForm            415  another content type
        TooLarge            413  more than any form of ours can hold
      CannotSignInThere     400  another site asks to sign somebody in, and is not set up for it (provider.asking)
      ForgedRequest         403  sent by another site
      StaleForm             403  the page stood open too long for its token
      TooManyTries          429  with Retry-After
      Busy                  503  with Retry-After

Anything else that goes wrong is a bug and is left to fail loudly. RefusalMiddleware is the only place that turns one of
these into a page; a view may catch one to say its sentence in a form instead.
"""

import math
from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


def retry_after(wait: timedelta) -> str:
    """
    ``wait`` as the value of a Retry-After header: whole seconds, rounded up, at least 1.

    Raises ValueError when ``wait`` is negative. Source: RFC 9110 §10.2.3, the delay-seconds form.
    """
    if wait < timedelta(0):
        raise ValueError("wait is negative")
    return str(max(1, math.ceil(wait.total_seconds())))


def clock_time(moment: datetime) -> str:
    """The time of day as the publication writes it, in its zone: ``9.05am``."""
    local = timezone.localtime(moment)
    return f"{local.hour % 12 or 12}.{local.minute:02}{'am' if local.hour < 12 else 'pm'}"


class Refusal(Exception):
    """We understood the request and will not do it. The message is for the reader."""

    status = 400
    title: str | Promise = _("We did not do that")
    message: str | Promise = _("We could not do that. Go back and try again.")

    def headers(self) -> dict[str, str]:
        """The headers that go with the answer."""
        return {}


class UnreadableForm(Refusal):
    """The body is not what it says it is, or a question is answered twice."""

    message = _("We could not read what your browser sent. Go back and send the form again.")


class NotAForm(UnreadableForm):
    """The body is of a kind that our pages never send."""

    status = 415
    message = _("This address takes forms only. Go back and send the form from its page.")


class TooLarge(UnreadableForm):
    """The body is larger than any of our forms."""

    status = 413
    message = _("That is more than this form can take. Go back and write less.")


class ForgedRequest(Refusal):
    """The browser says that another site sent this."""

    status = 403
    message = _("This came from another site, so we did not act on it. Go to the page itself and try again.")


class StaleForm(Refusal):
    """Neither the browser nor a token says that the form came from us."""

    status = 403
    message = _("This page was open a long time. Go back, load it again, and press the button once more.")


class TooManyTries(Refusal):
    """A limit is used up. ``wait``: until the next try counts."""

    status = 429
    title = _("Too many tries")

    def __init__(self, wait: timedelta) -> None:
        super().__init__()
        self.wait = wait
        # The minute after, so that who comes at the time said is not a few seconds early.
        at = timezone.now() + wait + timedelta(seconds=59)
        self.message = _("Too many tries from here. You can try again at %(time)s") % {"time": clock_time(at)}

    def headers(self) -> dict[str, str]:
        return {"Retry-After": retry_after(self.wait)}


class Busy(Refusal):
    """More ask at once than this machine can serve well. ``wait``: when to come back."""

    status = 503
    title = _("Very many people are here right now")
    message = _("Very many people are here right now. Try again in a few seconds.")

    def __init__(self, wait: timedelta) -> None:
        super().__init__()
        self.wait = wait

    def headers(self) -> dict[str, str]:
        return {"Retry-After": retry_after(self.wait)}


def page_of(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """``refusal`` as a page, kept by nobody."""
    context = {"title": refusal.title, "message": refusal.message, "status": refusal.status}
    answer = render(request, "refusal.html", context, status=refusal.status)
    answer["Cache-Control"] = "private, no-store"
    for name, value in refusal.headers().items():
        answer[name] = value
    return answer


class RefusalMiddleware:
    """The only place that turns a refusal into a page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """The page of a refusal; None, and so Django's own way, for anything else."""
        if isinstance(exception, OperationalError) and "database is locked" in str(exception):
            # SQLite lets one write at a time; who waited longer than the settings allow has met a crowd, not a bug.
            exception = Busy(timedelta(seconds=5))
        return page_of(request, exception) if isinstance(exception, Refusal) else None
