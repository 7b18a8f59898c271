"""A form as it came in: refused before anything is made of it when it is not what our pages send."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.core.exceptions import BadRequest, RequestDataTooBig, SuspiciousOperation
from django.http import HttpRequest, HttpResponse, QueryDict, UnreadablePostError
from django.http.multipartparser import MultiPartParserError

from standfirst.refusals import NotAForm, TooLarge, UnreadableForm

LARGEST = 128 * 1024
"""Bytes of the largest form of this room: every answer at ten thousand characters of four bytes, and room to spare."""
MOST_FIELDS = 100
_KINDS = {"application/x-www-form-urlencoded", "multipart/form-data"}

P = ParamSpec("P")


def takes_a_form(
    view: Callable[Concatenate[HttpRequest, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """
    For a view that answers POST: raises NotAForm, TooLarge or UnreadableForm before it runs.

    NUL characters, which no browser types, become the replacement character: no rule lets that through, and it can be
    shown again.
    """

    @wraps(view)
    def reads(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if request.method == "POST":
            request.POST = read(request)  # type: ignore[assignment]  # the stubs know it as immutable only
        return view(request, *args, **kwargs)

    return reads


def read(request: HttpRequest) -> QueryDict:
    """The answers of a form. Raises NotAForm, TooLarge or UnreadableForm."""
    if _length(request) > LARGEST:
        raise TooLarge
    if request.content_type not in _KINDS and (request.content_type or _length(request)):
        raise NotAForm
    try:
        sent = request.POST
        if request.FILES:
            raise UnreadableForm
    except RequestDataTooBig:
        raise TooLarge from None
    except (BadRequest, MultiPartParserError, SuspiciousOperation, UnreadablePostError):
        raise UnreadableForm from None
    if len(sent) > MOST_FIELDS:
        raise UnreadableForm
    clean = QueryDict(mutable=True)
    for name, answers in sent.lists():
        if len(answers) > 1 and name != "newsletters":
            # Two answers to one question: which one would count is a guess, and a guess here can be made to be wrong.
            raise UnreadableForm
        clean.setlist(name, [str(answer).replace("\x00", "\ufffd") for answer in answers])
    return clean


def _length(request: HttpRequest) -> int:
    try:
        return int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        raise UnreadableForm from None
