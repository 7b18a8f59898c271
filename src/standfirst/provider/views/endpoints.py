"""What sites ask by themselves, without a browser: tokens for codes, who somebody is, an end to a token."""

import json
from collections.abc import Callable
from typing import Any

from allauth.idp.oidc.internal.oauthlib.utils import extract_params
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST
from oauthlib.oauth2.rfc6749.errors import OAuth2Error

from standfirst.provider.server import ProviderServer
from standfirst.readers import limits
from standfirst.readers.clients import source_of
from standfirst.readers.limits import Limit
from standfirst.readers.reading_forms import read
from standfirst.refusals import Refusal, TooManyTries

FAILURES_FROM_A_SOURCE = Limit("wrong secrets, codes and tokens from a source", 60, 60)

Answer = tuple[dict[str, str], Any, int]
Ask = Callable[..., Answer]


@csrf_exempt
@require_POST
def token(request: HttpRequest) -> HttpResponse:
    """A code, and what shows that it is the site's, for a token and the name of the reader (RFC 6749 §4.1.3)."""
    return _answered(request, lambda server: server.create_token_response)


@csrf_exempt
@require_http_methods(["GET", "POST"])
def userinfo(request: HttpRequest) -> HttpResponse:
    """Who the reader of a token is, as things stand now (OpenID Connect Core §5.3)."""
    return _answered(request, lambda server: server.create_userinfo_response)


@csrf_exempt
@require_POST
def revoke(request: HttpRequest) -> HttpResponse:
    """An end to a token of the site that asks (RFC 7009)."""
    return _answered(request, lambda server: server.create_revocation_response)


def _answered(request: HttpRequest, which: Callable[[ProviderServer], Ask]) -> HttpResponse:
    """
    A try counts until it has turned out well: so never more secrets are tried than the limit allows, and a site that
    knows its own is never kept waiting.
    """
    source = source_of(request)
    try:
        limits.count(FAILURES_FROM_A_SOURCE, source)
        if request.method == "POST":
            request.POST = read(request)  # type: ignore[assignment]  # the stubs know it as immutable only
        headers, body, status = which(ProviderServer())(*extract_params(request))
    except Refusal as refusal:
        return _refused(refusal)
    except OAuth2Error as error:
        headers, body, status = {**error.headers}, error.json, error.status_code
    except ValueError:
        headers, body, status = {}, json.dumps({"error": "invalid_request"}), 400
    if status < 400:
        limits.give_back(FAILURES_FROM_A_SOURCE, source)
    text = body if isinstance(body, str) else json.dumps(body or {})
    answer = HttpResponse(text, content_type="application/json", status=status)
    for name, value in headers.items():
        answer[name] = value
    answer["Content-Type"] = "application/json"
    answer["Cache-Control"] = "private, no-store"
    return answer


def _refused(refusal: Refusal) -> HttpResponse:
    late = isinstance(refusal, TooManyTries)
    name = "temporarily_unavailable" if late else "invalid_request"
    answer = JsonResponse({"error": name, "error_description": str(refusal.message)}, status=refusal.status)
    for header, value in refusal.headers().items():
        answer[header] = value
    answer["Cache-Control"] = "private, no-store"
    return answer
