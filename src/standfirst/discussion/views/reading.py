"""Reading a conversation: its pages, one comment's page, and the beginning that stands under the article."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from standfirst.discussion import composing, reading
from standfirst.discussion.forms import number
from standfirst.discussion.models import Comment, CommentState, Conversation
from standfirst.discussion.reading import NoSuchKey, Order
from standfirst.discussion.rendering.plans import kept
from standfirst.discussion.rendering.showing import base_of, shown, shown_entries
from standfirst.discussion.telling_listeners import address_of
from standfirst.discussion.views.finding import conversation_of, order_of

PAGE, FRAGMENT, THREAD = "discussion/conversation.html", "discussion/first.html", "discussion/thread.html"


@require_safe
def conversation_page(request: HttpRequest, story: str) -> HttpResponse:
    """The comments in one order, some threads at a time."""
    conversation = conversation_of(story)
    order = order_of(request)
    answer = render(request, PAGE, _page_context(request, conversation, order))
    return kept(answer, [conversation], params=("order", "after", "before"))


@require_safe
def first_comments(request: HttpRequest, story: str) -> HttpResponse:
    """The beginning, as a part of the article's page."""
    conversation = conversation_of(story)
    context = _page_context(request, conversation, Order.BEST, keys=False)
    answer = kept(render(request, FRAGMENT, context), [conversation])
    # No search engine is to list a part of a page.
    answer["X-Robots-Tag"] = "noindex"
    return answer


@require_safe
def comment_page(request: HttpRequest, story: str, comment: int) -> HttpResponse:
    """One comment with what it answers above and the replies below: where links to a comment lead."""
    conversation = conversation_of(story)
    found = Comment.objects.filter(pk=comment, conversation=conversation.pk or 0).first()
    after = _key(request, "after")
    if found is None:
        raise Http404
    found.conversation = conversation
    thread = reading.thread(found, after)
    if thread is None:
        raise Http404
    for one in thread.above:
        one.conversation = conversation
    (entry,) = shown_entries(conversation, [thread.entry])
    context = {
        **_context(conversation),
        "path": base_of(conversation),
        "above": [shown(one) for one in thread.above],
        "entry": entry,
        "after": thread.after,
        "is_later": after is not None,
    }
    return kept(render(request, THREAD, context), [conversation], params=("after",))


def _page_context(
    request: HttpRequest, conversation: Conversation, order: Order, *, keys: bool = True
) -> dict[str, Any]:
    after, before = (_key(request, "after"), _key(request, "before")) if keys else (None, None)
    try:
        page = reading.page(conversation, order, after, before)
    except NoSuchKey:
        raise Http404 from None
    ordered = "" if order is Order.BEST else f"order={order}&"
    return {
        **_context(conversation),
        "path": base_of(conversation),
        "entries": shown_entries(conversation, page.threads),
        "order": order.value,
        "later": f"?{ordered}after={page.after}" if page.after is not None else "",
        "earlier": f"?{ordered}before={page.before}" if page.before is not None else "",
        "is_first": page.before is None,
        "topic": address_of(conversation) if conversation.pk is not None else "",
        "newest": _newest(conversation),
        "newest_path": f"{base_of(conversation)}?order=newest",
    }


def _newest(conversation: Conversation) -> int:
    """The number of the newest published comment, 0 without one: those that listen hear of newer ones."""
    if conversation.pk is None:
        return 0
    published = Comment.objects.filter(conversation=conversation, state=CommentState.PUBLISHED)
    return published.order_by("-pk").values_list("pk", flat=True).first() or 0


def _context(conversation: Conversation) -> dict[str, Any]:
    return {
        "conversation": conversation,
        "composer": composing.composer_for_everybody(conversation),
        "return_to": base_of(conversation),
    }


def _key(request: HttpRequest, name: str) -> int | None:
    if name not in request.GET:
        return None
    key = number(request.GET[name])
    if key is None:
        raise Http404
    return key
