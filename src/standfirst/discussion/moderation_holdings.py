"""What the moderators hold about a reader: what they decided, sanctions, appeals, and how the reader stands."""

from collections.abc import Iterable

from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from standfirst.discussion import standings
from standfirst.discussion.models import Act, Appeal, Case, Duty, Queue, Sanction, Standing
from standfirst.holdings import Holding, Person, Row, declare, declare_about_nobody, rows_of
from standfirst.readers.models import Reader

_BEFORE_THE_COMMENTS = 40


def declare_holdings() -> None:
    """Called once, when the room starts."""
    declare(ACTS, SANCTIONS, APPEALS, STANDING)
    declare_about_nobody("discussion.Case", "It says which colleague looks at a comment; the comment names its author.")
    declare_about_nobody("discussion.Duty", "It says when a colleague was on duty.")


def _acts(person: Person) -> Iterable[Row]:
    """What was decided, when and why; not by whom: colleagues have rights of their own."""
    lines = Act.objects.filter(author=person.pk).order_by("at")
    yield from rows_of(lines, "at", "what", "comment_id", "before", "after", "reason", "note")


def _forget_acts(person: Person) -> None:
    """What waits of theirs needs no decision any more; that something was decided stays, without them."""
    waiting = Case.objects.filter(comment__author=person.pk, queue__in=(Queue.APPEALED, Queue.HELD, Queue.NEW))
    waiting.filter(pk__in=list(waiting.values_list("pk", flat=True))).delete()
    Act.objects.all().forget_author(person.pk)
    Act.objects.all().forget_moderator(person.pk)
    Duty.objects.filter(moderator=person.pk).delete()


def _acts_moved(gone: Person, kept: Person) -> None:
    Act.objects.all().moved(gone.pk, kept.pk)


def _sanctions(person: Person) -> Iterable[Row]:
    mine = Sanction.objects.filter(author=person.pk).order_by("at")
    yield from rows_of(mine, "at", "kind", "reason", "note", "until", "lifted_at")


def _sanctions_moved(gone: Person, kept: Person) -> None:
    Sanction.objects.filter(author=gone.pk).update(author=kept.pk)


def _appeals(person: Person) -> Iterable[Row]:
    mine = Appeal.objects.filter(author=person.pk).order_by("at")
    yield from rows_of(mine, "at", "comment_id", "words", "decided_at", "upheld")


def _appeals_moved(gone: Person, kept: Person) -> None:
    Appeal.objects.filter(author=gone.pk).update(author=kept.pk)


def _standing(person: Person) -> Iterable[Row]:
    yield from rows_of(Standing.objects.filter(pk=person.pk), "passed", "rejected", "reported", "trust", "weighed_at")


def _standings_united(gone: Person, kept: Person) -> None:
    for mine in Standing.objects.filter(pk=gone.pk):
        if not Reader.objects.filter(pk=kept.pk).exists():
            return
        there, _made = Standing.objects.get_or_create(reader_id=kept.pk)
        Standing.objects.filter(pk=kept.pk).update(
            passed=F("passed") + mine.passed,
            rejected=F("rejected") + mine.rejected,
            reported=F("reported") + mine.reported,
            rejected_at=max(filter(None, (there.rejected_at, mine.rejected_at)), default=None),
        )
        mine.delete()
    standings.sanctions_changed(kept.pk, timezone.now())


def _gone(model: type[Sanction | Appeal], person: Person) -> None:
    model._default_manager.filter(author=person.pk).delete()


def _no_standing(person: Person) -> None:
    Standing.objects.filter(pk=person.pk).delete()


ACTS = Holding(
    key="moderation",
    name=_("What moderators decided"),
    about=_("About your comments and about you: what, when and why. When you leave, the log keeps no name of yours."),
    models=("discussion.Act",),
    export=_acts,
    erase=_forget_acts,
    merge=_acts_moved,
    erased=_BEFORE_THE_COMMENTS,
)
SANCTIONS = Holding(
    key="comment_sanctions",
    name=_("Warnings and suspensions from commenting"),
    about=_("When moderators warned you, held what you write, or kept you from commenting, and why."),
    models=("discussion.Sanction",),
    export=_sanctions,
    erase=lambda person: _gone(Sanction, person),
    merge=_sanctions_moved,
)
APPEALS = Holding(
    key="appeals",
    name=_("When you asked moderators to look again"),
    about=_("Your words, and what came of it."),
    models=("discussion.Appeal",),
    export=_appeals,
    erase=lambda person: _gone(Appeal, person),
    merge=_appeals_moved,
)
STANDING = Holding(
    key="comment_standing",
    name=_("How you stand with the moderators"),
    about=_("Counts of what they decided, and how far your comments are trusted to show at once."),
    models=("discussion.Standing",),
    export=_standing,
    erase=_no_standing,
    merge=_standings_united,
)
