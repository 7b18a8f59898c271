"""
What is personal of a conversation, in one small request: no cached page holds any of it.

Only pages of somebody who is signed in, or has begun to, ask for it.
"""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from standfirst.discussion import begun_comments, composing, reading
from standfirst.discussion.forms import CommentForm, number
from standfirst.discussion.models import Comment, Conversation, Like, Mute
from standfirst.discussion.rendering.showing import own
from standfirst.discussion.views.finding import conversation_of
from standfirst.discussion.views.own import can
from standfirst.readers.models import Reader

ASKED_AT_ONCE = 200
"""Comments that one page can show, and some."""


@never_cache
@require_safe
def mine(request: HttpRequest, story: str) -> HttpResponse:
    """
    As JSON: ``who``, the line above the form; ``begun``, what was written before signing in; ``waiting``, the comments
    that only their author sees, each with what it answers; ``own``, what can be done with those of them that the page
    shows (``of``, their numbers); ``liked``, which of these they like; ``muted``, the handles they do not want to read.
    """
    conversation = conversation_of(story)
    composer = composing.composer_of(request, conversation, CommentForm())
    begun = begun_comments.begun_in(request, conversation)
    told: dict[str, object] = {
        "who": render_to_string("discussion/who.html", {"composer": composer}),
        "begun": {"text": begun[0], "to": begun[1]} if begun is not None else None,
    }
    if isinstance(request.user, Reader):
        told |= _of(request, request.user, conversation)
    return JsonResponse(told)


def _of(request: HttpRequest, reader: Reader, conversation: Conversation) -> dict[str, object]:
    asked = [pk for one in request.GET.get("of", "").split(",")[:ASKED_AT_ONCE] if (pk := number(one)) is not None]
    there = Comment.objects.filter(pk__in=asked, conversation=conversation.pk or 0)
    written = there.filter(author=reader).select_related("conversation")
    waiting = reading.waiting_of(reader, conversation)
    for one in waiting:
        one.conversation = conversation
    muted = Mute.objects.filter(reader=reader, muted__profile__isnull=False)
    return {
        "waiting": [{"to": one.parent_id, "html": _waiting(request, one)} for one in waiting],
        "own": {one.pk: _acts(request, one) for one in written},
        "liked": list(Like.objects.filter(reader=reader, comment__in=there).values_list("comment_id", flat=True)),
        "muted": list(muted.values_list("muted__profile__handle", flat=True)),
    }


def _waiting(request: HttpRequest, comment: Comment) -> str:
    return render_to_string("discussion/written.html", {"comment": own(comment), **can(request, comment)})


def _acts(request: HttpRequest, comment: Comment) -> str:
    return render_to_string("discussion/own_acts.html", {"pk": comment.pk, **can(request, comment)})
