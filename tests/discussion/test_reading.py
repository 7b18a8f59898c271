"""What readers meet of a conversation: orders, pages by key, three levels, gaps, a comment's own page."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from standfirst.discussion import counting
from standfirst.discussion.models import Comment, CommentState, Conversation
from standfirst.discussion.reading import NoSuchKey, Order, Page, counts_of, page, page_with, thread, written_by
from standfirst.readers.models import Reader
from tests.discussion.making import NOON, a_conversation, a_reader, moderate, say, texts

pytestmark = pytest.mark.django_db


def laid_down(conversation: Conversation, many: int, **fields: object) -> list[Comment]:
    """``many`` threads that came a minute apart, written past the verbs: for tests of reading alone."""
    rows = [
        Comment(
            conversation=conversation,
            text=f"no. {number}",
            author_name="Somebody",
            written_at=NOON + timedelta(minutes=number),
            state=CommentState.PUBLISHED,
            stands=True,
            **fields,
        )
        for number in range(many)
    ]
    return Comment.objects.bulk_create(rows, batch_size=1_000)


def all_pages(conversation: Conversation, order: Order, size: int) -> list[Page]:
    pages = [page(conversation, order, size=size)]
    while pages[-1].after is not None:
        pages.append(page(conversation, order, after=pages[-1].after, size=size))
    return pages


@pytest.mark.parametrize("order", list(Order))
def test_every_thread_is_on_exactly_one_page_in_its_order_and_back_again(
    order: Order, about_boats: Conversation
) -> None:
    rows = laid_down(about_boats, 23)
    for row in rows[::3]:
        Comment.objects.filter(pk=row.pk).update(best=counting.best_of(row.pk % 4, 0))
    expected = sorted(Comment.objects.all(), key=lambda one: (one.written_at, one.pk), reverse=order != Order.OLDEST)
    if order is Order.BEST:
        expected.sort(key=lambda one: -one.best)
    forward = all_pages(about_boats, order, 5)
    assert [entry.comment for one in forward for entry in one.threads] == expected
    assert [len(one.threads) for one in forward] == [5, 5, 5, 5, 3]
    back = page(about_boats, order, before=forward[-1].before, size=5)
    assert back.threads == forward[-2].threads
    assert page(about_boats, order, before=forward[1].before, size=5).threads == forward[0].threads
    assert forward[0].before is None


def test_best_is_pinned_then_featured_then_staff_then_liked_then_reported() -> None:
    best = counting.best_of
    assert (
        best(0, 0, pinned=True)
        > best(9_999_999, 0, staff=True, featured=True)
        > best(0, 0, featured=True)
        > best(9_999_999, 0, staff=True)
        > best(0, 0, staff=True)
        > best(9_999_999, 0)
        > best(10, 0)
        > best(10, 5)
        > best(1, 0)
        > best(0, 0)
        == best(0, 3)
        == 0
    )
    assert best(10, 0) == pytest.approx(0.7225, abs=1e-4), "Wilson, 1927"
    assert best(10, 10) == pytest.approx(0.2993, abs=1e-4)


def test_three_levels_are_shown_and_how_many_are_further_down(about_boats: Conversation, ann: Reader) -> None:
    top = say(ann, about_boats, "top")
    replies = [say(ann, about_boats, f"reply {number}", top) for number in range(7)]
    deep = say(ann, about_boats, "deep", replies[0])
    deeper = say(ann, about_boats, "deeper", deep)
    (entry,) = page(about_boats).threads
    assert texts([entry]) == ["top", ["reply 0", ["deep"], "reply 1", "reply 2"]]
    assert (entry.more, entry.after) == (4, 2)
    assert entry.replies[0].replies[0].more == 1
    own = thread(top, after=2)
    assert own is not None
    assert texts(own.entry.replies) == ["reply 3", "reply 4", "reply 5", "reply 6"]
    down = thread(deeper)
    assert down is not None
    assert [one.text for one in down.above] == ["top", "deep"]


def test_a_removed_comment_leaves_a_gap_while_something_stands_under_it(about_boats: Conversation, ann: Reader) -> None:
    top = say(ann, about_boats, "top")
    reply = say(ann, about_boats, "reply", top)
    last = say(ann, about_boats, "last", reply)
    moderate(top, CommentState.REMOVED, "abuse")
    moderate(reply, CommentState.REMOVED, "abuse")
    assert texts(page(about_boats).threads) == [None, [None, ["last"]]]
    about_boats.refresh_from_db()
    assert (about_boats.comments, about_boats.threads) == (1, 1)
    moderate(last, CommentState.DELETED)
    about_boats.refresh_from_db()
    assert page(about_boats).threads == ()
    assert (about_boats.comments, about_boats.threads) == (0, 0)
    moderate(last, CommentState.PUBLISHED)
    assert texts(page(about_boats).threads) == [None, [None, ["last"]]]


def test_replies_behind_many_that_were_removed_are_still_shown(about_boats: Conversation, ann: Reader) -> None:
    top = say(ann, about_boats, "top")
    gone = [say(ann, about_boats, f"{number}", top) for number in range(25)]
    say(ann, about_boats, "kept", top)
    for one in gone:
        moderate(one, CommentState.REMOVED, "spam")
    assert texts(page(about_boats).threads) == ["top", ["kept"]]


@pytest.mark.parametrize("state", [CommentState.HELD, CommentState.REJECTED, CommentState.REMOVED])
def test_what_is_not_published_is_nowhere(state: CommentState, about_boats: Conversation, ann: Reader) -> None:
    comment = say(ann, about_boats, "canary")
    moderate(comment, state)
    comment.refresh_from_db()
    for order in Order:
        assert page(about_boats, order).threads == ()
    assert thread(comment) is None
    assert written_by(ann) == []
    assert counts_of([1]) == {}


def test_nothing_of_a_hidden_conversation_is_shown(about_boats: Conversation, ann: Reader) -> None:
    comment = say(ann, about_boats)
    assert counts_of([1, 2]) == {1: 1}
    Conversation.objects.update(shown=False)
    hidden = Comment.objects.select_related("conversation").get(pk=comment.pk)
    assert page(hidden.conversation).threads == ()
    assert thread(hidden) is None
    assert written_by(ann) == []
    assert counts_of([1]) == {}


@pytest.mark.parametrize("order", list(Order))
def test_a_permalink_finds_the_page_of_its_thread(order: Order, about_boats: Conversation, ann: Reader) -> None:
    rows = laid_down(about_boats, 30)
    reply = say(ann, about_boats, "reply", rows[12])
    found = page_with(reply, order, size=5)
    assert found.threads[0].comment == rows[12]
    assert texts(found.threads[:1]) == ["no. 12", ["reply"]]
    assert len(found.threads) == 5
    assert found.before == rows[12].pk
    shown = {entry.comment for entry in found.threads}
    assert page(about_boats, order, after=found.after, size=5).threads[0].comment not in shown


def test_keys_of_other_conversations_and_of_replies_are_refused(about_boats: Conversation, ann: Reader) -> None:
    top = say(ann, about_boats)
    reply, foreign = say(ann, about_boats, parent=top), say(ann, a_conversation("article:2"))
    for key in (reply.pk, foreign.pk, 0, 10**12):
        with pytest.raises(NoSuchKey):
            page(about_boats, after=key)


def test_a_thousand_answers_to_each_other_are_read_from_either_end(about_boats: Conversation) -> None:
    last: Comment | None = None
    made: list[Comment] = []
    for number in range(1_000):
        last = Comment.objects.create(
            conversation=about_boats,
            parent=last,
            root=made[0] if made else None,
            depth=number,
            text=f"{number}",
            written_at=NOON,
            state=CommentState.PUBLISHED,
            stands=True,
            replies=int(number < 999),
        )
        made.append(last)
    assert texts(page(about_boats).threads) == ["0", ["1", ["2"]]]
    own = thread(made[-1])
    assert own is not None
    assert [one.text for one in own.above] == ["0", "998"]
    Comment.objects.filter(replies__gt=0).update(state=CommentState.REMOVED)
    moderate(made[-1], CommentState.REMOVED, "spam")
    assert not Comment.objects.filter(stands=True).exists(), "a thousand gaps close, without a thousand calls"


def test_a_page_asks_as_much_of_many_as_of_few(about_boats: Conversation, ann: Reader) -> None:
    few = say(ann, about_boats)
    say(ann, about_boats, parent=say(a_reader(), about_boats, parent=few))
    with CaptureQueriesContext(connection) as at_first:
        page(about_boats)
    for row in laid_down(about_boats, 40, replies=0)[:15]:
        say(ann, about_boats, parent=row)
    with CaptureQueriesContext(connection) as later:
        page(about_boats)
    assert len(at_first) == len(later) <= 5
