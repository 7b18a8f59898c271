"""Who writes a comment: what the decision about it needs to know of them, in one question to the database."""

from datetime import datetime
from functools import cache
from typing import NamedTuple

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
    found = ask(_statement(), [reader.pk])
    if not found:
        return Writer(reader, profile_of(reader), standings.standing_of(reader), reader.is_colleague)
    (row,) = found
    of_profile, of_standing = len(Profile._meta.concrete_fields), len(Standing._meta.concrete_fields)
    profile = rows.made_from(Profile, row[:of_profile])
    told = row[of_profile : of_profile + of_standing]
    standing = rows.made_from(Standing, told) if told[0] is not None else Standing(reader=reader)
    colleague = reader.is_staff or reader.is_superuser or (bool(row[-1]) and reader.is_colleague)
    # Trust is earned by what was published: of who begins there is nothing to weigh.
    weighed = bool(profile.comments) and standings.is_due(standing, now)
    if weighed:
        standing.trust = standings.trust_of(reader, profile, standing, now)
    return Writer(reader, profile, standing, colleague, weighed)


@cache
def _statement() -> str:
    """The profile and the standing, and whether any permission was ever given: most have none, so none is looked up."""
    given = " OR ".join(
        f"EXISTS (SELECT 1 FROM {through._meta.db_table} WHERE reader_id = discussion_profile.reader_id)"  # noqa: S608
        for through in (Reader.groups.through, Reader.user_permissions.through)
    )
    return (
        f"SELECT {rows.columns(Profile)}, {rows.columns(Standing)}, {given} FROM discussion_profile"  # noqa: S608
        " LEFT JOIN discussion_standing ON discussion_standing.reader_id = discussion_profile.reader_id"
        " WHERE discussion_profile.reader_id = %s"
    )
