"""
The counts that lists and orders are read from, and how they follow what happens.

A comment stands when it is published or something under it stands; then a reader meets it, as a text or as a gap. What
changes standing goes up the thread as far as it changes anything, which for nearly every comment is its parent.
"""

from math import sqrt

from django.db import connection
from django.db.models import F, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Greatest

from standfirst.discussion.models import Comment, CommentState, Profile, Report
from standfirst.statements import do

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
    """Write ``best`` anew from what the row of ``comment`` says now. In the transaction that has changed that row."""
    comment.refresh_from_db(fields=["likes", "reports", "from_staff", "featured_at", "pinned_at"])
    comment.best = rank_of(comment)
    Comment.objects.filter(pk=comment.pk).update(best=comment.best)


def liked(comment: Comment) -> None:
    """Count a like that has just been written. The caller has locked the row and read it since."""
    _likes_moved(comment, 1)


def unliked(comment: Comment) -> None:
    """Count that a like has just been taken away. The caller has locked the row and read it since."""
    _likes_moved(comment, -1)


def reported(comment: Comment) -> None:
    """
    Count the reports that count against ``comment``: of readers with an account, and not found wanting. The caller has
    locked the row and read it since.
    """
    counting = Report.objects.filter(comment=comment, reporter__isnull=False).exclude(upheld=False)
    comment.reports = counting.count()
    comment.best = rank_of(comment)
    Comment.objects.filter(pk=comment.pk).update(reports=comment.reports, best=comment.best)


def _likes_moved(comment: Comment, by: int) -> None:
    comment.likes = max(0, comment.likes + by)
    comment.best = rank_of(comment)
    Comment.objects.filter(pk=comment.pk).update(likes=comment.likes, best=comment.best)
    if comment.author_id is not None:
        Profile.objects.filter(reader_id=comment.author_id).update(likes=_more("likes", by))


def rank_of(comment: Comment) -> float:
    """``best_of`` what the row of ``comment`` says."""
    return best_of(
        comment.likes,
        comment.reports,
        staff=comment.from_staff,
        featured=comment.featured_at is not None,
        pinned=comment.pinned_at is not None,
    )


def _more(field: str, by: int) -> Combinable:
    """A count that is off never stops who deletes or takes back: it goes no lower than 0, and the recount finds it."""
    return F(field) + by if by > 0 else Greatest(F(field) + by, Value(0))


def added(comment: Comment) -> None:
    """Count a comment that was just written, with ``stands`` and its parent's ``replies`` in line already."""
    if comment.stands:
        _published(comment, 1, threads=int(comment.parent_id is None))


def moved(comment: Comment, before: str | None, after: str) -> None:
    """
    Bring all counts in line with a comment whose row has just gone from state ``before`` to ``after`` (None: it was
    written, and does not stand yet). Sets ``comment.stands``. In the transaction that changed the row.

    Rows are locked in one order, comment, ancestors from below, author, conversation: the last is wanted by most and
    held shortest. Their keys are left out of the lock (``no_key``): whoever commits looks whether the rows that theirs
    name are there, in any order, and would wait for it.
    """
    was, now = before == CommentState.PUBLISHED, after == CommentState.PUBLISHED
    if was != now:
        threads = _standing_moved(comment, now)
        _published(comment, 1 if now else -1, threads)


_OF_AUTHOR = "UPDATE discussion_profile SET comments = {} WHERE reader_id = %s"
_OF_CONVERSATION = "UPDATE discussion_conversation SET comments = {}, threads = {}{} WHERE id = %s"
_LAST = ", last_at = CASE WHEN last_at IS NULL OR last_at < %s THEN %s ELSE last_at END"


def _published(comment: Comment, by: int, threads: int) -> None:
    """Written out, for everybody who posts waits for it: to have a statement made costs more than to run it."""
    if comment.author_id is not None:
        do(_OF_AUTHOR.format(_in_sql("comments", by)), [comment.author_id])
    last: list[str | None] = []
    if by > 0:
        last = [connection.ops.adapt_datetimefield_value(comment.written_at)] * 2
    told = _OF_CONVERSATION.format(_in_sql("comments", by), _in_sql("threads", threads), _LAST if last else "")
    do(told, [*last, comment.conversation_id])


def _in_sql(field: str, by: int) -> str:
    """As ``_more``."""
    return f"{field} + {by}" if by >= 0 else f"CASE WHEN {field} >= {-by} THEN {field} - {-by} ELSE 0 END"


def _standing_moved(comment: Comment, published: bool) -> int:
    """
    Follow a change of ``published`` up the thread, as far as it changes whether something stands; by how many more
    first-level comments stand.
    """
    at, parent, stands = comment.pk, comment.parent_id, published
    while True:
        one = Comment.objects.filter(pk=at, stands=not stands)
        if not stands:
            # Whoever is published, or has something standing under it, goes on to stand.
            one = one.filter(replies=0).exclude(state=CommentState.PUBLISHED)
        changed = bool(one.update(stands=stands))
        if at == comment.pk:
            comment.stands = stands or not changed
        if not changed:
            return 0
        if parent is None:
            return 1 if stands else -1
        Comment.objects.filter(pk=parent).update(replies=_more("replies", 1 if stands else -1))
        at, parent = parent, Comment.objects.values_list("parent_id", flat=True).get(pk=parent)
