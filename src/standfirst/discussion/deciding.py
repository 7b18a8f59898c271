"""The only way in which a comment changes its state after it was posted."""

import uuid
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from standfirst.discussion import counting, reasons, standings
from standfirst.discussion.cases import case_of
from standfirst.discussion.models import (
    Act,
    Appeal,
    Case,
    Comment,
    CommentState,
    Queue,
    Report,
    What,
)
from standfirst.discussion.moving import move
from standfirst.discussion.taking_turns import Gone, NotYours, take_turn
from standfirst.discussion.telling import tell_later
from standfirst.discussion.who_moderates import is_alone
from standfirst.readers.models import Reader


class NoReason(ValueError):
    """Who rejects says why: the writer is told."""


def decide_comment(
    comment: Comment,
    by: Reader,
    what: What,
    reason: str = "",
    note: str = "",
    *,
    turn: int | None = None,
    anyway: bool = False,
    bulk: uuid.UUID | None = None,
    now: datetime | None = None,
) -> Act:
    """
    Publish, reject or hold ``comment``; its reports and its appeal are answered by that. The line in the log.

    ``reason`` is a code of ``reasons.TOLD_BY_PEOPLE``; ``note`` is told to the writer after it. ``turn``: what the
    moderator saw (``taking_turns``). What is published at the time is removed rather than rejected. An appeal against
    one's own decision is another's to decide, where there is another. Raises LostRace, LookedAt, Gone, NotYours and
    NoReason; then nothing is changed.
    """
    moment = now or timezone.now()
    if what not in (What.PUBLISH, What.REJECT, What.HOLD):
        raise ValueError(what)
    if what is What.REJECT and reason not in reasons.TOLD_BY_PEOPLE:
        raise NoReason
    with transaction.atomic():
        # The comment before its case, as whoever reports does: two who wait for each other would wait for ever.
        there = Comment.objects.locked().select_related("conversation").get(pk=comment.pk)
        case = case_of(there)
        if there.state == CommentState.DELETED and not (case.reports and what is What.REJECT):
            raise Gone(case)
        appeal = _appeal_for(there, case, by) if what is not What.HOLD else None
        was = _as_it_was(there, case)
        held = what is What.HOLD
        take_turn(
            case,
            by,
            turn,
            anyway=anyway,
            now=moment,
            queue=_kept_waiting(case) if held else Queue.DECIDED,
            since=moment,
            decided_by=by,
            decided_at=moment,
            **({} if held else {"reports": 0}),
        )
        if not held:
            was["answered"] = _answer_reports(there, upheld=what is What.REJECT, now=moment)
            was["appeal"] = _answer_appeal(appeal, by, upheld=what is What.REJECT, now=moment)
            was["alone"] = appeal is not None and is_against(appeal, by)
        before, after = there.state, _after(there.state, what)
        act = Act.objects.create(
            comment=there,
            author_id=there.author_id,
            conversation_id=there.conversation_id,
            by=by,
            what=what,
            reason=reason,
            note=note,
            before=before,
            after=after,
            was=was,
            bulk=bulk,
            waited=None if was["queue"] == Queue.DECIDED else max(0, int((moment - case.since).total_seconds())),
            at=moment,
        )
        if what is What.REJECT:
            there.reason, there.reason_note = reason, note
        elif what is What.PUBLISH:
            there.reason, there.reason_note = "", ""
        # Before the counts: rows are locked in one order (``counting.moved``).
        _weigh(there, case, before, what, now=moment)
        move(there, after)
        tell_later(act)
    return act


def _after(before: str, what: What) -> str:
    if before == CommentState.DELETED:
        return before
    if what is What.PUBLISH:
        return CommentState.PUBLISHED
    if what is What.HOLD:
        return CommentState.HELD
    return CommentState.REMOVED if before in (CommentState.PUBLISHED, CommentState.REMOVED) else CommentState.REJECTED


def _kept_waiting(case: Case) -> str:
    """Held again: to the end of its queue. From where nothing waits it goes to the held ones."""
    return case.queue if case.queue in (Queue.APPEALED, Queue.REPORTED) else Queue.HELD


def _as_it_was(comment: Comment, case: Case) -> dict[str, Any]:
    return {
        "turn": case.turn,
        "queue": case.queue,
        "since": case.since.isoformat(),
        "reports": case.reports,
        "reason": comment.reason,
        "note": comment.reason_note,
        "decided_by": case.decided_by_id,
        "decided_at": case.decided_at.isoformat() if case.decided_at else None,
    }


def _appeal_for(comment: Comment, case: Case, by: Reader) -> Appeal | None:
    appeal = Appeal.objects.select_related("against").filter(comment=comment, decided_at=None).first()
    if appeal is not None and is_against(appeal, by) and not is_alone(by.pk):
        raise NotYours(case)
    return appeal


def is_against(appeal: Appeal, moderator: Reader) -> bool:
    """Whether ``moderator`` made the decision that the writer asks about."""
    return appeal.against is not None and appeal.against.by_id == moderator.pk


def _answer_appeal(appeal: Appeal | None, by: Reader, *, upheld: bool, now: datetime) -> int | None:
    if appeal is None:
        return None
    Appeal.objects.filter(pk=appeal.pk).update(decided_by=by, decided_at=now, upheld=upheld)
    return appeal.pk


def _answer_reports(comment: Comment, *, upheld: bool, now: datetime) -> list[int]:
    """Those that wait for an answer have it: ``upheld`` when the comment goes. Which they were."""
    waiting = Report.objects.filter(comment=comment, answered_at=None)
    numbers = list(waiting.values_list("pk", flat=True))
    if numbers:
        Report.objects.filter(pk__in=numbers).update(answered_at=now, upheld=upheld)
        counting.reported(comment)
    return numbers


def _weigh(comment: Comment, case: Case, before: str, what: What, *, now: datetime) -> None:
    """What the decision means for the writer's standing; ``case`` and ``before`` are from before it."""
    author = comment.author_id
    if author is None:
        return
    if case.reports and what is not What.HOLD:
        standings.reported_one_more(author, -1)
    passed_before, rejected_before = said_before(before, case.decided_at is not None)
    passed = (what is What.PUBLISH) - passed_before
    rejected = (what is What.REJECT) - rejected_before
    standings.decided_one(author, passed=passed, rejected=rejected, now=now)


def said_before(state: str, decided: bool) -> tuple[bool, bool]:
    """Whether a moderator's word was that it stands, and whether that it goes. What the pipeline said is neither."""
    passed = decided and state == CommentState.PUBLISHED
    return passed, decided and state in (CommentState.REJECTED, CommentState.REMOVED)
