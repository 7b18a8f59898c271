"""The sentences that readers agree to when they register, as they are shown and as the ledger keeps them."""

import hashlib
from collections.abc import Sequence

from django.conf import settings
from django.utils.translation import gettext as _

from standfirst.readers.policies import Policy

AGE = "age"
MARKETING = "marketing"
NEWSLETTER = "newsletter:"


def terms_line(policies: Sequence[Policy]) -> str:
    """What stands over the button, with the version of each policy; the page shows the names as links. "" for none."""
    if not policies:
        return ""
    *before, last = [policy.named for policy in policies]
    listed = f"{', '.join(before)} {_('and')} {last}" if before else last
    return f"{_('By creating an account you accept our')} {listed}."


def age_line() -> str:
    """The label of the tick for grown-ups."""
    return _("I am %(age)s or over") % {"age": settings.STANDFIRST_MIN_AGE}


def marketing_line() -> str:
    """
    The label of the tick about the publication's own offers; "" where it does not ask.

    With ``opt-in`` the tick asks for them. With ``soft-opt-in`` it refuses them (PECR regulation 22(3)): that is for
    publications whose readers are its customers, and for what is like what they came for.
    """
    if settings.STANDFIRST_MARKETING == "none":
        return ""
    if settings.STANDFIRST_MARKETING_WORDS:
        return str(settings.STANDFIRST_MARKETING_WORDS)
    if is_soft_opt_in():
        return _(
            "We will email you now and then about our own events and subscriptions. You can stop these emails at any"
            " time, from any of them. Tick if you do not want them."
        )
    return _(
        "Email me now and then about your own events and subscriptions. I can stop these emails at any time, from any"
        " of them."
    )


def is_soft_opt_in() -> bool:
    """Whether a tick at the line about offers refuses them."""
    return bool(settings.STANDFIRST_MARKETING == "soft-opt-in")


def version_of(wording: str) -> str:
    """A short digest of the words: changes with them and with nothing else."""
    return hashlib.sha256(wording.encode()).hexdigest()[:12]


def asks_age() -> bool:
    """Whether the publication asks for an age at all."""
    return bool(settings.STANDFIRST_MIN_AGE)
