"""What of an article could not be brought over, though the article was."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Note:
    """``mend``: somebody can do something about it, so it is said with its place and the exit status tells."""

    reason: str
    detail: str = ""
    mend: bool = False


class NoPicture(Exception):
    """There is no picture to use; the message is the reason. ``mend``: somebody can put that right."""

    mend = True


class NoFolder(NoPicture):
    """Pictures were not asked for."""

    mend = False

    def __init__(self) -> None:
        super().__init__(NO_FOLDER)


MISSING = "missing picture"
NO_FOLDER = "picture left out: no --media folder was given"


def pictures_were_left_out(notes: Iterable[Note]) -> bool:
    """Would there be more pictures with a folder to take them from?"""
    return any(note.reason == NO_FOLDER for note in notes)
