"""A moderator takes back what they just did; until then nobody was told of it."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from standfirst.discussion import counting, standings
from standfirst.discussion.deciding import said_before
from standfirst.discussion.models import Act, Appeal, Case, Comment, CommentState, Queue, Report, What
from standfirst.discussion.moving import move
from standfirst.discussion.taking_turns import NotNow, take_turn
from standfirst.readers.models import Reader

SHOWN_FOR = timedelta(seconds=10)
"""How long the way back is offered."""
COUNTS_FOR = SHOWN_FOR + timedelta(seconds=5)
"""How long it is open: who presses in the last moment, over a slow line, is not late. Then the writer is told."""


_UNDONE = (What.PUBLISH, What.REJECT, What.HOLD)


class TooLate(Exception):
    """
    The time has passed, it was undone already, it is not this moderator's act, or the writer has deleted the comment
    and nothing of it is left to decide.
    """


def undo(act: Act, by: Reader, now: datetime | None = None) -> Act:
    """
    Put everything back as it was before ``act``, by its own moderator; the line of that in the log.

    Reports that came since are no act: they stay, and the comment waits with them. Raises TooLate, and LostRace when a
    colleague has acted on the comment since, or its author has given it another text.
    """
    moment = now or timezone.now()
    if act.comment_id is None or act.by_id != by.pk or moment - act.at > COUNTS_FOR or act.what not in _UNDONE:
        raise TooLate
    with transaction.atomic():
        comment = Comment.objects.locked().select_related("conversation").get(pk=act.comment_id)
        if Act.objects.filter(undoes=act).exists():
            raise TooLate
        case = Case.objects.filter(pk=comment.pk).first()
        if case is None:
            raise TooLate
        was = act.was
        reported = case.reports if _only_reported_since(act, comment, case) else 0
        take_turn(
            case,
            by,
            case.turn if reported else was["turn"] + 1,
            anyway=True,
            now=moment,
            **_place(case, was, reported),
            reports=was["reports"] + reported,
            decided_by=was["decided_by"],
            decided_at=_moment(was["decided_at"]),
        )
        if answered := was.get("answered"):
            Report.objects.filter(pk__in=answered).update(answered_at=None, upheld=None)
            counting.reported(comment)
        Appeal.objects.filter(pk=was.get("appeal")).update(decided_by=None, decided_at=None, upheld=None)
        after = act.before
        if reported and (comment.state, after) == (CommentState.HELD, CommentState.PUBLISHED):
            # So many reported it that it is held: that is no word of the moderator's to take back.
            after = comment.state
        else:
            comment.reason, comment.reason_note = was["reason"], was["note"]
        undone = Act.objects.create(
            comment=comment,
            author_id=comment.author_id,
            conversation_id=comment.conversation_id,
            by=by,
            what=What.UNDO,
            before=comment.state,
            after=after,
            undoes=act,
            at=moment,
        )
        _weigh_back(act, comment, moment, counted=bool(reported))
        move(comment, after)
    return undone


def is_open(act: Act) -> bool:
    """Whether the way back is still offered."""
    return timezone.now() - act.at < SHOWN_FOR


def undo_all(acts: "list[Act]", by: Reader, now: datetime | None = None) -> int:
    """Undo the acts of one press, the last first; how many could be."""

    done = 0
    for act in reversed(acts):
        try:
            undo(act, by, now)
        except (TooLate, NotNow):
            continue
        done += 1
    return done


def _only_reported_since(act: Act, comment: Comment, case: Case) -> bool:
    """
    Whether the turns after ``act`` were taken by reports alone. They can only be about what ``act`` published: so all
    that wait are from after it.
    """
    if act.what != What.PUBLISH or case.queue != Queue.REPORTED or case.turn == act.was["turn"] + 1:
        return False
    rewritten = comment.edited_at is not None and comment.edited_at > act.at
    deleted = comment.state == CommentState.DELETED
    return not (rewritten or deleted or Act.objects.filter(comment=comment, pk__gt=act.pk, by__isnull=False).exists())


def _place(case: Case, was: dict[str, Any], reported: int) -> dict[str, Any]:
    """Its queue and since when: as they were, but what was reported meanwhile does not wait in a later queue."""
    if reported and was["queue"] not in (Queue.APPEALED, Queue.REPORTED):
        return {"queue": Queue.REPORTED, "since": case.since}
    return {"queue": was["queue"], "since": _moment(was["since"])}


def _weigh_back(act: Act, comment: Comment, now: datetime, *, counted: bool) -> None:
    """``counted``: newer reports have counted the comment among the writer's reported ones already."""
    if comment.author_id is None:
        return
    if act.was["reports"] and act.what != What.HOLD and not counted:
        standings.reported_one_more(comment.author_id, 1)
    passed_before, rejected_before = said_before(act.before, act.was["decided_at"] is not None)
    standings.decided_one(
        comment.author_id,
        passed=passed_before - (act.what == What.PUBLISH),
        rejected=rejected_before - (act.what == What.REJECT),
        now=now,
    )


def _moment(text: str | None) -> datetime | None:
    return parse_datetime(text) if text else None
