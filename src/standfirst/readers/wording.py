"""The sentences that readers agree to when they register, as they are shown and as the ledger keeps them."""

import hashlib

from django.conf import settings
from django.utils.translation import gettext as _

TERMS = "terms"
AGE = "age"
NEWSLETTER = "newsletter:"


def terms_line() -> str:
    """What stands over the button. The page shows the three names as links."""
    return _(
        "By creating an account you agree to our Terms of use. "
        "Our Privacy notice and Cookie policy say what we do with your data."
    )


def age_line() -> str:
    """The label of the tick for grown-ups."""
    return _("I am %(age)s or over") % {"age": settings.STANDFIRST_MIN_AGE}


def version_of(wording: str) -> str:
    """A short digest of the words: changes with them and with nothing else."""
    return hashlib.sha256(wording.encode()).hexdigest()[:12]


def asks_age() -> bool:
    """Whether the publication asks for an age at all."""
    return bool(settings.STANDFIRST_MIN_AGE)
