"""What every reader of comments gives back."""

from dataclasses import dataclass

from django.utils.translation import gettext

from standfirst.importers.comments.incoming import IncomingComment
from standfirst.importers.incoming import Refused


class Skipped(Exception):
    """Rightly not brought over; the message is the reason, ``kind`` the word for what it is."""

    def __init__(self, reason: str, kind: str = "comment") -> None:
        super().__init__(reason)
        self.kind = kind


@dataclass(frozen=True, slots=True)
class Found:
    """What stands at ``place`` in the file: a comment, or why there is none. ``share`` of the file is read then."""

    place: object
    comment: IncomingComment | Refused | Skipped
    share: float = 0.0


def nobody() -> str:
    """The name of an author who gave none."""
    return gettext("Anonymous")
