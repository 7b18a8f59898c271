"""Telling the moderators of a comment that breaks the rules or the law, with an account or without."""

import secrets

from django.db import transaction

from standfirst.discussion import counting, limiting, reasons, signals
from standfirst.discussion.models import Comment, CommentState, Report
from standfirst.discussion.refusing import NotThere, NotYours
from standfirst.readers.models import Reader

_LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Without those that are taken for one another when somebody reads them out."""


class UnknownReason(ValueError):
    """Not one of ``reasons.TOLD_BY_PEOPLE``."""


def report(
    comment: Comment,
    reason: str,
    words: str = "",
    *,
    reporter: Reader | None = None,
    source: str = "",
    name: str = "",
    address: str = "",
) -> Report:
    """
    Report ``comment``. Without an account ``source`` is where it comes from (``readers.clients``), and ``address``
    where the answer goes. A reader's second report of one comment is the first. With enough readers' reports it waits
    for a moderator. Raises NotThere, NotYours for one's own, UnknownReason and TooSoon.

    Source: Regulation (EU) 2022/2065, Articles 16 and 20.
    """
    if reason not in reasons.TOLD_BY_PEOPLE:
        raise UnknownReason(reason)
    with transaction.atomic():
        if reporter is not None:
            limiting.take(limiting.REPORTS, reporter)
        else:
            limiting.take(limiting.REPORTS_FROM_A_SOURCE, source)
        there = Comment.objects.locked().select_related("conversation").filter(pk=comment.pk)
        found = there.filter(state=CommentState.PUBLISHED).first()
        if found is None:
            raise NotThere
        if reporter is not None and found.author_id == reporter.pk:
            raise NotYours
        if reporter is not None and (before := Report.objects.filter(comment=found, reporter=reporter).first()):
            return before
        told = Report.objects.create(
            comment=found,
            reporter=reporter,
            reason=reason,
            words=words.strip()[:2_000],
            reference=new_reference(),
            name=name.strip()[:200] if reporter is None else "",
            address=address.strip() if reporter is None else "",
        )
        counting.reported(found)
        signals.comment_reported.send(Report, report=told)
    return told


def new_reference() -> str:
    """Nine characters that nobody can guess and anybody can read out: ``K7QM-2XPD``."""
    letters = "".join(secrets.choice(_LETTERS) for _ in range(8))
    return f"{letters[:4]}-{letters[4:]}"
