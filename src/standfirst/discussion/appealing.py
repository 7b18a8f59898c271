"""A writer asks once that another moderator looks at a comment that was not published."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from standfirst.discussion.cases import bring, case_of
from standfirst.discussion.models import DECISIONS, Act, Appeal, Comment, CommentState, Queue
from standfirst.readers.models import Reader
from standfirst.refusals import Refusal

MOST = 1_000
"""Characters of what the writer says."""


class NothingToAppeal(Refusal):
    """It is not theirs, or nobody said no to it."""

    status = 404
    title = _("There is nothing to look at again")
    message = _("This comment was not turned down, or it is not yours.")


class AskedBefore(Refusal):
    """Once for each comment."""

    status = 409
    title = _("We looked at it already")
    message = _("You have asked about this comment before. Each comment can be looked at again once.")


def may_appeal(reader: Reader, comment: Comment) -> bool:
    """Whether ``reader`` can ask now."""
    mine = comment.author_id == reader.pk and comment.state in (CommentState.REJECTED, CommentState.REMOVED)
    return mine and not Appeal.objects.filter(comment=comment).exists()


def decision_about(comment: Comment) -> Act | None:
    """The decision of a moderator that stands; None where a rule decided."""
    return Act.objects.filter(comment=comment, what__in=DECISIONS, undone_by=None).order_by("-pk").first()


def appeal(reader: Reader, comment: Comment, words: str, now: datetime | None = None) -> Appeal:
    """
    Ask. Another moderator than the one who decided looks, where there is one. Raises NothingToAppeal and AskedBefore.
    """
    moment = now or timezone.now()
    with transaction.atomic():
        there = Comment.objects.locked().select_related("conversation").get(pk=comment.pk)
        if there.author_id != reader.pk or there.state not in (CommentState.REJECTED, CommentState.REMOVED):
            raise NothingToAppeal
        case_of(there)
        last = decision_about(there)
        try:
            with transaction.atomic():
                asked = Appeal.objects.create(
                    comment=there, author=reader, against=last, words=words.strip()[:MOST], at=moment
                )
        except IntegrityError:
            raise AskedBefore from None
        bring(there, Queue.APPEALED, moment)
    return asked
