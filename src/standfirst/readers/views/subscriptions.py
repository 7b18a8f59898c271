"""Subscriptions by API: for a payment provider, which has a token and no cookie."""

import hmac
import json
from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import Http404, HttpRequest, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from standfirst.access.subscribing import Outcome
from standfirst.readers import limits
from standfirst.readers.clients import source_of
from standfirst.readers.subscriptions import NotAccepted, cancellation_of, order_of
from standfirst.refusals import TooManyTries
from standfirst.security_log import Event, note

SOURCE = "api"
"""Whom the API's subscriptions are from. It ends no others."""

WRONG_TOKENS = limits.Limit("wrong API tokens from a source", 20, 60, strict=True)

Verb = Callable[[dict[str, str]], tuple[int, dict[str, Any]]]


def _for_programs(*names: str) -> Callable[[Verb], Callable[[HttpRequest], JsonResponse]]:
    """
    A view of ``verb``, for whoever has a token; ``names``: the fields of its body.

    No other site can make a browser send the token, so the protection against forged requests has nothing to do here;
    and cookies count for nothing.
    """

    def as_view(verb: Verb) -> Callable[[HttpRequest], JsonResponse]:
        @wraps(verb)
        def view(request: HttpRequest) -> JsonResponse:
            if not settings.STANDFIRST_API_TOKENS:
                raise Http404
            try:
                if not _has_token(request):
                    note(Event.API, "refused", path=request.path)
                    wrong = _said(401, {"error": "The token is missing or wrong."})
                    wrong["WWW-Authenticate"] = "Bearer"
                    return wrong
                return _said(*verb(_fields(request, names)))
            except TooManyTries as refusal:
                answer = _said(429, {"error": "Too many wrong tokens from here."})
                answer["Retry-After"] = refusal.headers()["Retry-After"]
                return answer
            except RequestDataTooBig:
                return _said(413, {"error": "The body is too large."})
            except NotAccepted as error:
                return _said(400, {"errors": error.by_field})

        return csrf_exempt(require_POST(view))

    return as_view


@_for_programs("email", "starts_at", "ends_at", "reference")
def subscribe(fields: dict[str, str]) -> tuple[int, dict[str, Any]]:
    """Make a reader a subscriber, or change the subscription that has this reference."""
    granted = order_of({**fields, "source": SOURCE}, start_needed=False, reference_needed=True).place()
    told = granted.entitlement
    return 201 if granted.outcome is Outcome.NEW else 200, {
        "outcome": granted.outcome.value,
        "reference": told.reference,
        "starts_at": _written(told.starts_at),
        "ends_at": _written(told.ends_at),
    }


@_for_programs("email", "reference", "at")
def unsubscribe(fields: dict[str, str]) -> tuple[int, dict[str, Any]]:
    """End the subscription with this reference; without one, all that the API has granted the reader."""
    return 200, {"ended": cancellation_of({**fields, "source": SOURCE}).place()}


def _has_token(request: HttpRequest) -> bool:
    """Whether a token of ours came with the request. Raises TooManyTries."""
    who = source_of(request)
    limits.count(WRONG_TOKENS, who)
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    sent = token.strip().encode(errors="replace")
    # All are compared, so that the time tells nothing of which was nearest.
    found = [hmac.compare_digest(sent, kept.encode()) for kept in settings.STANDFIRST_API_TOKENS]
    if scheme.lower() != "bearer" or not any(found):
        return False
    limits.give_back(WRONG_TOKENS, who)
    return True


def _fields(request: HttpRequest, names: tuple[str, ...]) -> dict[str, str]:
    """The texts of the body. Raises NotAccepted, RequestDataTooBig."""
    if request.content_type != "application/json":
        raise NotAccepted({"body": "Send JSON, with Content-Type: application/json."})
    try:
        body = json.loads(request.body)
    except (ValueError, RecursionError):
        raise NotAccepted({"body": "This is not JSON."}) from None
    if not isinstance(body, dict):
        raise NotAccepted({"body": "This is not a JSON object."})
    wrong = {str(name)[:40]: "There is no such field." for name in body if name not in names}
    wrong |= {
        name: f"{name} is not a text."
        for name, value in body.items()
        if name in names and not (value is None or isinstance(value, str))
    }
    if wrong:
        raise NotAccepted(wrong)
    return {name: value or "" for name, value in body.items()}


def _said(status: int, told: dict[str, Any]) -> JsonResponse:
    answer = JsonResponse(told, status=status)
    answer["Cache-Control"] = "private, no-store"
    return answer


def _written(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment is not None else None
