"""Which conversation, and which comment, an address is about."""

from django.http import Http404, HttpRequest
from django.utils.encoding import escape_uri_path

from standfirst.discussion.conversations import conversation_at
from standfirst.discussion.models import Comment, CommentState, Conversation
from standfirst.discussion.reading import Order
from standfirst.readers.models import Reader


def conversation_of(story: str) -> Conversation:
    """The conversation at the path of ``story``, without its outer slashes. Raises Http404."""
    found = conversation_at(escape_uri_path(f"/{story}/"))
    if found is None or not found.shown:
        raise Http404
    return found


def public_comment(pk: int) -> Comment:
    """The comment that everybody may see. Raises Http404, as for one that never was."""
    return _comment(pk, state=CommentState.PUBLISHED)


def own_comment(request: HttpRequest, pk: int) -> Comment:
    """The comment, in whatever state, whose author asks. Raises Http404: nobody else is to learn that it is there."""
    if not isinstance(request.user, Reader):
        raise Http404
    return _comment(pk, author=request.user)


def order_of(request: HttpRequest) -> Order:
    """The order that is asked for. Raises Http404 for one that no link of ours says."""
    try:
        return Order(request.GET.get("order", Order.BEST))
    except ValueError:
        raise Http404 from None


def _comment(pk: int, **which: object) -> Comment:
    rows = Comment.objects.filter(pk=pk, conversation__shown=True, **which)
    found = rows.select_related("conversation", "author__profile", "parent").first()
    if found is None:
        raise Http404
    return found
