"""Whether a person filled in the form: an interface, and the class that asks nothing. Setting: STANDFIRST_BOT_CHECK."""

from collections.abc import Mapping
from typing import Protocol

from django.conf import settings

DECOY = "website"
"""A field that people do not see and leave empty."""


class BotCheck(Protocol):
    """``notice``: what the provider wants said at the form; empty for none."""

    notice: str

    def passes(self, answers: Mapping[str, str]) -> bool:
        """Whether the answers of this form come from a person."""
        ...


class NoBotCheck:
    """Asks nothing and lets everybody through."""

    notice = ""

    def passes(self, answers: Mapping[str, str]) -> bool:
        """Always."""
        return True


_CHECKS: dict[str, type[BotCheck]] = {"none": NoBotCheck}


def bot_check() -> BotCheck:
    """The check that the publisher has chosen."""
    return _CHECKS[settings.STANDFIRST_BOT_CHECK]()


def is_a_person(answers: Mapping[str, str]) -> bool:
    """Whether the decoy was left empty and the chosen check passes."""
    return not answers.get(DECOY, "").strip() and bot_check().passes(answers)
