"""What a moderator sees of a comment before deciding: all that is known of it, in a fixed number of questions."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.utils import timezone

from standfirst.discussion import reasons
from standfirst.discussion.deciding import is_against
from standfirst.discussion.models import Act, Appeal, Case, Comment, CommentState, Profile, Report, Standing, Verdict
from standfirst.discussion.trusting import TRUSTED
from standfirst.discussion.undoing import SHOWN_FOR
from standfirst.discussion.who_moderates import is_alone
from standfirst.readers.models import Reader

MOST_REPORTS = 20
"""Shown on a card; how many there are it says."""


@dataclass(frozen=True, slots=True)
class WritersRecord:
    """``days``: since they registered."""

    published: int = 0
    rejected: int = 0
    trusted: bool = False
    held_always: bool = False
    suspended_until: datetime | None = None
    banned: bool = False
    days: int = 0


@dataclass
class Card:
    """
    ``why`` says in sentences what the pipeline said; ``lost`` and ``looking`` who was there first. ``own_decision``:
    the writer asks about what the viewer decided, so another has to look; ``alone``: there is no other.
    """

    case: Case
    comment: Comment
    record: WritersRecord | None
    name: str
    why: list[str] = field(default_factory=list)
    reports: list[Report] = field(default_factory=list)
    appeal: Appeal | None = None
    act: Act | None = None
    can_undo: bool = False
    looking: Reader | None = None
    lost: bool = False
    own_decision: bool = False
    alone: bool = False

    @property
    def published(self) -> bool:
        return self.comment.state == CommentState.PUBLISHED

    @property
    def waits(self) -> bool:
        """Whether anything is to be decided, and so how the buttons are called."""
        return self.comment.state == CommentState.HELD

    @property
    def open(self) -> bool:
        return self.case.queue != "decided"

    @property
    def reason_words(self) -> str:
        return str(reasons.words_of(self.comment.reason)) if self.comment.reason else ""


def cards_of(cases: Sequence[Case], viewer: Reader, now: datetime | None = None) -> list[Card]:
    """A card for each case, in their order."""
    moment = now or timezone.now()
    numbers = [case.pk for case in cases]
    comments = Comment.objects.select_related("conversation", "author", "parent__author").in_bulk(numbers)
    records = _records([comment.author for comment in comments.values() if comment.author is not None], moment)
    why = _why(numbers)
    reports = _by_comment(Report.objects.select_related("reporter").filter(comment__in=numbers).order_by("pk"))
    appeals = {one.comment_id: one for one in Appeal.objects.select_related("against").filter(comment__in=numbers)}
    own = {pk for pk, one in appeals.items() if one.decided_at is None and is_against(one, viewer)}
    alone = bool(own) and is_alone(viewer.pk)
    lookers = Reader.objects.in_bulk([c.claimed_by_id for c in cases if c.claimed_by_other(viewer, moment)])
    acts = _last_acts(numbers)
    cards = []
    for case in cases:
        comment = comments.get(case.pk)
        if comment is None:
            continue
        act = acts.get(case.pk)
        cards.append(
            Card(
                case=case,
                comment=comment,
                record=records.get(comment.author_id) if comment.author_id else None,
                name=comment.author_name or "A reader who has left",
                why=why.get(case.pk, []),
                reports=[one for one in reports.get(case.pk, []) if one.answered_at is None][:MOST_REPORTS],
                appeal=appeals.get(case.pk),
                act=act,
                can_undo=act is not None and act.by_id == viewer.pk and moment - act.at < SHOWN_FOR,
                looking=lookers.get(case.claimed_by_id) if case.claimed_by_id else None,
                own_decision=case.pk in own,
                alone=case.pk in own and alone,
            )
        )
    return cards


def _records(authors: Iterable[Reader], now: datetime) -> dict[int, WritersRecord]:
    by_number = {author.pk: author for author in authors}
    standings = Standing.objects.in_bulk(list(by_number))
    published = dict(Profile.objects.filter(reader__in=by_number).values_list("reader", "comments"))
    told = {}
    for number, author in by_number.items():
        row = standings.get(number) or Standing(reader=author)
        told[number] = WritersRecord(
            published=published.get(number, 0),
            rejected=row.rejected,
            trusted=row.trust >= TRUSTED,
            held_always=row.held_always,
            suspended_until=row.suspended_until if row.suspended(now) else None,
            banned=row.banned,
            days=max(0, (now - author.date_joined) // timedelta(days=1)),
        )
    return told


def record_of(author: Reader, now: datetime | None = None) -> WritersRecord:
    """The record of one writer."""
    return _records([author], now or timezone.now())[author.pk]


def _why(numbers: Sequence[int]) -> dict[int, list[str]]:
    """What the checks said when they were asked last, each sentence once."""
    rounds: dict[int, int] = {}
    told: defaultdict[int, list[str]] = defaultdict(list)
    for verdict in Verdict.objects.filter(comment__in=numbers).order_by("-round", "pk"):
        last = rounds.setdefault(verdict.comment_id, verdict.round)
        if verdict.round == last and verdict.sentence not in told[verdict.comment_id]:
            told[verdict.comment_id].append(verdict.sentence)
    return told


def _by_comment(reports: Iterable[Report]) -> dict[int, list[Report]]:
    told = defaultdict(list)
    for report in reports:
        told[report.comment_id].append(report)
    return told


def _last_acts(numbers: Sequence[int]) -> dict[int, Act]:
    told = {}
    acts = Act.objects.select_related("by").filter(comment__in=numbers, undone_by=None).exclude(what="undo")
    for act in acts.order_by("pk"):
        if act.comment_id is not None and not act.rule:
            told[act.comment_id] = act
    return told
