"""Enough reports hold a published comment; a few, or those of nobody, do not."""

import pytest

from standfirst.discussion.models import Comment, CommentState, Report, Verdict
from standfirst.discussion.signals import comment_reported, comment_withdrawn
from tests.discussion.moderating.rows import a_comment, a_reader

pytestmark = pytest.mark.django_db


def report(comment: Comment, number: int, *, known: bool = True) -> None:
    reporter = a_reader(f"Reporter{number}") if known else None
    one = Report.objects.create(comment=comment, reporter=reporter, reason="abuse", reference=f"R{number}")
    comment_reported.send(Report, report=one)


def test_three_readers_hold_a_comment_and_moderators_are_told_why() -> None:
    comment = a_comment(a_reader())
    told: list[object] = []
    comment_withdrawn.connect(lambda comment, **_kwargs: told.append(comment.pk), weak=False, dispatch_uid="test")
    for number in range(3):
        assert Comment.objects.get(pk=comment.pk).state == CommentState.PUBLISHED
        report(comment, number)
    comment_withdrawn.disconnect(dispatch_uid="test")
    held = Comment.objects.select_related("conversation").get(pk=comment.pk)
    assert (held.state, held.reason, held.conversation.comments, told) == ("held", "reported", 0, [comment.pk])
    assert [one.sentence for one in Verdict.objects.filter(comment=comment)] == ["3 readers have reported it."]


def test_people_without_an_account_and_comments_of_the_newsroom_do_not_count() -> None:
    comment, ours = a_comment(a_reader()), a_comment(a_reader("Staff"), from_staff=True)
    for number in range(4):
        report(comment, number, known=False)
    for number in range(10, 14):
        report(ours, number)
    assert set(Comment.objects.values_list("state", flat=True)) == {CommentState.PUBLISHED}
