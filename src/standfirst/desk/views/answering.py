"""What the pages of the desk share: who may come in, whose record it is, and how they answer."""

import uuid
from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from wagtail.admin.auth import permission_required

from standfirst.readers.models import Reader

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]

READ, BAN, MERGE, ANSWER, EXPORT, LOOKS = (
    f"desk.{name}"
    for name in ("read_record", "ban_reader", "merge_readers", "answer_requests", "export_readers", "see_looks")
)


def for_staff(right: str) -> Callable[[View[P]], View[P]]:
    """For colleagues with ``right``; what they are answered is kept by no cache."""

    def decorate(view: View[P]) -> View[P]:
        @wraps(view)
        def answered(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            answer = view(request, *args, **kwargs)
            answer["Cache-Control"] = "private, no-store"
            return answer

        guarded: View[P] = permission_required(right)(answered)
        return guarded

    return decorate


def colleague(request: HttpRequest) -> Reader:
    """Whoever asks."""
    assert isinstance(request.user, Reader)  # ``for_staff`` has looked
    return request.user


def reader_of(subject: uuid.UUID) -> Reader:
    """The reader whose record it is. Raises Http404."""
    return get_object_or_404(Reader, subject=subject)


def page(request: HttpRequest, template: str, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
    """A page of the desk; it knows what its reader may do."""
    may = {name: request.user.has_perm(right) for name, right in _MAY}
    return render(request, f"desk/{template}.html", {**context, "may": may}, status=status)


_MAY = (("ban", BAN), ("merge", MERGE), ("answer", ANSWER), ("export", EXPORT), ("looks", LOOKS))
