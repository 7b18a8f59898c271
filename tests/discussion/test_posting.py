"""Writing a comment: what is kept, what is refused, and that a form sent twice makes one."""

import uuid
from datetime import timedelta

import pytest
from django.db import connection

from standfirst.discussion import signals
from standfirst.discussion.models import Comment, CommentState, Conversation, Profile, State
from standfirst.discussion.posting import post
from standfirst.discussion.refusing import CommentsClosed, NothingWritten, NotThatText, NotThere, TooLong, TooSoon
from standfirst.generations.models import Change
from standfirst.readers.models import Reader
from tests.discussion.making import a_conversation, moderate, say
from tests.readers.at_once import at_once

pytestmark = pytest.mark.django_db


def test_a_comment_is_published_counted_and_told(about_boats: Conversation, ann: Reader) -> None:
    told: list[Comment] = []
    hear = lambda comment, **_: told.append(comment)  # noqa: E731
    signals.comment_published.connect(hear)
    comment = say(ann, about_boats, "The pilot is right.\r\n\r\n\r\n\r\nSlow down.")
    signals.comment_published.disconnect(hear)
    about_boats.refresh_from_db()
    assert (comment.state, comment.text) == (CommentState.PUBLISHED, "The pilot is right.\n\nSlow down.")
    assert (comment.author, comment.author_name, comment.from_staff) == (ann, "Ann O’Neil", False)
    assert (about_boats.comments, about_boats.threads, about_boats.last_at) == (1, 1, comment.written_at)
    assert Profile.objects.get(reader=ann).comments == 1
    assert Change.objects.filter(tag=f"conversation:{about_boats.pk}").count() == 1
    assert told == [comment]


def test_a_reply_stands_under_what_it_answers(about_boats: Conversation, ann: Reader, ben: Reader) -> None:
    first = say(ann, about_boats)
    second = say(ben, about_boats, parent=first)
    third = say(ann, about_boats, parent=second)
    fourth = say(ben, about_boats, parent=first)
    assert [(one.parent_id, one.root_id, one.depth, one.nth) for one in (first, second, third, fourth)] == [
        (None, None, 0, 0),
        (first.pk, first.pk, 1, 0),
        (second.pk, first.pk, 2, 0),
        (first.pk, first.pk, 1, 1),
    ]
    first.refresh_from_db()
    about_boats.refresh_from_db()
    assert (first.replies, about_boats.comments, about_boats.threads) == (2, 4, 1)


def test_what_cannot_be_answered_is_refused_and_nothing_is_kept(about_boats: Conversation, ann: Reader) -> None:
    elsewhere = say(ann, a_conversation("article:2"))
    removed, deleted = say(ann, about_boats), say(ann, about_boats)
    moderate(removed, CommentState.REMOVED, "abuse")
    moderate(deleted, CommentState.DELETED)
    for parent in (elsewhere, removed, deleted, Comment(pk=10**15), Comment(pk=-1)):
        with pytest.raises(NotThere):
            say(ann, about_boats, parent=parent)
    assert Comment.objects.count() == 3


@pytest.mark.parametrize("state", [State.CLOSED, State.READ_ONLY])
def test_a_conversation_that_takes_nothing_says_so(state: State, ann: Reader) -> None:
    with pytest.raises(CommentsClosed):
        say(ann, a_conversation(state=state))


def test_a_hidden_story_takes_nothing(ann: Reader) -> None:
    with pytest.raises(CommentsClosed):
        say(ann, a_conversation(shown=False))


def test_in_a_premoderated_conversation_a_comment_waits_uncounted(ann: Reader) -> None:
    conversation = a_conversation(state=State.PREMODERATED)
    comment = say(ann, conversation)
    conversation.refresh_from_db()
    assert (comment.state, comment.reason, comment.stands) == (CommentState.HELD, "premoderated", False)
    assert (conversation.comments, conversation.threads, conversation.last_at) == (0, 0, None)
    assert not Change.objects.filter(tag=conversation.tag).exists()
    with pytest.raises(NotThere):
        say(ann, conversation, parent=comment)


def test_nothing_and_too_much_are_refused_in_the_writers_words(about_boats: Conversation, ann: Reader) -> None:
    with pytest.raises(NothingWritten) as nothing:
        say(ann, about_boats, " \u200b\n ")
    with pytest.raises(TooLong) as long:
        say(ann, about_boats, "x" * 5_007)
    with pytest.raises(NotThatText) as lines:
        say(ann, about_boats, "a\n" * 1_000)
    with pytest.raises(TooLong):
        say(ann, about_boats, "a\n" * 10_000)
    assert str(nothing.value.message) == "Write something first"
    assert str(long.value.message) == "Your comment is 7 characters too long"
    assert str(lines.value.message) == "Your comment has 1000 lines; at most 200 can be taken"
    assert not Comment.objects.exists()


def test_the_next_comment_waits_three_seconds_in_whatever_session(about_boats: Conversation, ann: Reader) -> None:
    post(ann, about_boats, "One", once=uuid.uuid4())
    with pytest.raises(TooSoon) as soon:
        post(ann, about_boats, "Two", once=uuid.uuid4())
    assert timedelta(0) < soon.value.wait <= timedelta(seconds=3)
    assert str(soon.value.message).startswith("You can post again in ")
    assert Comment.objects.count() == 1


def test_the_same_form_again_gives_the_comment_that_it_made(about_boats: Conversation, ann: Reader) -> None:
    once = uuid.uuid4()
    first = post(ann, about_boats, "One", once=once)
    assert post(ann, about_boats, "One", once=once) == first
    about_boats.refresh_from_db()
    assert about_boats.comments == 1


@pytest.mark.django_db(transaction=True)
def test_one_form_sent_eight_times_at_once_makes_one_comment(about_boats: Conversation, ann: Reader) -> None:
    once = uuid.uuid4()
    made = at_once([lambda: post(ann, about_boats, "Once", once=once)] * 8)
    about_boats.refresh_from_db()
    assert {comment.pk for comment in made} == {Comment.objects.get().pk}
    assert about_boats.comments == 1


@pytest.mark.django_db(transaction=True)
def test_of_eight_comments_of_one_reader_at_once_one_is_taken(about_boats: Conversation, ann: Reader) -> None:
    def write() -> bool:
        try:
            post(ann, about_boats, uuid.uuid4().hex, once=uuid.uuid4())
        except TooSoon:
            return False
        return True

    assert sum(at_once([write] * 8)) == 1
    assert Comment.objects.count() == 1


def test_posting_asks_the_database_little(about_boats: Conversation, ann: Reader) -> None:
    from django.test.utils import CaptureQueriesContext

    first = say(ann, about_boats)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        say(ann, about_boats, parent=first)
    statements = [one["sql"] for one in asked]
    assert len(statements) <= 20, "\n".join(statements)
