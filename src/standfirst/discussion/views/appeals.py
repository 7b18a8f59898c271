"""A writer sees why a comment was not published, and asks once that somebody looks again."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from standfirst.discussion import appealing, reasons
from standfirst.discussion.models import Act, Appeal, Comment, CommentState
from standfirst.discussion.who_moderates import is_alone
from standfirst.readers.models import Reader
from standfirst.readers.proving import for_readers
from standfirst.readers.reading_forms import takes_a_form


@require_http_methods(["GET", "HEAD", "POST"])
@for_readers
@takes_a_form
def appeal(request: HttpRequest, comment: int) -> HttpResponse:
    """The page, and the act. Raises Http404 for what is not theirs, or was never turned down."""
    reader = request.user
    assert isinstance(reader, Reader)  # ``for_readers`` has looked
    found = Comment.objects.select_related("conversation").filter(pk=comment, author=reader).first()
    asked = Appeal.objects.select_related("against").filter(comment=comment, author=reader).first()
    if found is None or (asked is None and found.state not in (CommentState.REJECTED, CommentState.REMOVED)):
        raise Http404
    words, too_long = "", 0
    if request.method == "POST":
        words = request.POST.get("words", "").strip()
        too_long = max(0, len(words) - appealing.MOST)
        if not too_long:
            if asked is None:
                appealing.appeal(reader, found, words)
            return HttpResponseRedirect(reverse("comment-appeal", args=[comment]), status=303)
    against = asked.against if asked is not None else appealing.decision_about(found)
    context = {
        "comment": found,
        "asked": asked,
        "by_the_same": _by_the_same(asked, against),
        "removed": found.state == CommentState.REMOVED,
        "reason": reasons.words_of(found.reason),
        "words": words,
        "too_long": too_long,
        "most": appealing.MOST,
    }
    answer = render(request, "discussion/appeal.html", context, status=422 if too_long else 200)
    answer["Cache-Control"] = "private, no-store"
    return answer


def _by_the_same(asked: Appeal | None, against: Act | None) -> bool:
    """Whether the moderator who decided first is the one who looks again, or has."""
    if against is None or against.by_id is None:
        return False
    if asked is not None and asked.decided_at is not None:
        return asked.decided_by_id == against.by_id
    return is_alone(against.by_id)
