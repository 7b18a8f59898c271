"""All counts once more from what they count, every night and when somebody asks. What is off is a mistake of ours."""

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import models, transaction
from django.db.models import Case, Count, F, IntegerField, Max, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.utils import timezone

from standfirst import nights
from standfirst.discussion.counting import rank_of
from standfirst.discussion.models import Comment, CommentState, Conversation, Like, Profile, Recount, Report
from standfirst.generations.raising import raise_for

log = logging.getLogger(__name__)

HOUR = 4
"""From when on the recount of a day is due, by the publication's clock: after the round that forgets."""

LOST_AFTER = timedelta(hours=2)
"""One that has not ended by then was killed; another worker begins it anew."""

_TOLD = 20
"""So many counts that were off are written down one by one."""


@dataclass(frozen=True, slots=True)
class Drift:
    """One count that is off. ``what``: like ``comment 12``; in ``field`` stands ``kept``, and ``counted`` is right."""

    what: str
    field: str
    kept: object
    counted: object

    def __str__(self) -> str:
        return f"{self.what}: {self.field} was {self.kept}, counted {self.counted}"


@dataclass(frozen=True, slots=True)
class _Count:
    """``right`` gives, in the one statement that reads the row, what should stand in ``field``."""

    model: type[models.Model]
    field: str
    right: Any

    def off(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        return rows.annotate(counted=self.right).exclude(**{self.field: F("counted")}).order_by("pk")


def drift(conversation: Conversation | None = None) -> Iterator[Drift]:
    """
    Every count that is off, in ``conversation`` or everywhere; changes nothing.

    Each count is compared in one statement, which sees what it counts as of one moment: whoever writes meanwhile is
    neither waited for nor taken for a mistake.
    """
    for count in _COUNTS:
        for row in count.off(_rows(count.model, conversation)).iterator():
            yield _said(row, count.field)
    for comment in _ranked(conversation).iterator():
        if comment.best != (right := rank_of(comment)):
            yield Drift(f"comment {comment.pk}", "best", comment.best, right)


def recount(conversation: Conversation | None = None) -> list[Drift]:
    """Set right every count that is off, in ``conversation`` or everywhere; what it was."""
    found: list[Drift] = []
    # What stands depends on the counts below it: until a round finds nothing more, and never for ever.
    for _round in range(_ROUNDS):
        mended = [*_mend_counts(conversation), *_mend_ranks(conversation)]
        found += mended
        if not mended:
            break
    return found


def recount_if_due(now: datetime | None = None) -> Recount | None:
    """The recount of today, if its hour has come and nobody has begun it; by one worker of any number."""
    moment = now or timezone.now()
    mine = nights.begun(Recount, moment, hour=HOUR, lost_after=LOST_AFTER)
    if mine is None:
        return None
    found = recount()
    for one in found[:_TOLD]:
        log.error("a count was off: %s", one)
    mine.found, mine.examples = len(found), [str(one) for one in found[:_TOLD]]
    mine.ended_at = timezone.now()
    mine.save()
    return mine


_ROUNDS = 50


def _mend_counts(conversation: Conversation | None) -> Iterator[Drift]:
    for count in _COUNTS:
        for pk in list(count.off(_rows(count.model, conversation)).values_list("pk", flat=True)):
            with transaction.atomic():
                # Locked, and looked at again: whoever changes what is counted changes this row too.
                count.model._base_manager.select_for_update(no_key=True).get(pk=pk)
                row = count.off(count.model._base_manager.filter(pk=pk)).first()
                if row is None:
                    continue
                count.model._base_manager.filter(pk=pk).update(**{count.field: row.counted})
                _fall(row)
                yield _said(row, count.field)


def _mend_ranks(conversation: Conversation | None) -> Iterator[Drift]:
    off = [comment.pk for comment in _ranked(conversation).iterator() if comment.best != rank_of(comment)]
    for pk in off:
        with transaction.atomic():
            comment = Comment.objects.locked().get(pk=pk)
            kept, right = comment.best, rank_of(comment)
            if kept != right:
                Comment.objects.filter(pk=pk).update(best=right)
                _fall(comment)
                yield Drift(f"comment {pk}", "best", kept, right)


def _fall(row: models.Model) -> None:
    if isinstance(row, Comment):
        raise_for(f"conversation:{row.conversation_id}")
    elif isinstance(row, Conversation):
        raise_for(row.tag)


def _said(row: Any, field: str) -> Drift:
    return Drift(f"{row._meta.verbose_name} {row.pk}", field, getattr(row, field), row.counted)


def _rows(model: type[models.Model], conversation: Conversation | None) -> QuerySet[Any]:
    rows = model._base_manager.all()
    if conversation is None:
        return rows
    if model is Comment:
        return rows.filter(conversation=conversation)
    return rows.filter(pk=conversation.pk) if model is Conversation else rows.none()


def _ranked(conversation: Conversation | None) -> QuerySet[Comment]:
    """Those that have, or should have, another rank than the lowest."""
    marked = Q(from_staff=True) | Q(featured_at__isnull=False) | Q(pinned_at__isnull=False)
    return _rows(Comment, conversation).filter(~Q(best=0) | Q(likes__gt=0) | marked)


def _number_of(rows: QuerySet[Any], by: str) -> Coalesce:
    """How many of ``rows`` there are whose ``by`` is the row outside."""
    one = rows.filter(**{by: OuterRef("pk")}).order_by().values(by).annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(one, output_field=IntegerField()), 0)


def _of_profile(rows: QuerySet[Any], by: str) -> Coalesce:
    one = rows.filter(**{by: OuterRef("reader_id")}).order_by().values(by).annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(one, output_field=IntegerField()), 0)


def _born() -> Case:
    """At least one more than the place of the last that replied."""
    last = Comment.objects.filter(parent=OuterRef("pk")).order_by().values("parent").annotate(last=Max("nth") + 1)
    least = Coalesce(Subquery(last.values("last"), output_field=IntegerField()), 0)
    return Case(When(born__gte=least, then=F("born")), default=least, output_field=IntegerField())


_STANDS = Case(When(Q(state=CommentState.PUBLISHED) | Q(replies__gt=0), then=Value(True)), default=Value(False))
_COUNTING_REPORTS = Report.objects.filter(reporter__isnull=False).exclude(upheld=False)
_PUBLISHED = Comment.objects.filter(state=CommentState.PUBLISHED)
_COUNTS = (
    _Count(Comment, "likes", _number_of(Like.objects.all(), "comment")),
    _Count(Comment, "reports", _number_of(_COUNTING_REPORTS, "comment")),
    _Count(Comment, "born", _born()),
    _Count(Comment, "replies", _number_of(Comment.objects.filter(stands=True), "parent")),
    _Count(Comment, "stands", _STANDS),
    _Count(Conversation, "comments", _number_of(_PUBLISHED, "conversation")),
    _Count(Conversation, "threads", _number_of(Comment.objects.filter(stands=True, parent=None), "conversation")),
    _Count(Profile, "comments", _of_profile(_PUBLISHED, "author")),
    _Count(Profile, "likes", _of_profile(Like.objects.all(), "comment__author")),
)
