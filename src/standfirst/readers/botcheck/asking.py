"""
What becomes of a form whose answers are right otherwise: it is let through, or one of the refusals says why not.

A form without a proof is let through at a slower pace, so that nobody needs script, a fast machine or good eyes. A
program can leave the proof out too; what it gains is bounded by two exact limits.
"""

import logging
from collections.abc import Mapping
from datetime import timedelta

from django.conf import settings
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from standfirst.readers import limits
from standfirst.readers.botcheck.checks import BotCheck, Down, bot_check
from standfirst.readers.limits import Limit
from standfirst.refusals import Refusal, TooManyTries, retry_after

DECOY = "website"
"""A field that people do not see and leave empty."""
PROOF = "proof"
UNCHECKED = "unchecked"
"""The button of somebody whom the check did not take for a person: go on at the slower pace."""
LONGEST = 16_000
"""Characters of the longest proof; those of the providers are a few thousand at most."""

UNPROVED_FROM_A_SOURCE = Limit("registrations without a proof from a source", 5, 3_600)
CHECKS_FROM_A_SOURCE = Limit("bot checks from a source", 30, 60)

log = logging.getLogger(__name__)


class NotAPerson(Exception):
    """The decoy was filled in, or the check says that it was a program. The text is for the reader."""

    def __init__(self) -> None:
        super().__init__(gettext("We could not tell that you are a person. Try again, or ask us to email you a link"))


class CheckDown(Refusal):
    """The provider does not answer, and the publisher lets nobody in unchecked."""

    status = 503
    title = _("We cannot check right now")
    message = _("We cannot check right now that you are a person, and nothing was saved. Try again in a few minutes")

    def headers(self) -> dict[str, str]:
        return {"Retry-After": retry_after(timedelta(minutes=2))}


class TooManyUnproved(TooManyTries):
    """No more without a proof in this hour."""

    def __init__(self, wait: timedelta) -> None:
        super().__init__(wait)
        self.message = gettext("%(tries)s, or turn on JavaScript for this page and try at once") % {
            "tries": self.message
        }


class NoneUnproved(Refusal):
    """The publisher lets nobody in without a proof."""

    status = 422
    message = _("This form has to check that you are a person. Turn on JavaScript for this page and try again")


def fell_for_the_decoy(answers: Mapping[str, str]) -> bool:
    """Whether the field was filled in that people do not see."""
    return bool(answers.get(DECOY, "").strip())


def ask(answers: Mapping[str, str], *, source: str) -> None:
    """
    Return if the form, whose decoy is empty, may go on. ``source``: the client's address.

    Raises NotAPerson, and of the refusals CheckDown, NoneUnproved, TooManyTries and Busy. The proof is used up by it,
    so ask last.
    """
    check = bot_check()
    if check.widget is None:
        return
    proof = "" if answers.get(UNCHECKED) else answers.get(PROOF, "").strip()
    if not proof:
        _count_unproved(source)
        return
    if check.asks_others:
        limits.count(CHECKS_FROM_A_SOURCE, source)
    if len(proof) > LONGEST or not _passes(check, proof):
        raise NotAPerson


def _passes(check: BotCheck, proof: str) -> bool:
    try:
        return check.passes(proof)
    except Down as reason:
        opens = settings.STANDFIRST_BOT_CHECK_WHEN_DOWN == "open"
        done = "the form was let through" if opens else "the form was refused"
        log.warning("bot check %s: %s; %s", settings.STANDFIRST_BOT_CHECK, reason, done)
        if opens:
            return True
        raise CheckDown from None


def _count_unproved(source: str) -> None:
    most: int = settings.STANDFIRST_BOT_CHECK_UNPROVED
    if not most:
        raise NoneUnproved
    try:
        limits.count(UNPROVED_FROM_A_SOURCE, source)
        limits.count(Limit("registrations without a proof", most, 3_600), "anybody")
    except TooManyTries as refusal:
        raise TooManyUnproved(refusal.wait) from None
