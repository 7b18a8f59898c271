"""The log of moderation, the latest act first."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from standfirst.discussion.admin.answering import for_moderators, number, page
from standfirst.discussion.models import Act
from standfirst.readers.models import Reader

A_PAGE = 50


@require_http_methods(["GET", "HEAD"])
@for_moderators
def log(request: HttpRequest) -> HttpResponse:
    """Everybody's acts, or one moderator's."""
    by, before = number(request.GET.get("by")), number(request.GET.get("before"))
    # In a question of their own: joined, SQLite begins with the comments and sorts the whole log.
    acts = Act.objects.prefetch_related("by", "author", "comment", "conversation", "undone_by").order_by("-pk")
    if by is not None:
        acts = acts.filter(by=by)
    if before is not None:
        acts = acts.filter(pk__lt=before)
    some = list(acts[: A_PAGE + 1])
    context = {
        "acts": some[:A_PAGE],
        "next": some[A_PAGE - 1].pk if len(some) > A_PAGE else None,
        "moderator": Reader.objects.filter(pk=by).first() if by is not None else None,
    }
    return page(request, "log", context)
