"""
The counts that lists and orders are read from, and how they follow what happens.

A comment stands when it is published or something under it stands; then a reader meets it, as a text or as a gap. What
changes standing goes up the thread as far as it changes anything, which for nearly every comment is its parent.
"""

from math import sqrt

from django.db.models import Case, F, Q, Value, When

from standfirst.discussion.models import Comment, CommentState, Conversation, Like, Profile

Z = 1.96
"""Of the normal distribution: 95 % of it is nearer to the middle."""


def best_of(likes: int, reports: int, *, staff: bool = False, featured: bool = False, pinned: bool = False) -> float:
    """
    Where a comment stands in "best": Wilson's lower bound of the share of likes among likes and reports, at 95 %, from
    0 to 1; 1 more for staff, 2 for featured, 4 for pinned, so that none of these is ever overtaken by likes.

    Source: E. B. Wilson, Probable inference, the law of succession, and statistical inference, 1927.
    """
    votes = likes + reports
    bound = 0.0
    if votes:
        share = likes / votes
        spread = Z * sqrt((share * (1 - share) + Z * Z / (4 * votes)) / votes)
        bound = max(0.0, (share + Z * Z / (2 * votes) - spread) / (1 + Z * Z / votes))
    return bound + staff + 2 * featured + 4 * pinned


def rank(comment: Comment) -> None:
    """Write ``best`` anew from what the row of ``comment`` says now. In a transaction that has changed that row."""
    now = Comment.objects.get(pk=comment.pk)
    comment.best = best_of(
        now.likes,
        now.reports,
        staff=now.from_staff,
        featured=now.featured_at is not None,
        pinned=now.pinned_at is not None,
    )
    Comment.objects.filter(pk=comment.pk).update(best=comment.best)


def unliked(comment: int, reader: int) -> bool:
    """Take the like of ``reader`` for ``comment`` (numbers) out of all counts; whether there was one."""
    if not Like.objects.filter(comment_id=comment, reader_id=reader).delete()[0]:
        return False
    _likes_moved(comment, -1)
    return True


def liked(comment: int) -> None:
    """Count a like that has just been written."""
    _likes_moved(comment, 1)


def _likes_moved(pk: int, by: int) -> None:
    Comment.objects.filter(pk=pk).update(likes=F("likes") + by)
    comment = Comment.objects.only("author_id").get(pk=pk)
    rank(comment)
    if comment.author_id is not None:
        Profile.objects.filter(reader_id=comment.author_id).update(likes=F("likes") + by)


def moved(comment: Comment, before: str | None, after: str) -> None:
    """
    Bring all counts in line with a comment whose row has just gone from state ``before`` to ``after`` (None: it was
    just written). Sets ``comment.stands``. In the transaction that changed the row.

    Rows are locked in one order, comment, ancestors from below, author, conversation: the last is wanted by most and
    held shortest.
    """
    was, now = before == CommentState.PUBLISHED, after == CommentState.PUBLISHED
    threads = 0 if was == now else _standing_moved(comment, now)
    if was == now:
        return
    by = 1 if now else -1
    if comment.author_id is not None:
        Profile.objects.filter(reader_id=comment.author_id).update(comments=F("comments") + by)
    changes: dict[str, object] = {"comments": F("comments") + by}
    if threads:
        changes["threads"] = F("threads") + threads
    if now:
        newer = Q(last_at=None) | Q(last_at__lt=comment.written_at)
        changes["last_at"] = Case(When(newer, then=Value(comment.written_at)), default=F("last_at"))
    Conversation.objects.filter(pk=comment.conversation_id).update(**changes)


def _standing_moved(comment: Comment, published: bool) -> int:
    """Follow a change of ``published`` up the thread; by how many first-level comments more stand."""
    at, parent, stands = comment.pk, comment.parent_id, published
    while True:
        one = Comment.objects.filter(pk=at)
        # Whoever has something standing under it stands already, whatever became of itself.
        changed = (
            one.filter(stands=False).update(stands=True)
            if stands
            else one.filter(Q(replies=0), ~Q(state=CommentState.PUBLISHED), stands=True).update(stands=False)
        )
        if at == comment.pk:
            comment.stands = stands or not changed
        if not changed:
            return 0
        if parent is None:
            return 1 if stands else -1
        Comment.objects.filter(pk=parent).update(replies=F("replies") + (1 if stands else -1))
        at, parent = parent, Comment.objects.values_list("parent_id", flat=True).get(pk=parent)
