"""The publication's own offers by mail: whether a reader wants them, and their change of mind."""

from django.db import transaction
from django.utils.translation import gettext as _

from standfirst.readers import wording
from standfirst.readers.ledger.acts import EMAIL, GIVEN, WITHDRAWN, Circumstances, Said
from standfirst.readers.ledger.people import last_act, stands
from standfirst.readers.ledger.recording import record
from standfirst.readers.models import Reader


def wants_offers(reader: Reader) -> bool:
    """Whether ``reader`` may be sent them: they said so, or by the soft opt-in did not refuse."""
    return stands(reader, wording.MARKETING)


def line_for(reader: Reader) -> str:
    """What a tick among the preferences of ``reader`` says; "" where nobody asks and they get none."""
    if not wording.marketing_line() and not wants_offers(reader):
        return ""
    return _("Email me now and then about your own events and subscriptions")


def choose(reader: Reader, wanted: bool, how: Circumstances) -> None:
    """Let ``reader`` get offers or not, by the tick among the preferences."""
    if wanted:
        begin(reader, line_for(reader), how)
    else:
        stop(reader, how)


@transaction.atomic
def begin(reader: Reader, words: str, how: Circumstances) -> bool:
    """``reader`` wants offers, having read ``words``; whether that is new."""
    if wants_offers(reader):
        return False
    record(reader.subject, [Said(wording.MARKETING, GIVEN, words, channel=EMAIL)], how)
    return True


@transaction.atomic
def stop(reader: Reader, how: Circumstances) -> bool:
    """``reader`` wants no offers any more; whether that is new."""
    last = last_act(reader, wording.MARKETING)
    if last is None or last.act != GIVEN:
        return False
    words = _("You will not get emails about our own events and subscriptions again.")
    record(reader.subject, [Said(wording.MARKETING, WITHDRAWN, words, channel=EMAIL, basis=last.basis)], how)
    return True
