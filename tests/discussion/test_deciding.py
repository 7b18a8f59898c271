"""What moderators decide: one final state, counts that follow, a line in the log, and the way back."""

from typing import Any

import pytest
from django.conf import LazySettings
from django.core import mail
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from standfirst.discussion import (
    appealing,
    bulk,
    deleting,
    editing,
    featuring,
    on_duty,
    queues,
    sanctioning,
    signals,
    standings,
    telling,
    undoing,
)
from standfirst.discussion.deciding import NoReason, decide_comment
from standfirst.discussion.models import (
    Act,
    ActsAreKept,
    Case,
    Comment,
    CommentState,
    Conversation,
    Kind,
    ModerationDesk,
    Queue,
    Report,
    Standing,
    State,
    StoryRule,
    What,
)
from standfirst.discussion.story_rules import follow_ages, follow_all, set_state
from standfirst.discussion.taking_turns import Gone, LookedAt, LostRace, NotYours, claim
from standfirst.discussion.templatetags.discussion_admin import act_why
from standfirst.generations.models import Change
from tests.discussion.desk import SECONDS, a_comment, a_conversation, a_moderator, a_reader, a_report

pytestmark = pytest.mark.django_db


def now_of(comment: Comment) -> Comment:
    return Comment.objects.get(pk=comment.pk)


def waiting(queue: Queue) -> list[int]:
    return [case.pk for case in queues.page_of(queue).cases]


def test_a_held_comment_that_is_published_counts_and_its_pages_fall() -> None:
    story, mo = a_conversation(), a_moderator()
    comment = a_comment(story, a_reader())
    act = decide_comment(comment, mo, What.PUBLISH, turn=comment.case.turn)
    assert (act.before, act.after, act.by) == (CommentState.HELD, CommentState.PUBLISHED, mo)
    assert Conversation.objects.get(pk=story.pk).comments == 1
    assert Change.objects.filter(tag=story.tag).exists()
    assert waiting(Queue.HELD) == []
    assert waiting(Queue.DECIDED) == [comment.pk]


def test_rejecting_needs_a_reason_and_takes_a_published_comment_away() -> None:
    story, mo = a_conversation(), a_moderator()
    comment = a_comment(story, a_reader(), CommentState.PUBLISHED)
    with pytest.raises(NoReason):
        decide_comment(comment, mo, What.REJECT)
    decide_comment(comment, mo, What.REJECT, "abuse", "Leave the mayor’s family out.")
    there = now_of(comment)
    assert (there.state, there.reason, there.reason_note) == ("removed", "abuse", "Leave the mayor’s family out.")
    assert Conversation.objects.get(pk=story.pk).comments == 0


@pytest.mark.parametrize("what", [What.PUBLISH, What.REJECT, What.HOLD])
@pytest.mark.parametrize("state", ["held", "published", "rejected", "removed"])
def test_undo_puts_everything_back(what: What, state: str) -> None:
    story, ann, mo = a_conversation(), a_reader(), a_moderator()
    comment = a_comment(story, ann, state, reason="spam" if state in ("rejected", "removed") else "")
    report = a_report(comment) if state == "published" else None
    bystander = a_comment(story, ann)

    def everything() -> list[Any]:
        return [
            Comment.objects.filter(pk=comment.pk).values("state", "reason", "reason_note", "stands").get(),
            Case.objects.filter(pk=comment.pk).values("queue", "since", "reports", "decided_by").first(),
            Conversation.objects.values("comments", "threads").get(pk=story.pk),
            Standing.objects.filter(pk=ann.pk).values("passed", "rejected", "reported").first()
            or {"passed": 0, "rejected": 0, "reported": 0},
            list(Report.objects.values_list("answered_at", "upheld")),
            now_of(bystander).state,
        ]

    from standfirst.discussion.cases import case_of

    case_of(comment)
    before = everything()
    act = decide_comment(comment, mo, what, "off-topic" if what is What.REJECT else "")
    undone = undoing.undo(act, mo)
    assert everything() == before
    assert (undone.undoes, undone.what) == (act, What.UNDO)
    with pytest.raises(undoing.TooLate):
        undoing.undo(act, mo)
    assert report is None or waiting(Queue.REPORTED) == [comment.pk]


def test_undo_is_for_its_own_moderator_and_for_a_short_while() -> None:
    comment, mo = a_comment(a_conversation(), a_reader()), a_moderator()
    act = decide_comment(comment, mo, What.PUBLISH)
    with pytest.raises(undoing.TooLate):
        undoing.undo(act, a_moderator("Cy"))
    with pytest.raises(undoing.TooLate):
        undoing.undo(act, mo, timezone.now() + 16 * SECONDS)


@pytest.mark.parametrize("state", ["held", "published", "rejected"])
def test_a_report_within_the_seconds_of_undoing_stays_and_the_undoing_is_done(state: str) -> None:
    ann, mo = a_reader(), a_moderator()
    comment = a_comment(a_conversation(), ann, state)
    first = a_report(comment) if state == "published" else None
    act = decide_comment(comment, mo, What.PUBLISH)
    second = a_report(now_of(comment))
    a_report(now_of(comment))
    undoing.undo(act, mo)
    case = Case.objects.get(pk=comment.pk)
    assert now_of(comment).state == state
    assert (case.queue, case.reports) == (Queue.REPORTED, 3 if first else 2)
    assert case.since == (first or second).at
    assert not Report.objects.exclude(answered_at=None).exists()
    record = Standing.objects.get(pk=ann.pk)
    assert (record.reported, record.passed) == (1, 0)


def test_undoing_does_not_publish_what_readers_reports_hold() -> None:
    comment, mo = a_comment(a_conversation(), a_reader(), CommentState.PUBLISHED), a_moderator()
    act = decide_comment(comment, mo, What.PUBLISH)
    for _ in range(3):
        a_report(now_of(comment), reporter=a_reader("Reporter"))
    assert now_of(comment).state == CommentState.HELD
    undone = undoing.undo(act, mo)
    assert (now_of(comment).state, now_of(comment).reason, undone.after) == ("held", "reported", "held")
    assert waiting(Queue.REPORTED) == [comment.pk]


def test_an_edit_within_the_seconds_of_undoing_takes_the_turn() -> None:
    ann, mo = a_reader(), a_moderator()
    comment = a_comment(a_conversation(), ann)
    act = decide_comment(comment, mo, What.PUBLISH)
    editing.edit(ann, comment, "Quite another thing to say.")
    a_report(now_of(comment))
    with pytest.raises(LostRace):
        undoing.undo(act, mo)


def test_what_its_writer_deleted_meanwhile_is_not_undone() -> None:
    ann, mo = a_reader(), a_moderator()
    comment = a_comment(a_conversation(), ann)
    act = decide_comment(comment, mo, What.PUBLISH)
    deleting.delete(ann, now_of(comment))
    with pytest.raises(undoing.TooLate):
        undoing.undo(act, mo)
    assert now_of(comment).state == CommentState.DELETED


def test_what_is_no_decision_is_not_undone() -> None:
    comment, mo = a_comment(a_conversation(), a_reader(), CommentState.PUBLISHED), a_moderator()
    featuring.feature(comment, mo, on=True)
    with pytest.raises(undoing.TooLate):
        undoing.undo(Act.objects.get(what=What.FEATURE), mo)


def test_the_second_of_two_who_saw_the_same_is_told_who_was_first() -> None:
    comment, mo, cy = a_comment(a_conversation(), a_reader()), a_moderator(), a_moderator("Cy")
    seen = comment.case.turn
    decide_comment(comment, mo, What.PUBLISH, turn=seen)
    with pytest.raises(LostRace) as lost:
        decide_comment(comment, cy, What.REJECT, "abuse", turn=seen)
    assert lost.value.case.decided_by == mo
    assert now_of(comment).state == CommentState.PUBLISHED
    assert Act.objects.filter(comment=comment).count() == 1


def test_what_a_colleague_looks_at_is_decided_knowingly_or_not_at_all() -> None:
    comment, mo, cy = a_comment(a_conversation(), a_reader()), a_moderator(), a_moderator("Cy")
    assert claim(comment.case, mo)
    assert not claim(comment.case, cy)
    with pytest.raises(LookedAt):
        decide_comment(comment, cy, What.PUBLISH, turn=0)
    decide_comment(comment, cy, What.PUBLISH, turn=0, anyway=True)
    other = a_comment(a_conversation(), a_reader())
    claim(other.case, mo, timezone.now() - 121 * SECONDS)
    assert claim(other.case, cy), "a claim ends by itself"


def test_a_report_brings_a_comment_to_the_desk_and_the_decision_answers_it(
    django_capture_on_commit_callbacks: Any,
) -> None:
    story, ann, mo = a_conversation(), a_reader(), a_moderator()
    comment = a_comment(story, ann, CommentState.PUBLISHED)
    report = a_report(comment, address="eve@example.com")
    a_report(comment, reporter=a_reader("Bo"))
    assert waiting(Queue.REPORTED) == [comment.pk]
    assert Standing.objects.get(pk=ann.pk).reported == 1
    with django_capture_on_commit_callbacks(execute=True):
        decide_comment(comment, mo, What.REJECT, "hate")
    report.refresh_from_db()
    assert report.upheld is True
    assert Standing.objects.get(pk=ann.pk).reported == 0
    to_eve = next(one for one in mail.outbox if one.to == ["eve@example.com"])
    assert report.reference in to_eve.subject
    assert "removed" in to_eve.body
    to_ann = next(one for one in mail.outbox if one.to == [ann.email])
    assert "it is hateful about a group of people" in to_ann.body
    assert f"/comments/{comment.pk}/appeal/" in to_ann.body


def test_nobody_is_told_before_it_can_no_longer_be_undone_and_not_of_what_was(settings: LazySettings) -> None:
    settings.TASKS = {"default": {"BACKEND": "standfirst.mail.task_rows.TaskRows"}}
    comment, mo = a_comment(a_conversation(), a_reader()), a_moderator()
    act = decide_comment(comment, mo, What.REJECT, "abuse")
    told = DBTaskResult.objects.filter(task_path__endswith="telling.tell")
    assert [one.run_after for one in told] == [act.at + 16 * SECONDS]
    undoing.undo(act, mo)
    before = DBTaskResult.objects.count()
    telling.tell.call(act.pk)
    assert DBTaskResult.objects.count() == before, "no mail was queued"


def test_what_was_decided_about_another_text_is_not_decided() -> None:
    story, ann, mo = a_conversation(), a_reader(), a_moderator()
    comment = a_comment(story, ann)
    seen = comment.case.turn
    editing.edit(ann, comment, "Something else altogether.")
    with pytest.raises(LostRace):
        decide_comment(comment, mo, What.PUBLISH, turn=seen)
    decide_comment(comment, mo, What.PUBLISH)
    signals.comment_edited.send(Comment, comment=now_of(comment))
    assert waiting(Queue.NEW) == [comment.pk], "an edited comment is new again"


def test_what_its_author_deleted_is_nobody_s_work_but_a_report_of_it_is_answered() -> None:
    story, ann, mo = a_conversation(), a_reader(), a_moderator()
    held, published = a_comment(story, ann), a_comment(story, ann, CommentState.PUBLISHED)
    report = a_report(published)
    for one in (held, published):
        deleting.delete(ann, one)
    assert waiting(Queue.HELD) == []
    with pytest.raises(Gone):
        decide_comment(held, mo, What.PUBLISH)
    with pytest.raises(Gone):
        decide_comment(published, mo, What.PUBLISH)
    decide_comment(published, mo, What.REJECT, "abuse")
    report.refresh_from_db()
    assert (report.upheld, now_of(published).state) == (True, CommentState.DELETED)


def test_an_appeal_is_made_once_and_decided_by_another() -> None:
    story, ann, mo, cy = a_conversation(), a_reader(), a_moderator(), a_moderator("Cy")
    comment = a_comment(story, ann)
    with pytest.raises(appealing.NothingToAppeal):
        appealing.appeal(ann, comment, "It waits.")
    decide_comment(comment, mo, What.REJECT, "false")
    with pytest.raises(appealing.NothingToAppeal):
        appealing.appeal(a_reader("Bo"), comment, "Not mine.")
    asked = appealing.appeal(ann, comment, "The figure is in the annual report.")
    assert waiting(Queue.APPEALED) == [comment.pk]
    with pytest.raises(NotYours):
        decide_comment(comment, mo, What.PUBLISH)
    decide_comment(comment, cy, What.PUBLISH)
    asked.refresh_from_db()
    assert (asked.upheld, asked.decided_by, now_of(comment).state) == (False, cy, CommentState.PUBLISHED)
    decide_comment(comment, mo, What.REJECT, "false")
    with pytest.raises(appealing.AskedBefore):
        appealing.appeal(ann, comment, "Again.")


def test_the_only_moderator_decides_an_appeal_against_their_own_decision_and_it_is_said(
    django_capture_on_commit_callbacks: Any,
) -> None:
    mo, ann = a_moderator(), a_reader()
    a_moderator("Gone", is_active=False)
    comment = a_comment(a_conversation(), ann)
    decide_comment(comment, mo, What.REJECT, "false")
    asked = appealing.appeal(ann, comment, "The figure is in the annual report.")
    act = decide_comment(comment, mo, What.PUBLISH)
    asked.refresh_from_db()
    assert (asked.upheld, asked.decided_by, now_of(comment).state) == (False, mo, CommentState.PUBLISHED)
    assert act_why(act) == "Decided by the same moderator: there is no other"
    with django_capture_on_commit_callbacks(execute=True):
        telling.tell.call(act.pk)
    assert "by the same moderator" in mail.outbox[-1].body
    assert "Another" not in mail.outbox[-1].body


def test_a_superuser_is_another_moderator() -> None:
    mo, ann = a_moderator(), a_reader()
    a_reader("Su", is_superuser=True)
    comment = a_comment(a_conversation(), ann)
    decide_comment(comment, mo, What.REJECT, "false")
    appealing.appeal(ann, comment, "")
    with pytest.raises(NotYours):
        decide_comment(comment, mo, What.PUBLISH)


def test_sanctions_count_at_once_end_by_themselves_and_can_be_lifted(django_capture_on_commit_callbacks: Any) -> None:
    ann, mo, now = a_reader(), a_moderator(), timezone.now()
    with django_capture_on_commit_callbacks(execute=True):
        sanctioning.sanction(ann, mo, Kind.SUSPEND, "abuse", days=3)
    assert "suspended" in mail.outbox[-1].body
    with pytest.raises(sanctioning.Suspended):
        sanctioning.may_write(ann, now)
    sanctioning.may_write(ann, now + 4 * 86_400 * SECONDS)
    ban = sanctioning.sanction(ann, mo, Kind.BAN, "hate")
    with pytest.raises(sanctioning.BannedFromCommenting):
        sanctioning.may_write(ann, now)
    assert sanctioning.sanction(ann, mo, Kind.BAN, "hate") == ban, "banned is banned"
    assert sanctioning.lift(ban, mo)
    assert not sanctioning.lift(ban, mo)
    sanctioning.sanction(ann, mo, Kind.HOLD, "spam")
    record = standings.record_of(ann, published=0, staff=False, days=7, now=now)
    assert record.held_always
    with pytest.raises(sanctioning.OfStaff):
        sanctioning.sanction(mo, mo, Kind.WARN, "spam")
    assert [act.what for act in Act.objects.order_by("pk")] == ["suspend", "ban", "lift", "always_hold"]


def test_the_record_counts_the_last_word_on_each_comment() -> None:
    story, ann, mo = a_conversation(), a_reader(), a_moderator()
    comments = [a_comment(story, ann) for _ in range(3)]
    for comment in comments:
        decide_comment(comment, mo, What.REJECT, "spam")
    decide_comment(comments[0], mo, What.PUBLISH)
    undoing.undo(decide_comment(comments[1], mo, What.PUBLISH), mo)
    record = standings.record_of(ann, published=1, staff=False, days=7, now=timezone.now())
    assert (record.decided, record.rejected) == (3, 2)
    standing = Standing.objects.get(pk=ann.pk)
    assert (standing.passed, standing.rejected) == (1, 2)


def test_many_of_one_writer_are_decided_at_one_press_and_undone_at_another() -> None:
    story, ann, mo = a_conversation(), a_reader(), a_moderator()
    comments = [a_comment(story, ann) for _ in range(3)] + [a_comment(story, ann, CommentState.PUBLISHED)]
    claim(comments[0].case, a_moderator("Cy"))
    acts = bulk.remove_latest(ann, mo, "spam")
    assert sorted(act.comment_id or 0 for act in acts) == [one.pk for one in comments[1:]]
    assert {now_of(one).state for one in comments} == {"held", "rejected", "removed"}
    assert undoing.undo_all(bulk.acts_of(acts[0].bulk, mo), mo) == 3  # type: ignore[arg-type]
    assert [now_of(one).state for one in comments] == ["held", "held", "held", "published"]


def test_one_answer_of_a_colleague_is_pinned_and_published_comments_can_be_featured() -> None:
    story, mo = a_conversation(), a_moderator()
    answers = [a_comment(story, mo, CommentState.PUBLISHED, from_staff=True) for _ in range(2)]
    plain = a_comment(story, a_reader(), CommentState.PUBLISHED)
    with pytest.raises(featuring.NotOfStaff):
        featuring.pin(plain, mo)
    with pytest.raises(featuring.NotPublished):
        featuring.feature(a_comment(story, a_reader()), mo)
    featuring.pin(answers[0], mo)
    featuring.pin(answers[1], mo)
    assert [now_of(one).pinned_at is not None for one in answers] == [False, True]
    assert featuring.feature(plain, mo)
    assert not featuring.feature(plain, mo)
    ordered = Comment.objects.filter(state="published").order_by("-best").values_list("pk", flat=True)
    assert list(ordered) == [answers[1].pk, plain.pk, answers[0].pk]


def test_stories_follow_the_strictest_rule_and_a_hand_goes_before_rules() -> None:
    now = timezone.now()
    court = a_conversation(topics=["Courts"], published_at=now)
    old = a_conversation(published_at=now - 15 * 86_400 * SECONDS)
    young = a_conversation(published_at=now)
    StoryRule.objects.create(topic="courts", state="premoderated", risky=True)
    StoryRule.objects.create(days=14, state="closed")

    def states() -> list[str]:
        return [Conversation.objects.get(pk=one.pk).state for one in (court, old, young)]

    follow_all(now)
    assert states() == ["premoderated", "closed", "open"]
    assert follow_ages(now + 14 * 86_400 * SECONDS) == 2
    assert states() == ["closed", "closed", "closed"]
    mo = a_moderator()
    set_state(old, mo, State.OPEN)
    follow_all(now)
    assert states() == ["premoderated", "open", "open"]
    set_state(old, mo, None)
    assert states() == ["premoderated", "closed", "open"]
    assert a_conversation(topics=["Courts"]).pk
    assert Conversation.objects.latest("pk").state == "premoderated", "a conversation begins as the rules say"


def test_risky_stories_are_unattended_when_nobody_is_on_duty_and_the_newsroom_wants_that() -> None:
    StoryRule.objects.create(topic="Children", state="open", risky=True)
    risky, other, mo, now = a_conversation(topics=["Children"]), a_conversation(), a_moderator(), timezone.now()
    assert not on_duty.unattended(risky, now)
    ModerationDesk.objects.create(hold_unattended=True, duty_hours=2)
    assert on_duty.unattended(risky, now)
    assert not on_duty.unattended(other, now)
    on_duty.begin(mo)
    assert not on_duty.unattended(risky, timezone.now())
    assert on_duty.unattended(risky, timezone.now() + 2 * 3_601 * SECONDS), "duty ends by itself"
    on_duty.end(mo)
    assert on_duty.unattended(risky, timezone.now())


def test_nobody_changes_the_log() -> None:
    mo = a_moderator()
    act = decide_comment(a_comment(a_conversation(), a_reader()), mo, What.PUBLISH)
    for change in (act.save, act.delete, Act.objects.all().delete, lambda: Act.objects.update(note="x")):
        with pytest.raises(ActsAreKept):
            change()
