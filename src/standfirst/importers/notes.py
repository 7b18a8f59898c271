"""What of an article could not be brought over, though the article was."""

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


MISSING = "missing picture"
