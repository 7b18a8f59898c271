"""How the views of this room answer: a form again, with its refusals; a fragment or a page."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import render

from standfirst.readers.forms import ReaderForm
from standfirst.refusals import Refusal

REFUSED = 422


def by_script(request: HttpRequest) -> bool:
    """Whether our script asks, and so wants a part of a page."""
    return request.headers.get("HX-Request") == "true"


def form_page(
    request: HttpRequest, template: str, form: ReaderForm, context: dict[str, Any] | None = None, *, status: int = 200
) -> HttpResponse:
    """A page of one form, with the token for browsers that do not say where a request comes from."""
    form.token = get_token(request)
    return render(request, template, {"form": form, **(context or {})}, status=status)


def refused_in_form(
    request: HttpRequest,
    template: str,
    form: ReaderForm,
    refusal: Refusal,
    context: dict[str, Any] | None = None,
) -> HttpResponse:
    """The form again, its answers kept, with the sentence of ``refusal`` over it and the headers that go with it."""
    form.refuse(None, str(refusal.message))
    response = form_page(request, template, form, context, status=refusal.status)
    for name, value in refusal.headers().items():
        response[name] = value
    return response


def keep_referrer(response: HttpResponse) -> HttpResponse:
    """For pages whose address holds a token: no other site, and no log of one, is to see it."""
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex"
    return response
