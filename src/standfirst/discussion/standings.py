"""How a writer stands: what posting goes by, and what changes it."""

from datetime import datetime, timedelta
from typing import Any

from django.db.models import F, Value
from django.db.models.functions import Greatest

from standfirst.access.models import Unlock
from standfirst.discussion.models import DECISIONS, Act, Kind, Profile, Sanction, Standing, What
from standfirst.discussion.moderating.draft import AuthorRecord
from standfirst.discussion.trusting import TRUSTED, Conduct, trust
from standfirst.readers.models import Reader

WEIGHED_EVERY = timedelta(days=1)


def standing_of(reader: Reader) -> Standing:
    """The row, or the defaults; never made here: who only asks writes nothing."""
    return Standing.objects.filter(pk=reader.pk).first() or Standing(reader=reader)


def record_of(
    reader: Reader, *, published: int, staff: bool, days: int, now: datetime, standing: Standing | None = None
) -> AuthorRecord:
    """
    The writer's record for the pipeline. ``published``: as their profile counts; ``days``: how far back decisions
    count.
    """
    here = standing or standing_of(reader)
    decided = rejected = 0
    if here.rejected:
        # Who was never rejected needs no look at the log: without a rejection no share of them matters.
        decided, rejected = decisions_about(reader.pk, now - timedelta(days=days))
    return AuthorRecord(
        published=published,
        decided=decided,
        rejected=rejected,
        reported=here.reported,
        held_always=here.held_always,
        trusted=here.trust >= TRUSTED,
        staff=staff,
    )


def decisions_about(author: int, since: datetime) -> tuple[int, int]:
    """
    How many comments of theirs moderators decided and how many of these they rejected, as the last word on each says.
    """
    last: dict[int | None, str] = {}
    lines = Act.objects.filter(author=author, at__gte=since, what__in=DECISIONS, undone_by=None)
    lines = lines.filter(by__isnull=False).order_by("at", "pk")
    for comment, what in lines.values_list("comment", "what"):
        last[comment] = what
    return len(last), sum(what == What.REJECT for what in last.values())


def decided_one(author: int, *, passed: int = 0, rejected: int = 0, now: datetime) -> None:
    """Count a decision about a comment of theirs; minus one takes it back. Trust is weighed anew."""
    changed: dict[str, Any] = {
        "passed": Greatest(F("passed") + passed, Value(0)),
        "rejected": Greatest(F("rejected") + rejected, Value(0)),
    }
    if rejected > 0:
        changed["rejected_at"] = now
    _change(author, **changed)
    weigh(author, now)


def reported_one_more(author: int, more: int) -> None:
    """A comment of theirs has a report that waits; minus one: all of it are answered."""
    _change(author, reported=Greatest(F("reported") + more, Value(0)))


def sanctions_changed(author: int, now: datetime) -> None:
    """Let the row follow the sanctions in force."""
    lasting = [one for one in Sanction.objects.filter(author=author, lifted_at=None) if one.lasts(now)]
    ends = [one.until for one in lasting if one.kind == Kind.SUSPEND and one.until is not None]
    _change(
        author,
        held_always=any(one.kind == Kind.HOLD for one in lasting),
        banned=any(one.kind == Kind.BAN for one in lasting),
        suspended_until=max(ends, default=None),
    )
    weigh(author, now)


def weigh_if_due(reader: Reader, standing: Standing, now: datetime) -> Standing:
    """Trust grows with time, too: weighed again at the first comment of a day."""
    if standing.weighed_at is not None and now - standing.weighed_at < WEIGHED_EVERY:
        return standing
    weigh(reader.pk, now)
    return standing_of(reader)


def weigh(author: int, now: datetime) -> int:
    """Weigh the trust of ``author`` and keep it."""
    row, _ = Standing.objects.get_or_create(reader_id=author)
    earned = trust(_conduct(author, row, now))
    Standing.objects.filter(pk=author).update(trust=earned, weighed_at=now)
    return earned


def _conduct(author: int, row: Standing, now: datetime) -> Conduct:
    reader = Reader.objects.only("date_joined", "subject").get(pk=author)
    profile = Profile.objects.filter(reader=author).values_list("comments", "likes").first() or (0, 0)
    last = Sanction.objects.filter(author=author).order_by("-at").values_list("at", flat=True).first()
    return Conduct(
        published=profile[0],
        liked=profile[1],
        read=Unlock.objects.filter(subject=reader.subject).count(),
        days_here=max(0, (now - reader.date_joined).days),
        rejected=row.rejected,
        days_since_rejection=(now - row.rejected_at).days if row.rejected_at else None,
        days_since_sanction=(now - last).days if last else None,
        restrained=row.held_always or row.banned or row.suspended(now),
    )


def _change(author: int, **changed: Any) -> None:
    Standing.objects.get_or_create(reader_id=author)
    Standing.objects.filter(pk=author).update(**changed)
