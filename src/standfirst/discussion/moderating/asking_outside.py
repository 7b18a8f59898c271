"""The outside check, from the question to what becomes of the comment."""

import logging
import time
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from standfirst.discussion.models import Comment, CommentState
from standfirst.discussion.models.verdict import Verdict
from standfirst.discussion.moderating.hook import NoAnswer, ask
from standfirst.discussion.moderating.recording import note
from standfirst.discussion.moderating.standing_in import change
from standfirst.discussion.moderating.verdicts import TOLD_AS, Say, Word

log = logging.getLogger(__name__)


class AskLater(Exception):
    """There was no answer, and it is early enough to ask again."""


def ask_about(pk: int, *, last_time: bool) -> None:
    """
    Ask about a comment that waits for it, and do what the answer says.

    It is published only when nothing else held it and no moderator has decided meanwhile. Without an answer it stays
    held, for the moderators; raises AskLater unless it is the ``last_time``.
    """
    comment = Comment.objects.select_related("conversation").filter(pk=pk, state=CommentState.HELD).first()
    if comment is None or not settings.STANDFIRST_COMMENT_HOOK:
        return
    try:
        answer = ask(
            settings.STANDFIRST_COMMENT_HOOK,
            settings.STANDFIRST_COMMENT_HOOK_SECRET,
            f"comment-{comment.pk}-{_round(comment)}",
            int(time.time()),
            question(comment),
            within=settings.STANDFIRST_COMMENT_HOOK_SECONDS,
            inside=settings.STANDFIRST_COMMENT_HOOK_INSIDE,
        )
    except NoAnswer as error:
        log.warning("the outside check of comments: %s", error)
        if not last_time:
            raise AskLater from None
        follow(comment, Word("outside", Say.HOLD, "outside_failed", {"why": str(error)}))
        return
    said = answer.reason or {"publish": "nothing against it"}.get(answer.say.value, answer.say.value)
    follow(comment, Word("outside", answer.say, "outside_says", {"said": said}))


def question(comment: Comment) -> dict[str, Any]:
    """What is told: the comment and its story. Nothing of who wrote it."""
    story = comment.conversation
    return {
        "type": "comment.check",
        "comment": comment.pk,
        "text": comment.text,
        "language": story.language,
        "reply": comment.parent_id is not None,
        "written_at": comment.written_at.isoformat(),
        "story": {"title": story.title, "path": story.path, "section": story.section, "topics": story.topics},
    }


def follow(comment: Comment, word: Word) -> None:
    """
    Do what ``word`` says of ``comment``, as it was when it was asked about. A text that its author has changed since is
    another one, which is asked about anew; a moderator who decided since has the last word.
    """
    with transaction.atomic():
        # Before its verdicts, as whoever edits it does: rows are locked in one order.
        here = Comment.objects.locked().select_related("conversation").get(pk=comment.pk)
        if here.edited_at != comment.edited_at:
            return
        alone = not _held_by_others(here)
        _answered(here, word)
        if _done(here, word.say, alone=alone):
            note(here, word, timezone.now())


def _done(comment: Comment, say: Say, *, alone: bool) -> bool:
    """Bring it into its state; whether the word had any effect."""
    if say is Say.REJECT:
        return change(comment.pk, CommentState.HELD, CommentState.REJECTED, TOLD_AS["outside_says"])
    if say is Say.PUBLISH:
        return alone and change(comment.pk, CommentState.HELD, CommentState.PUBLISHED, "")
    return comment.state == CommentState.HELD


def _answered(comment: Comment, word: Word) -> None:
    """Its word takes the place of the one that said that it was asked."""
    asked = Verdict.objects.filter(comment=comment, reason="asked_outside")
    told = {"verdict": word.say.value, "reason": word.reason, "details": dict(word.details), "at": timezone.now()}
    asked.update(**told)


def _round(comment: Comment) -> int:
    return Verdict.objects.filter(comment=comment).order_by("-round").values_list("round", flat=True).first() or 0


def _held_by_others(comment: Comment) -> bool:
    """Whether another phase held it when it was last judged, or something held it since: a report, a moderator."""
    last = Verdict.objects.filter(comment=comment, round=_round(comment))
    if comment.reason != TOLD_AS["asked_outside"] or not last.filter(reason="asked_outside").exists():
        return True
    return last.filter(verdict=Say.HOLD.value).exclude(phase="outside").exists()
