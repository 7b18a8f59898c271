"""Counts and orders are right whatever happens at the same moment; the nightly recount finds nothing to mend."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from io import StringIO
from threading import Event

import pytest
from django.db import connection, transaction

from standfirst.discussion import limiting, recounting
from standfirst.discussion.commands import recount as command
from standfirst.discussion.liking import like
from standfirst.discussion.models import Comment, CommentState, Conversation, Like, Profile, Recount
from standfirst.discussion.reading import Order, page
from standfirst.generations.models import Change
from standfirst.readers.models import Reader
from tests.discussion.acting import Writer, without_limits
from tests.discussion.making import NOON, a_conversation, a_reader, say

WRITERS, ACTS = 8, 90


@pytest.fixture
def no_limits(db: None) -> Iterator[None]:
    from standfirst.discussion.moderating.in_force import forget

    kept = {name: value for name, value in vars(limiting).items() if name.isupper()}
    without_limits()
    yield
    for name, value in kept.items():
        setattr(limiting, name, value)
    forget()


def standing_by_hand(comments: dict[int, Comment]) -> dict[int, bool]:
    """Which comments stand, counted from below and from nothing that is kept."""
    standing = {pk: comment.state == CommentState.PUBLISHED for pk, comment in comments.items()}
    for pk in sorted(comments, key=lambda pk: -comments[pk].depth):
        parent = comments[pk].parent_id
        if standing[pk] and parent is not None:
            standing[parent] = True
    return standing


def check_by_hand(conversation: Conversation) -> None:
    conversation.refresh_from_db()
    comments = {one.pk: one for one in Comment.objects.filter(conversation=conversation)}
    standing = standing_by_hand(comments)
    threads = [one for one in comments.values() if one.parent_id is None and standing[one.pk]]
    assert {pk: one.stands for pk, one in comments.items()} == standing
    assert conversation.comments == sum(one.state == CommentState.PUBLISHED for one in comments.values())
    assert conversation.threads == len(threads)
    for comment in comments.values():
        children = [one for one in comments.values() if one.parent_id == comment.pk]
        assert comment.replies == sum(standing[one.pk] for one in children)
        assert sorted(one.nth for one in children) == list(range(len(children))) or comment.born >= len(children)
        assert comment.likes == Like.objects.filter(comment=comment).count()
    for order in Order:
        found, after = [], None
        while True:
            got = page(conversation, order, after=after)
            found += [entry.comment for entry in got.threads]
            if (after := got.after) is None:
                break
        by_time = sorted(threads, key=lambda one: (one.written_at, one.pk), reverse=order is not Order.OLDEST)
        assert found == (sorted(by_time, key=lambda one: -one.best) if order is Order.BEST else by_time)


@pytest.mark.django_db(transaction=True)
def test_after_random_acts_of_eight_writers_at_once_all_counts_and_orders_are_right(no_limits: None) -> None:
    conversations = [a_conversation(f"article:{number}") for number in range(3)]
    moderator = a_reader("Mo", "Diaz", is_staff=True)
    readers = [a_reader("Reader", f"No{number}") for number in range(24)]
    writers = [Writer(number, readers, moderator, conversations) for number in range(WRITERS)]
    with ThreadPoolExecutor(WRITERS) as pool:
        done = sum(pool.map(lambda writer: writer.act(ACTS), writers), start=type(writers[0].done)())
    assert done.total() == WRITERS * ACTS
    assert set(done) >= {"post", "reply", "like", "unlike", "edit", "delete", "report", "decide"}
    assert done["refused"] < done.total() / 3, done
    assert list(recounting.drift()) == []
    for conversation in conversations:
        check_by_hand(conversation)


@pytest.mark.skipif(connection.vendor == "sqlite", reason="there everybody waits for who writes")
@pytest.mark.django_db(transaction=True)
def test_a_reply_does_not_wait_for_an_act_on_the_comment_that_began_its_thread() -> None:
    """Who waits for that one while holding the conversation, which the other wants next, waits for ever."""
    ann, ben, cleo = a_reader("Ann"), a_reader("Ben"), a_reader("Cleo")
    conversation = a_conversation()
    top = say(ann, conversation)
    reply = say(ben, conversation, parent=top)
    acted, may_end = Event(), Event()

    def act() -> None:
        with transaction.atomic():
            like(cleo, top)
            acted.set()
            assert may_end.wait(30)
        connection.close()

    with ThreadPoolExecutor(1) as pool:
        acting = pool.submit(act)
        assert acted.wait(30)
        try:
            with connection.cursor() as cursor:
                cursor.execute("SET lock_timeout = '3s'")
            last = say(cleo, conversation, parent=reply)
        finally:
            may_end.set()
        acting.result()
    connection.close()
    assert last.published
    assert list(recounting.drift()) == []


@pytest.mark.django_db
def test_what_is_off_is_found_told_and_set_right(about_boats: Conversation, ann: Reader, ben: Reader) -> None:
    top = say(ann, about_boats)
    reply = say(ben, about_boats, parent=top)
    assert list(recounting.drift()) == []
    Comment.objects.filter(pk=top.pk).update(replies=7, likes=3, best=0.5, reports=1, born=0)
    Comment.objects.filter(pk=reply.pk).update(stands=False)
    Conversation.objects.update(comments=9, threads=0)
    Profile.objects.filter(reader=ann).update(comments=4, likes=1)
    off = {(one.what, one.field) for one in recounting.drift()}
    assert off >= {
        (f"comment {top.pk}", "replies"),
        (f"comment {top.pk}", "likes"),
        (f"comment {top.pk}", "best"),
        (f"comment {top.pk}", "born"),
        (f"comment {reply.pk}", "stands"),
        (f"conversation {about_boats.pk}", "comments"),
    }
    last = Change.objects.latest("pk").pk
    said = StringIO()
    assert command(True, False, said) == 1
    assert f"comment {top.pk}: likes was 3, counted 0" in said.getvalue()
    assert recounting.recount()
    assert Change.objects.filter(pk__gt=last, tag=about_boats.tag).exists()
    assert list(recounting.drift()) == []
    check_by_hand(about_boats)
    assert command(False, True, StringIO()) == 0


@pytest.mark.django_db
def test_the_recount_of_a_night_is_made_once_and_says_what_it_found(about_boats: Conversation, ann: Reader) -> None:
    say(ann, about_boats)
    Conversation.objects.update(comments=5)
    assert recounting.recount_if_due(NOON.replace(hour=3)) is None
    done = recounting.recount_if_due(NOON)
    assert done is not None
    assert (done.found, done.examples) == (1, [f"conversation {about_boats.pk}: comments was 5, counted 1"])
    assert recounting.recount_if_due(NOON) is None
    assert Recount.objects.count() == 1
