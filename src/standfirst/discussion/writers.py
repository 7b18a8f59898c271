"""Who writes a comment: what the decision about it needs to know of them, in one question to the database."""

from datetime import datetime
from functools import cache
from typing import NamedTuple

from django.db import connection

from standfirst import rows
from standfirst.discussion import standings
from standfirst.discussion.models import Profile, Standing
from standfirst.discussion.naming import profile_of
from standfirst.readers.models import Reader
from standfirst.statements import ask


class Writer(NamedTuple):
    """``colleague``: writes for the newsroom. ``weighed``: the trust in ``standing`` is new, and not kept yet."""

    reader: Reader
    profile: Profile
    standing: Standing
    colleague: bool
    weighed: bool = False


def writer_of(reader: Reader, now: datetime) -> Writer:
    """``reader`` as they are at this moment, with the trust of this day. Makes the profile of who has none."""
    due = connection.ops.adapt_datetimefield_value(now - standings.WEIGHED_EVERY)
    found = ask(_statement(), [due, standings.as_subject(reader), reader.pk, reader.pk])
    if not found:
        return Writer(reader, profile_of(reader), standings.standing_of(reader), reader.is_colleague)
    (row,) = found
    of_profile, of_standing = len(Profile._meta.concrete_fields), len(Standing._meta.concrete_fields)
    profile = rows.made_from(Profile, row[:of_profile])
    told = row[of_profile : of_profile + of_standing]
    standing = rows.made_from(Standing, told) if told[0] is not None else Standing(reader=reader)
    *_, permitted, read, sanctioned = row
    colleague = reader.is_staff or reader.is_superuser or (bool(permitted) and reader.is_colleague)
    if read is not None:
        known = read, rows.as_moment(sanctioned)
        standing.trust = standings.trust_of(reader, profile, standing, known, now)
    return Writer(reader, profile, standing, colleague, weighed=read is not None)


@cache
def _statement() -> str:
    """
    The profile and the standing; whether any permission was ever given, for most have none, and none is looked up; and
    where their trust is to be weighed again, what that takes. Trust is earned by what was published: of who begins
    there is nothing to weigh. It grows with time, too, and the first comment of a day has it weighed.
    """
    given = " OR ".join(
        f"EXISTS (SELECT 1 FROM {through._meta.db_table} WHERE reader_id = discussion_profile.reader_id)"  # noqa: S608
        for through in (Reader.groups.through, Reader.user_permissions.through)
    )
    is_due = (
        "discussion_profile.comments > 0"
        " AND (discussion_standing.weighed_at IS NULL OR discussion_standing.weighed_at <= %s)"
    )
    return (
        f"SELECT {rows.columns(Profile)}, {rows.columns(Standing)}, {given},"  # noqa: S608  our own names
        f" CASE WHEN {is_due} THEN {standings.READ} END, {standings.SANCTIONED} FROM discussion_profile"
        " LEFT JOIN discussion_standing ON discussion_standing.reader_id = discussion_profile.reader_id"
        " WHERE discussion_profile.reader_id = %s"
    )
