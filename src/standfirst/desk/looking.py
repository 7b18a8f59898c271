"""Staff cannot wander: whoever sees a reader's record leaves a line."""

import uuid
from enum import StrEnum

from standfirst.desk.models import Look
from standfirst.readers.models import Reader
from standfirst.security_log import Event, note


class What(StrEnum):
    """What somebody did, in the words of the log."""

    OPENED = "opened the record"
    FOUND = "found by a search"
    LISTED = "saw in the list"
    ASKED_WHY = "asked why they see what they see"
    EXPORTED = "exported a list"
    FETCHED = "fetched an archive for the reader"
    EDITED = "opened among the users"


def looked(staff: Reader, subject: uuid.UUID | None, what: What, *, count: int = 1) -> None:
    """Write the line; nobody is logged for looking at themselves."""
    if subject != staff.subject:
        Look.objects.create(staff=staff, subject=subject, what=what.value, count=count)
        note(Event.ADMIN, what.value, who=subject.hex if subject is not None else "", count=count)
