"""Editing, deleting, liking, muting and reporting."""

from datetime import timedelta

import pytest
from django.test import override_settings

from standfirst.discussion import counting
from standfirst.discussion.deleting import delete
from standfirst.discussion.editing import edit
from standfirst.discussion.liking import like, unlike
from standfirst.discussion.models import (
    Comment,
    CommentState,
    Conversation,
    Like,
    Mute,
    Profile,
    Report,
    State,
    Version,
)
from standfirst.discussion.muting import mute, muted_by, unmute
from standfirst.discussion.reading import page, waiting_of
from standfirst.discussion.refusing import NothingWritten, NotThere, NotYours, TooLate, TooSoon
from standfirst.discussion.reporting import UnknownReason, report
from standfirst.generations.models import Change
from standfirst.readers.models import Reader, Tally
from tests.discussion.making import a_reader, moderate, say
from tests.readers.at_once import at_once

pytestmark = pytest.mark.django_db


def again(comment: Comment) -> Comment:
    return Comment.objects.select_related("conversation").get(pk=comment.pk)


def test_a_comment_can_be_changed_for_five_minutes_and_its_first_text_is_kept(
    about_boats: Conversation, ann: Reader
) -> None:
    comment = say(ann, about_boats, "Slow dwon.")
    changed = edit(ann, comment, "Slow down.", now=comment.written_at + timedelta(minutes=4, seconds=59))
    assert (changed.text, changed.edited_at) == ("Slow down.", comment.written_at + timedelta(minutes=4, seconds=59))
    assert Version.objects.values_list("text", flat=True).get() == "Slow dwon."
    Tally.objects.all().delete()
    with pytest.raises(TooLate):
        edit(ann, comment, "Too late.", now=comment.written_at + timedelta(minutes=5))
    assert again(comment).text == "Slow down."


def test_nobody_changes_or_deletes_what_another_wrote(about_boats: Conversation, ann: Reader, ben: Reader) -> None:
    comment = say(ann, about_boats)
    with pytest.raises(NotYours):
        edit(ben, comment, "Mine", now=comment.written_at)
    with pytest.raises(NotYours):
        delete(ben, comment)


def test_an_edit_to_nothing_is_refused_and_one_in_a_premoderated_conversation_waits(
    about_boats: Conversation, ann: Reader
) -> None:
    comment = say(ann, about_boats, "It stands.")
    with pytest.raises(NothingWritten):
        edit(ann, comment, "  ", now=comment.written_at)
    assert again(comment).text == "It stands."
    Conversation.objects.update(state=State.PREMODERATED)
    assert edit(ann, comment, "It stood.", now=comment.written_at).state == CommentState.HELD
    about_boats.refresh_from_db()
    assert (about_boats.comments, page(about_boats).threads) == (0, ())
    assert [one.text for one in waiting_of(ann, about_boats)] == ["It stood."]


def test_a_rejected_comment_that_was_changed_waits_for_a_person(about_boats: Conversation, ann: Reader) -> None:
    comment = say(ann, about_boats)
    moderate(comment, CommentState.REJECTED, "abuse")
    assert waiting_of(ann, about_boats)[0].reason == "abuse"
    changed = edit(ann, comment, "In other words.", now=comment.written_at + timedelta(days=3))
    assert changed.state == CommentState.HELD


def test_a_deleted_comment_is_gone_for_readers_and_its_answers_stay(
    about_boats: Conversation, ann: Reader, ben: Reader
) -> None:
    comment = say(ann, about_boats)
    say(ben, about_boats, "An answer", comment)
    assert delete(ann, comment) is not None
    assert delete(ann, comment) is None
    about_boats.refresh_from_db()
    (entry,) = page(about_boats).threads
    assert (entry.gap, entry.replies[0].comment.text, about_boats.comments) == (True, "An answer", 1)
    assert Profile.objects.get(reader=ann).comments == 0
    removed = say(ann, about_boats)
    moderate(removed, CommentState.REMOVED, "hate")
    assert not delete(ann, removed), "what the gap says of it stays"


def test_a_like_counts_once_and_not_for_oneself(about_boats: Conversation, ann: Reader, ben: Reader) -> None:
    comment = say(ann, about_boats)
    last = Change.objects.latest("pk").pk
    assert [like(ben, comment), like(ben, comment)] == [1, 1]
    assert Change.objects.filter(pk__gt=last, tag=about_boats.tag).count() == 1
    now = again(comment)
    assert (now.likes, now.best) == (1, counting.best_of(1, 0))
    assert Profile.objects.get(reader=ann).likes == 1
    with pytest.raises(TooSoon):
        like(ben, comment)
    Tally.objects.all().delete()
    assert [unlike(ben, comment), unlike(ben, comment)] == [0, 0]
    with pytest.raises(NotYours):
        like(ann, comment)
    moderate(comment, CommentState.REMOVED)
    with pytest.raises(NotThere):
        like(a_reader(), comment)
    assert (again(comment).likes, again(comment).best, Like.objects.count()) == (0, 0.0, 0)


@pytest.mark.django_db(transaction=True)
def test_ten_readers_at_once_are_ten_likes(about_boats: Conversation, ann: Reader) -> None:
    comment = say(ann, about_boats)
    at_once([lambda reader=a_reader(): like(reader, comment) for _ in range(10)])  # type: ignore[misc]
    assert (again(comment).likes, again(comment).best) == (10, counting.best_of(10, 0))


def test_muting_is_remembered_once_and_never_of_oneself(ann: Reader, ben: Reader) -> None:
    assert [mute(ann, ben), mute(ann, ben)] == [True, False]
    assert (muted_by(ann), muted_by(ben)) == ({ben.pk}, set())
    assert [unmute(ann, ben), unmute(ann, ben)] == [True, False]
    with pytest.raises(NotYours):
        mute(ann, ann)
    assert not Mute.objects.exists()


def test_reports_of_readers_count_against_a_comment_and_enough_of_them_hold_it(
    about_boats: Conversation, ann: Reader, ben: Reader
) -> None:
    comment = say(ann, about_boats)
    first = report(comment, "abuse", " It shouts. ", reporter=ben)
    assert (first.words, len(first.reference)) == ("It shouts.", 9)
    assert report(comment, "spam", reporter=ben) == first, "the second of one reader is the first"
    for _ in range(5):
        report(comment, "illegal", source="192.0.2.1", address="carl@example.com")
    assert (again(comment).reports, again(comment).state) == (1, CommentState.PUBLISHED)
    for _ in range(2):
        report(comment, "hate", reporter=a_reader())
    assert (again(comment).state, again(comment).reason, again(comment).reports) == ("held", "reported", 3)
    with pytest.raises(NotThere):
        report(comment, "hate", reporter=a_reader())
    assert Report.objects.count() == 8


def test_reports_are_limited_by_reader_and_by_source(about_boats: Conversation, ann: Reader, ben: Reader) -> None:
    one, two, three = (say(ann, about_boats) for _ in range(3))
    report(one, "spam", reporter=ben)
    report(two, "spam", reporter=ben)
    with pytest.raises(TooSoon):
        report(three, "spam", reporter=ben)
    for _ in range(10):
        report(three, "spam", source="192.0.2.1")
    with pytest.raises(TooSoon):
        report(three, "spam", source="192.0.2.1")
    report(three, "spam", source="192.0.2.2")
    with pytest.raises(UnknownReason):
        report(three, "model", source="192.0.2.3")
    with pytest.raises(NotYours):
        report(three, "spam", reporter=ann)


def test_the_edit_time_is_the_publishers(about_boats: Conversation, ann: Reader) -> None:
    comment = say(ann, about_boats)
    with override_settings(STANDFIRST_COMMENT_EDIT_MINUTES=0), pytest.raises(TooLate):
        edit(ann, comment, "Never", now=comment.written_at)
