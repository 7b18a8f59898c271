"""A moderator takes back what they just did; until then nobody was told of it."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from standfirst.discussion import counting, standings
from standfirst.discussion.deciding import said_before
from standfirst.discussion.models import Act, Appeal, Case, Comment, Report, What
from standfirst.discussion.moving import move
from standfirst.discussion.taking_turns import NotNow, take_turn
from standfirst.readers.models import Reader

SHOWN_FOR = timedelta(seconds=10)
"""How long the way back is offered."""
COUNTS_FOR = SHOWN_FOR + timedelta(seconds=5)
"""How long it is open: who presses in the last moment, over a slow line, is not late. Then the writer is told."""


class TooLate(Exception):
    """The time has passed, it was undone already, or it is not this moderator's act."""


def undo(act: Act, by: Reader, now: datetime | None = None) -> Act:
    """
    Put everything back as it was before ``act``, by its own moderator; the line of that in the log.

    Raises TooLate, and LostRace when somebody has acted on the comment since.
    """
    moment = now or timezone.now()
    if act.comment_id is None or act.by_id != by.pk or moment - act.at > COUNTS_FOR or act.what == What.UNDO:
        raise TooLate
    with transaction.atomic():
        comment = (
            Comment.objects.select_for_update(of=("self",), no_key=True)
            .select_related("conversation")
            .get(pk=act.comment_id)
        )
        if Act.objects.filter(undoes=act).exists():
            raise TooLate
        case = Case.objects.get(pk=comment.pk)
        was = act.was
        take_turn(
            case,
            by,
            was["turn"] + 1,
            anyway=True,
            now=moment,
            queue=was["queue"],
            since=_moment(was["since"]),
            reports=was["reports"],
            decided_by=was["decided_by"],
            decided_at=_moment(was["decided_at"]),
        )
        if answered := was.get("answered"):
            Report.objects.filter(pk__in=answered).update(answered_at=None, upheld=None)
            counting.reported(comment)
        Appeal.objects.filter(pk=was.get("appeal")).update(decided_by=None, decided_at=None, upheld=None)
        undone = Act.objects.create(
            comment=comment,
            author_id=comment.author_id,
            conversation_id=comment.conversation_id,
            by=by,
            what=What.UNDO,
            before=comment.state,
            after=act.before,
            undoes=act,
            at=moment,
        )
        comment.reason, comment.reason_note = was["reason"], was["note"]
        _weigh_back(act, comment, moment)
        move(comment, act.before)
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


def _weigh_back(act: Act, comment: Comment, now: datetime) -> None:
    if comment.author_id is None:
        return
    if act.was["reports"] and act.what != What.HOLD:
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
