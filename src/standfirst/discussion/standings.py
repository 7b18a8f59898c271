"""How a writer stands: what posting goes by, and what changes it."""

from datetime import datetime, timedelta
from typing import Any

from django.db import connection
from django.db.models import F, Value
from django.db.models.functions import Greatest

from standfirst import rows
from standfirst.access.models import Unlock
from standfirst.discussion.models import DECISIONS, Act, Kind, Profile, Sanction, Standing, What
from standfirst.discussion.moderating.draft import AuthorRecord
from standfirst.discussion.trusting import TRUSTED, Conduct, trust
from standfirst.readers.models import Reader
from standfirst.statements import ask, do

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


def weigh(author: int, now: datetime) -> int:
    """Weigh the trust of ``author`` and keep it."""
    row, _ = Standing.objects.get_or_create(reader_id=author)
    reader = Reader.objects.only("date_joined", "subject").get(pk=author)
    profile = Profile.objects.filter(reader=author).first() or Profile(reader=reader)
    earned = trust_of(reader, profile, row, read_and_sanctioned(reader), now)
    Standing.objects.filter(pk=author).update(trust=earned, weighed_at=now)
    return earned


def trust_of(
    reader: Reader, profile: Profile, standing: Standing, known: tuple[int, datetime | None], now: datetime
) -> int:
    """What ``reader`` has earned; ``known`` is what ``read_and_sanctioned`` gives."""
    read, last = known
    return trust(
        Conduct(
            published=profile.comments,
            liked=profile.likes,
            read=read,
            days_here=max(0, (now - reader.date_joined).days),
            rejected=standing.rejected,
            days_since_rejection=(now - standing.rejected_at).days if standing.rejected_at else None,
            days_since_sanction=(now - last).days if last else None,
            restrained=standing.held_always or standing.banned or standing.suspended(now),
        )
    )


def keep_weighed(standing: Standing, now: datetime) -> None:
    """
    Keep the trust that was weighed for ``standing``, whose other values are as they were read; unless somebody has
    weighed it since. In the transaction of the comment that asked for it.
    """
    if standing._state.adding:
        # Nobody has decided about them yet; who does at this moment weighs them as well.
        made = Standing(reader_id=standing.pk, trust=standing.trust, weighed_at=now)
        rows.insert_all([made], unless_there=True)
        return
    at = connection.ops.adapt_datetimefield_value
    before = standing.weighed_at and at(standing.weighed_at)
    do(_WEIGHED, [at(now), standing.trust, standing.pk, before])


READ = "(SELECT count(*) FROM access_unlock WHERE subject = %s)"
SANCTIONED = "(SELECT max(at) FROM discussion_sanction WHERE author_id = %s)"
_WEIGHED = """
UPDATE discussion_standing SET weighed_at = %s, trust = %s WHERE reader_id = %s AND weighed_at IS NOT DISTINCT FROM %s
"""


def as_subject(reader: Reader) -> Any:
    """The subject of ``reader`` as the database takes it."""
    return Unlock._meta.get_field("subject").get_db_prep_value(reader.subject, connection)


def read_and_sanctioned(reader: Reader) -> tuple[int, datetime | None]:
    """How many stories ``reader`` has opened out of the allowance, and when they were sanctioned last."""
    ((read, last),) = ask(f"SELECT {READ}, {SANCTIONED}", [as_subject(reader), reader.pk])
    return read, rows.as_moment(last)


def _change(author: int, **changed: Any) -> None:
    Standing.objects.get_or_create(reader_id=author)
    Standing.objects.filter(pk=author).update(**changed)
