"""The sentences that readers agree to when they register, as they are shown and as the ledger keeps them."""

import hashlib
from collections.abc import Callable

from django.conf import settings
from django.utils.translation import gettext as _

TERMS = "terms"
AGE = "age"
NEWSLETTER = "newsletter:"

_named: Callable[[], list[str]] | None = None


def name_policies_by(named: Callable[[], list[str]]) -> None:
    """Register who knows the policies by name and version: their room is above this one."""
    global _named
    _named = named


def terms_line() -> str:
    """
    What stands over the button, with the version of each policy; the page shows the names as links.

    Empty where no policy is published: then nothing is shown, and nobody agrees to anything.
    """
    names = _named() if _named is not None else []
    if not names:
        return ""
    *before, last = names
    listed = f"{', '.join(before)} {_('and')} {last}" if before else last
    return f"{_('By creating an account you accept our')} {listed}."


def age_line() -> str:
    """The label of the tick for grown-ups."""
    return _("I am %(age)s or over") % {"age": settings.STANDFIRST_MIN_AGE}


def version_of(wording: str) -> str:
    """A short digest of the words: changes with them and with nothing else."""
    return hashlib.sha256(wording.encode()).hexdigest()[:12]


def asks_age() -> bool:
    """Whether the publication asks for an age at all."""
    return bool(settings.STANDFIRST_MIN_AGE)
