"""What rules withhold stands in the log of moderation, and counts as nobody's decision."""

import pytest
from django.utils import timezone

from standfirst.discussion import standings
from standfirst.discussion.editing import edit
from standfirst.discussion.figures import count_month
from standfirst.discussion.models import Act, Comment, CommentState, Conversation, State, WordList
from standfirst.discussion.models.moderation_rules import ModerationRules
from standfirst.discussion.reporting import report
from standfirst.readers.models import Reader
from tests.discussion.desk import a_moderator, browser_of
from tests.discussion.making import NOON, a_reader, say

pytestmark = pytest.mark.django_db


def lines() -> list[tuple[str, str, str]]:
    return [(act.what, act.rule, act.reason) for act in Act.objects.filter(by=None).order_by("pk")]


def test_a_comment_that_a_rule_holds_has_a_line_and_one_that_is_published_none(
    about_boats: Conversation, ann: Reader
) -> None:
    ModerationRules(newcomers_first=1).save()
    comment = say(ann, about_boats)
    assert comment.state == CommentState.HELD
    assert lines() == [("hold", "newcomers", "newcomer")]
    say(a_moderator("Mo"), about_boats)
    assert len(lines()) == 1
    log = browser_of(a_moderator("Cy")).get("/admin/conversations/log/").text
    assert "The rule “newcomers”" in log
    assert f">Comment {comment.pk}</a>" in log


def test_an_edit_and_reports_that_hold_a_comment_have_their_lines(about_boats: Conversation, ann: Reader) -> None:
    first, second = say(ann, about_boats), say(ann, about_boats)
    about_boats.state = State.PREMODERATED
    about_boats.save()
    edit(ann, first, "The boats are late.", now=first.written_at)
    for _ in range(3):
        report(second, "abuse", reporter=a_reader())
    assert lines() == [("hold", "story", "premoderated"), ("hold", "reports", "reported")]


def test_what_a_rule_rejects_is_no_decision_of_a_moderator(about_boats: Conversation, ann: Reader) -> None:
    WordList.objects.create(kind=WordList.BANNED, words="bilgewater")
    comment = say(ann, about_boats, "Bilgewater, all of it.")
    assert Comment.objects.get(pk=comment.pk).state == CommentState.REJECTED
    assert lines() == [("reject", "words", "banned-word")]
    assert standings.decisions_about(ann.pk, NOON) == (0, 0)
    assert count_month(timezone.now().date().replace(day=1)).decided == 0
    card = browser_of(a_moderator()).get(f"/admin/conversations/{comment.pk}/").text
    assert "The rule “words”" in card
    assert "A colleague" not in card
