"""
A conversation as readers meet it, some threads at a time, as fast at the hundred-thousandth comment as at the first.

Pages go on by key: ``after`` is the number of the last thread of the page before, and the index of the order is read
from there. Of each thread three levels are shown, and of the replies to one comment the first few; the rest is read at
the comment's own page, from which it goes on in the same way. So nothing here is ever deeper than three levels.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import QuerySet
from django.db.models.fields.tuple_lookups import Tuple, TupleGreaterThan, TupleLessThan
from django.db.models.lookups import Lookup

from standfirst.discussion.conversations import key_of
from standfirst.discussion.models import Comment, CommentState, Conversation
from standfirst.readers.models import Reader

SIZE = 20
"""Threads on a page, and replies on a comment's own page."""

SHOWN = (3, 2)
"""Of the replies to one comment so many are shown on the second level, and so many on the third."""

_LOOKED_THROUGH = 4
"""Times as many are looked through, for those that were removed and leave no gap."""

_LOOKED_UP_ALONE = 4
"""
Comments of a page, on each level, whose first replies are looked up alone when all that were looked through are gone.
Of any beyond these the replies are found at their own pages.
"""


class Order(StrEnum):
    """What comes first."""

    BEST = "best"
    NEWEST = "newest"
    OLDEST = "oldest"


_FIELDS = {Order.BEST: ("best", "written_at", "pk"), Order.NEWEST: ("written_at", "pk")}
_FIELDS[Order.OLDEST] = _FIELDS[Order.NEWEST]


@dataclass(frozen=True, slots=True)
class Entry:
    """
    One comment in its place, with those of the replies to it that are shown here.

    ``more``: how many stand beyond these, all to be found at the comment's own page; ``after``: behind which ``nth`` of
    them, None for all.
    """

    comment: Comment
    replies: tuple["Entry", ...] = ()
    more: int = 0
    after: int | None = None

    @property
    def gap(self) -> bool:
        """Whether its text is not to be seen: it stands for the replies under it."""
        return self.comment.state != CommentState.PUBLISHED


@dataclass(frozen=True, slots=True)
class Page:
    """
    Some threads of a conversation. ``after`` and ``before`` are the keys that the next and the previous page are asked
    with, None where there is none.
    """

    conversation: Conversation
    order: Order
    threads: tuple[Entry, ...] = ()
    after: int | None = None
    before: int | None = None


@dataclass(frozen=True, slots=True)
class Thread:
    """
    One comment at its own page: ``entry``, with a page of replies. ``above``: what it answers, and what began the
    thread, from the top; ``after``: the key of the next page of replies, None at the end.
    """

    conversation: Conversation
    entry: Entry
    above: tuple[Comment, ...] = ()
    after: int | None = None


class NoSuchKey(LookupError):
    """The key is no thread of this conversation."""


def page(
    conversation: Conversation,
    order: Order = Order.BEST,
    after: int | None = None,
    before: int | None = None,
    size: int = SIZE,
) -> Page:
    """
    ``size`` threads after, or before, the one of that number; from the first on with neither. Raises NoSuchKey.

    Six queries, and never more than 14, however many comments there are.
    """
    if conversation.pk is None or not conversation.shown:
        return Page(conversation, order)
    if before is not None:
        return _page_before(conversation, order, before, size)
    rows = _threads(conversation, order)
    key = None
    if after is not None:
        key = _key(conversation, order, after)
        rows = rows.filter(_behind(order, key))
    return _page_of(conversation, order, list(rows[: size + 1]), size, starts_later=after is not None)


def page_with(comment: Comment, order: Order = Order.BEST, size: int = SIZE) -> Page:
    """The page that begins with the thread in which ``comment`` stands."""
    conversation, top = comment.conversation, comment.root_id or comment.pk
    key = _key(conversation, order, top)
    first = _threads(conversation, order).filter(pk=top)
    rest = _threads(conversation, order).filter(_behind(order, key))
    rows = [*first, *rest[:size]]
    earlier = _threads(conversation, order, backwards=True).filter(_behind(order, key, backwards=True))
    return _page_of(conversation, order, rows, size, starts_later=earlier.exists())


def thread(comment: Comment, after: int | None = None, size: int = SIZE) -> Thread | None:
    """
    ``comment`` with a page of the replies to it, behind the ``nth`` one; None where nobody meets it.

    What it answers stands above it, and what began the thread, however deep it is: nothing walks the levels between.
    """
    conversation = comment.conversation
    if not comment.stands or not conversation.shown:
        return None
    rows = _with_names(Comment.objects.filter(parent=comment, stands=True)).order_by("nth")
    if after is not None:
        rows = rows.filter(nth__gt=after)
    found = list(rows[: size + 1])
    more = len(found) > size
    replies = _with_replies(found[:size])
    above = [pk for pk in dict.fromkeys((comment.root_id, comment.parent_id)) if pk is not None]
    parents = {one.pk: one for one in _with_names(Comment.objects.filter(pk__in=above))}
    itself = _with_names(Comment.objects.filter(pk=comment.pk)).get()
    return Thread(
        conversation,
        Entry(itself, tuple(replies)),
        tuple(parents[pk] for pk in above if pk in parents),
        found[size - 1].nth if more else None,
    )


def waiting_of(reader: Reader, conversation: Conversation, most: int = 10) -> list[Comment]:
    """What ``reader`` wrote there that only they can see, the newest first: it waits, or was not published."""
    if conversation.pk is None:
        return []
    mine = Comment.objects.filter(
        author=reader,
        conversation=conversation,
        state__in=(CommentState.HELD, CommentState.REJECTED),
    )
    return list(mine.order_by("-written_at", "-pk")[:most])


def written_by(reader: Reader, after: int | None = None, size: int = SIZE) -> list[Comment]:
    """
    Published comments of ``reader`` under stories that are public, the newest first; ``after``: the number of the last
    one that was shown. One more than ``size`` when there are more.
    """
    rows = Comment.objects.filter(author=reader, state=CommentState.PUBLISHED, conversation__shown=True)
    if after is not None:
        last = Comment.objects.filter(pk=after, author=reader).values_list("written_at", "pk").first()
        if last is None:
            raise NoSuchKey(after)
        rows = rows.filter(TupleLessThan(Tuple("written_at", "pk"), last))
    return list(rows.select_related("conversation", "parent").order_by("-written_at", "-pk")[: size + 1])


def counts_of(articles: Collection[int]) -> dict[int, int]:
    """How many published comments each of ``articles`` has, by the id under which it counts; 0 is left out."""
    keys = {key_of(pk): pk for pk in articles}
    found = Conversation.objects.filter(story_key__in=list(keys), shown=True, comments__gt=0)
    return {keys[key]: comments for key, comments in found.values_list("story_key", "comments")}


def _page_before(conversation: Conversation, order: Order, before: int, size: int) -> Page:
    key = _key(conversation, order, before)
    rows = _threads(conversation, order, backwards=True).filter(_behind(order, key, backwards=True))
    found = list(rows[: size + 1])
    if len(found) <= size:
        # So near the beginning: the first page, whole.
        return page(conversation, order, size=size)
    threads = found[:size][::-1]
    made = _with_replies(threads)
    return Page(conversation, order, tuple(made), threads[-1].pk, threads[0].pk)


def _page_of(conversation: Conversation, order: Order, rows: list[Comment], size: int, *, starts_later: bool) -> Page:
    """``rows`` are one more than ``size`` where the conversation goes on."""
    threads = rows[:size]
    return Page(
        conversation,
        order,
        tuple(_with_replies(threads)),
        threads[-1].pk if len(rows) > size else None,
        threads[0].pk if starts_later and threads else None,
    )


def _threads(conversation: Conversation, order: Order, *, backwards: bool = False) -> QuerySet[Comment]:
    sign = "" if (order is Order.OLDEST) != backwards else "-"
    rows = Comment.objects.filter(conversation=conversation, parent=None, stands=True)
    return _with_names(rows).order_by(*(f"{sign}{name}" for name in _FIELDS[order]))


def _behind(order: Order, key: tuple[object, ...], *, backwards: bool = False) -> Lookup[object]:
    """One comparison of the whole key, as the index has it: comparing its parts would walk over all that are equal."""
    further = TupleGreaterThan if (order is Order.OLDEST) != backwards else TupleLessThan
    lookup: Lookup[object] = further(Tuple(*_FIELDS[order]), key)
    return lookup


def _key(conversation: Conversation, order: Order, thread: int) -> tuple[object, ...]:
    rows = Comment.objects.filter(pk=thread, conversation=conversation, parent=None)
    key = rows.values_list(*_FIELDS[order]).first()
    if key is None:
        raise NoSuchKey(thread)
    return key


def _with_names(rows: QuerySet[Comment]) -> QuerySet[Comment]:
    """With what a page shows of who wrote it, and no more of their account."""
    return rows.select_related("author__profile").only(
        *(field.attname for field in Comment._meta.concrete_fields),
        "author__subject",
        "author__profile__handle",
        "author__profile__private",
    )


def _with_replies(tops: Sequence[Comment]) -> list[Entry]:
    """``tops`` with two levels of replies, level by level."""
    second = _first_replies(tops, SHOWN[0])
    third = _first_replies([reply for replies in second.values() for reply in replies], SHOWN[1])
    return [
        _entry(top, [_entry(reply, [_entry(last) for last in third.get(reply.pk, ())]) for reply in second[top.pk]])
        if top.pk in second
        else _entry(top)
        for top in tops
    ]


def _entry(comment: Comment, replies: Sequence[Entry] = ()) -> Entry:
    more = max(0, comment.replies - len(replies))
    return Entry(comment, tuple(replies), more, replies[-1].comment.nth if more and replies else None)


def _first_replies(parents: Iterable[Comment], most: int) -> dict[int, list[Comment]]:
    """The first ``most`` standing replies to each of ``parents``, by their parent."""
    answered = {parent.pk: parent.replies for parent in parents if parent.replies}
    if not answered:
        return {}
    standing = Comment.objects.filter(stands=True).order_by("parent", "nth")
    found: dict[int, list[int]] = {}
    among = standing.filter(parent__in=answered, nth__lt=most * _LOOKED_THROUGH)
    for parent, pk in among.values_list("parent_id", "pk"):
        found.setdefault(parent, []).append(pk)
    short = [parent for parent, replies in answered.items() if len(found.get(parent, ())) < min(most, replies)]
    for parent in short[:_LOOKED_UP_ALONE]:
        found[parent] = list(standing.filter(parent=parent).values_list("pk", flat=True)[:most])
    chosen = [pk for replies in found.values() for pk in replies[:most]]
    shown: dict[int, list[Comment]] = {}
    for reply in _with_names(Comment.objects.filter(pk__in=chosen)).order_by("nth"):
        shown.setdefault(reply.parent_id or 0, []).append(reply)
    return shown
