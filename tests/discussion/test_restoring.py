"""Undoing that one's own comment was deleted."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from standfirst.discussion import appealing, sanctioning
from standfirst.discussion.deciding import decide_comment
from standfirst.discussion.deleting import delete
from standfirst.discussion.models import Case, Comment, CommentState, Conversation, Kind, Profile, Queue, What
from standfirst.discussion.refusing import NotYours
from standfirst.discussion.reporting import report
from standfirst.discussion.restoring import OPEN_FOR, StaysDeleted, restore
from standfirst.generations.models import Change
from standfirst.readers.models import Reader
from tests.discussion.desk import a_comment, a_moderator, browser_of
from tests.discussion.making import a_reader, say

pytestmark = pytest.mark.django_db


def now_of(comment: Comment) -> Comment:
    return Comment.objects.get(pk=comment.pk)


def test_a_published_comment_stands_again_and_counts(about_boats: Conversation, ann: Reader) -> None:
    comment = say(ann, about_boats, "Slow down.")
    was = delete(ann, comment)
    assert was is not None
    assert Profile.objects.get(reader=ann).comments == 0
    Change.objects.all().delete()
    restore(ann, comment, was)
    there = now_of(comment)
    assert (there.state, there.text, there.deleted_at, there.stands) == ("published", "Slow down.", None, True)
    assert Profile.objects.get(reader=ann).comments == Conversation.objects.get().comments == 1
    assert Change.objects.filter(tag=about_boats.tag).exists()


@pytest.mark.parametrize("state", [CommentState.HELD, CommentState.REJECTED])
def test_what_was_not_published_is_not_published_by_it(
    about_boats: Conversation, ann: Reader, state: CommentState
) -> None:
    comment = a_comment(about_boats, ann, state, reason="spam", reason_note="Third time.")
    was = delete(ann, comment)
    assert was is not None
    restore(ann, comment, was)
    there = now_of(comment)
    assert (there.state, there.reason, there.reason_note) == (state, "spam", "Third time.")
    assert Case.objects.filter(queue=Queue.HELD).exists() == (state == CommentState.HELD)


def test_after_some_minutes_or_a_second_deletion_it_stays_deleted(about_boats: Conversation, ann: Reader) -> None:
    comment = say(ann, about_boats)
    was = delete(ann, comment)
    assert was is not None
    with pytest.raises(StaysDeleted):
        restore(ann, comment, was, was.at + OPEN_FOR + timedelta(seconds=1))
    restore(ann, comment, was, was.at + OPEN_FOR)
    with pytest.raises(StaysDeleted):
        restore(ann, comment, was)
    delete(ann, comment)
    with pytest.raises(StaysDeleted):
        restore(ann, comment, was)


def test_what_a_moderator_has_decided_since_and_who_may_not_write_stay_as_they_are(
    about_boats: Conversation, ann: Reader
) -> None:
    first, second, mo = say(ann, about_boats), say(ann, about_boats), a_moderator()
    report(first, "abuse", reporter=a_reader())
    was, of_second = delete(ann, first), delete(ann, second)
    assert was is not None
    assert of_second is not None
    decide_comment(first, mo, What.REJECT, "abuse")
    with pytest.raises(StaysDeleted):
        restore(ann, first, was)
    sanctioning.sanction(ann, mo, Kind.BAN, "abuse")
    with pytest.raises(sanctioning.BannedFromCommenting):
        restore(ann, second, of_second)


def test_nobody_restores_what_another_wrote(about_boats: Conversation, ann: Reader, ben: Reader) -> None:
    comment = say(ann, about_boats)
    was = delete(ann, comment)
    assert was is not None
    with pytest.raises(NotYours):
        restore(ben, comment, was)


def test_reports_and_an_appeal_wait_again(about_boats: Conversation, ann: Reader) -> None:
    reported, rejected = say(ann, about_boats), a_comment(about_boats, ann)
    report(reported, "abuse", reporter=a_reader())
    decide_comment(rejected, a_moderator(), What.REJECT, "abuse")
    appealing.appeal(ann, rejected, "")
    for comment in (reported, rejected):
        was = delete(ann, comment)
        assert was is not None
        restore(ann, comment, was)
    assert list(Case.objects.order_by("pk").values_list("queue", flat=True)) == [Queue.REPORTED, Queue.APPEALED]


def test_the_page_offers_an_undo_by_a_form_that_only_its_browser_can_send(
    about_boats: Conversation, ann: Reader
) -> None:
    comment, browser = say(ann, about_boats), browser_of(ann)
    undo = f"/comments/{comment.pk}/restore/"
    assert "You can undo it for five minutes." in browser.get(f"/comments/{comment.pk}/delete/").text
    to = browser.post(f"/comments/{comment.pk}/delete/")["Location"]
    page = browser.get(to).text
    assert "Your comment is deleted." in page
    assert f'action="{undo}"' in page
    assert browser.get(undo).status_code == 405
    assert browser_of(ann).post(undo).status_code == 409, "another browser has deleted nothing"
    assert Client().post(undo).status_code == 303
    assert now_of(comment).state == CommentState.DELETED
    assert browser.post(undo)["Location"].endswith(f"/comments/{comment.pk}/#comment-{comment.pk}")
    assert now_of(comment).state == CommentState.PUBLISHED
    assert undo not in browser.get(to).text


def test_when_its_time_has_passed_no_undo_is_offered(about_boats: Conversation, ann: Reader) -> None:
    comment, browser = say(ann, about_boats), browser_of(ann)
    to = browser.post(f"/comments/{comment.pk}/delete/")["Location"]
    session = browser.session
    session["deleted comment"] = [*session["deleted comment"][:4], (timezone.now() - OPEN_FOR).isoformat()]
    session.save()
    assert "/restore/" not in browser.get(to).text
    assert browser.post(f"/comments/{comment.pk}/restore/").status_code == 409
