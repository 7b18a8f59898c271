"""
What a reader is told at once when something cannot be done in a conversation. Part of the tree of ``refusals``.

    Refusal
      CannotComment        422  the text itself: the writer can mend it
        NothingWritten
        TooLong
        NotThatText             for any other reason that the pipeline refuses
      CommentsClosed       403  nobody can write there (any more)
      NotThere             409  the comment that it was about is not there any more
      NotYours             403  somebody else's, or one's own where it has to be somebody else's
      TooLate              409  the time to edit has passed
      TooSoon              429  with Retry-After, in seconds: the form is still there and is sent again
"""

from datetime import timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from standfirst.discussion import reasons
from standfirst.discussion.moderating.verdicts import Word
from standfirst.refusals import Refusal, retry_after


class CannotComment(Refusal):
    """The text cannot be taken as it is. ``word``: what the pipeline said."""

    status = 422
    title = _("We did not take your comment")


class NothingWritten(CannotComment):
    """No text, or nothing in it that can be seen."""

    message = _("Write something first")


class TooLong(CannotComment):
    """``over``: by how many characters."""

    def __init__(self, over: int) -> None:
        super().__init__()
        self.over = over
        self.message = ngettext(
            "Your comment is %(over)s character too long", "Your comment is %(over)s characters too long", over
        ) % {"over": f"{over:,}"}


class NotThatText(CannotComment):
    """``reason``: a code of ``reasons``."""

    def __init__(self, reason: str, message: str | Promise = "") -> None:
        super().__init__()
        self.reason = reason
        self.message = message or _("We did not take your comment: %(reason)s") % {"reason": reasons.words_of(reason)}


class CommentsClosed(Refusal):
    """Nobody can write in this conversation now."""

    status = 403
    title = _("Comments are closed")
    message = _("Nobody can write here now. You can still read.")


class NotThere(Refusal):
    """It was deleted or removed meanwhile, or never stood in this conversation."""

    status = 409
    title = _("That comment is not there any more")
    message = _("The comment you wanted to answer is not there any more. You can still write a comment of your own.")


class NotYours(Refusal):
    """Only its author can do that, or only somebody else."""

    status = 403
    title = _("You cannot do that with this comment")
    message = _("You cannot do that with this comment.")


class TooLate(Refusal):
    """The time in which it could be changed has passed."""

    status = 409
    title = _("It is too late to change this comment")
    message = _("You could change it for a few minutes. You can still delete it, or write another one.")


class TooSoon(Refusal):
    """``wait``: until the same form will be taken."""

    status = 429
    title = _("A moment, please")

    def __init__(self, wait: timedelta, message: str | Promise = "") -> None:
        super().__init__()
        self.wait = wait
        seconds = int(retry_after(wait))
        self.message = message or ngettext(
            "You can post again in %(seconds)s second", "You can post again in %(seconds)s seconds", seconds
        ) % {"seconds": seconds}

    def headers(self) -> dict[str, str]:
        return {"Retry-After": retry_after(self.wait)}


def refusal_of(word: Word) -> Refusal:
    """What the writer is told at the form when the pipeline refused with ``word``."""
    details = word.details
    if word.reason == "empty":
        return NothingWritten()
    if word.reason == "too_long":
        return TooLong(_number(details.get("over")))
    if word.reason in {"closed", "read_only"}:
        return CommentsClosed()
    if word.told_as == reasons.RATE:
        return TooSoon(timedelta(seconds=max(1, _number(details.get("wait")))))
    if word.reason == "too_many_lines":
        lines = {"lines": details.get("lines"), "most": details.get("most")}
        return NotThatText(reasons.LENGTH, _("Your comment has %(lines)s lines; at most %(most)s can be taken") % lines)
    if word.reason == "too_many_mentions":
        said = {"mentions": details.get("mentions"), "most": details.get("most")}
        return NotThatText(
            reasons.LENGTH, _("Your comment mentions %(mentions)s readers; at most %(most)s can be") % said
        )
    return NotThatText(word.told_as)


def _number(detail: object) -> int:
    return detail if isinstance(detail, int) else 1
