"""What moderators do about a writer: warn, always hold, suspend for days, ban from commenting; and take it back."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from standfirst.discussion import reasons
from standfirst.discussion.models import Act, Kind, Sanction, Standing, What
from standfirst.discussion.standings import sanctions_changed, standing_of
from standfirst.discussion.telling import tell_of_sanction
from standfirst.readers.models import Reader
from standfirst.refusals import Refusal
from standfirst.theme.templatetags.components import newspaper_date

LONGEST_DAYS = 365
_WHAT = {Kind.WARN: What.WARN, Kind.HOLD: What.ALWAYS_HOLD, Kind.SUSPEND: What.SUSPEND, Kind.BAN: What.BAN}


class OfStaff(ValueError):
    """Colleagues are not sanctioned here."""


class Suspended(Refusal):
    """The writer may comment again at a time that is known."""

    status = 403
    title = _("You cannot comment for now")

    def __init__(self, until: datetime) -> None:
        super().__init__()
        self.message = _("A moderator has suspended you from commenting until %(date)s. You can still read.") % {
            "date": newspaper_date(until)
        }


class BannedFromCommenting(Refusal):
    """The writer may read, and everything else; not comment."""

    status = 403
    title = _("You cannot comment here")
    message = _("A moderator has banned you from commenting. Our last mail about it says why. You can still read.")


def may_write(reader: Reader, now: datetime, standing: Standing | None = None) -> None:
    """Whether a sanction keeps ``reader`` from commenting. Raises Suspended and BannedFromCommenting."""
    here = standing or standing_of(reader)
    if here.banned:
        raise BannedFromCommenting
    if here.suspended_until is not None and here.suspended_until > now:
        raise Suspended(here.suspended_until)


def sanction(
    author: Reader,
    by: Reader,
    kind: Kind,
    reason: str = "",
    note: str = "",
    *,
    days: int = 0,
    now: datetime | None = None,
) -> Sanction:
    """
    Decide about ``author``, who is told by mail. ``days``: of a suspension, 1 to 365. Counts from the commit on.

    Raises OfStaff for colleagues, and ValueError for days or a reason that there are not.
    """
    moment = now or timezone.now()
    if author.is_colleague:
        raise OfStaff
    if kind == Kind.SUSPEND and not 1 <= days <= LONGEST_DAYS:
        raise ValueError("days")
    if reason and reason not in reasons.TOLD_BY_PEOPLE:
        raise ValueError("reason")
    with transaction.atomic():
        Reader.objects.select_for_update(no_key=True).get(pk=author.pk)
        if kind in (Kind.HOLD, Kind.BAN):
            there = Sanction.objects.filter(author=author, kind=kind, lifted_at=None).first()
            if there is not None:
                return there
        kept = Sanction.objects.create(
            author=author,
            kind=kind,
            reason=reason,
            note=note,
            by=by,
            at=moment,
            until=moment + timedelta(days=days) if kind == Kind.SUSPEND else None,
        )
        Act.objects.create(author=author, by=by, what=_WHAT[kind], reason=reason, note=note, at=moment)
        sanctions_changed(author.pk, moment)
        tell_of_sanction(kept)
    return kept


def lift(sanction: Sanction, by: Reader, now: datetime | None = None) -> bool:
    """End a sanction before its time; whether it lasted."""
    moment = now or timezone.now()
    with transaction.atomic():
        there = (
            Sanction.objects.select_for_update(of=("self",), no_key=True).select_related("author").get(pk=sanction.pk)
        )
        if not there.lasts(moment):
            return False
        there.lifted_at, there.lifted_by = moment, by
        there.save(update_fields=["lifted_at", "lifted_by"])
        Act.objects.create(author=there.author, by=by, what=What.LIFT, before=there.kind, at=moment)
        sanctions_changed(there.author_id, moment)
        tell_of_sanction(there, lifted=True)
    return True
