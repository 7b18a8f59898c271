"""What is held of a reader by moderation's checks, and for how long."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from standfirst.discussion.models import Verdict
from standfirst.holdings import Holding, Person, Row, declare
from standfirst.keeping import Kept, keep

VERDICTS_KEPT = 365
"""Days."""
_BEFORE_THE_COMMENTS = 40


def declare_held() -> None:
    """Called once, when the room starts."""
    declare(CHECKS)
    keep(
        Kept(
            key="comment_checks",
            name="What the checks said of comments",
            because="Moderators see why a comment was held, and an appeal has its time. A year, to compare.",
            days=VERDICTS_KEPT,
            overdue=lambda before: Verdict.objects.filter(at__lt=before),
        )
    )


def _said(person: Person) -> Iterable[Row]:
    for one in Verdict.objects.filter(comment__author_id=person.pk).order_by("comment_id", "pk").iterator():
        yield {"comment": one.comment_id, "check": one.phase, "said": one.verdict, "why": one.sentence, "at": one.at}


def _forget(person: Person) -> None:
    Verdict.objects.filter(comment__author_id=person.pk).delete()


def _nothing_to_unite(gone: Person, kept: Person) -> None:
    """They go with the comments."""


CHECKS = Holding(
    key="comment_checks",
    name=_("What our checks said of your comments"),
    about=_("Why a comment of yours waited for a moderator or was not published. Kept for a year."),
    models=("discussion.Verdict",),
    export=_said,
    erase=_forget,
    merge=_nothing_to_unite,
    erased=_BEFORE_THE_COMMENTS,
)
