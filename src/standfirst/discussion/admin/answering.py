"""What the moderators' pages share: who may come in, what they find, and how they answer."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from wagtail.admin.auth import permission_required

from standfirst.discussion.cases import case_to_see
from standfirst.discussion.models import Case, Comment
from standfirst.readers.models import Reader

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]

MODERATE, SET_RULES = "discussion.moderate", "discussion.set_moderation"


_TITLES = {
    "queue": "Conversations",
    "case_page": "A comment",
    "authors": "Authors",
    "stories": "Stories",
    "log": "Log of moderation",
    "figures": "Figures of moderation",
}


def for_moderators(view: View[P]) -> View[P]:
    """For colleagues who may moderate; what they are answered is kept by no cache."""

    @wraps(view)
    def answered(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        answer = view(request, *args, **kwargs)
        answer["Cache-Control"] = "private, no-store"
        return answer

    guarded: View[P] = permission_required(MODERATE)(answered)
    return guarded


def colleague(request: HttpRequest) -> Reader:
    """Whoever asks."""
    assert isinstance(request.user, Reader)  # ``for_moderators`` has looked
    return request.user


def comment_of(number: int) -> Comment:
    """The comment. Raises Http404."""
    return get_object_or_404(Comment.objects.select_related("conversation", "author"), pk=number)


def case_for(number: int) -> Case:
    """The case of a comment, as somebody sees it. Raises Http404."""
    return case_to_see(comment_of(number))


def in_place(request: HttpRequest) -> bool:
    """Whether the page's own script asks, and wants the piece that changed."""
    return request.headers.get("HX-Request") == "true"


def page(request: HttpRequest, template: str, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
    """A page, or a piece of one, of the moderators' desk."""
    context = {"title": _TITLES.get(template, ""), "sets_rules": request.user.has_perm(SET_RULES), **context}
    return render(request, f"discussion/admin/{template}.html", context, status=status)


def to(name: str, *args: object, query: str = "") -> HttpResponseRedirect:
    """On to another page, after an act."""
    where = reverse(name, args=args)
    return HttpResponseRedirect(f"{where}?{query}" if query else where, status=303)


def number(text: str | None) -> int | None:
    """A number that a form sent; None for anything else."""
    if text and text.isascii() and text.isdecimal() and len(text) < 19:
        return int(text)
    return None
