"""
What a registration says to the ledger. It waits in the registration, in the words that were shown, and counts only when
the address is confirmed: before that nobody knows who ticked (GDPR Article 7(1)).
"""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from django.urls import reverse

from standfirst.readers import choices, wording
from standfirst.readers.ledger.acts import (
    CONSENT,
    CONTRACT,
    EMAIL,
    GIVEN,
    LEGITIMATE_INTERESTS,
    REFUSED,
    Circumstances,
    Said,
)
from standfirst.readers.ledger.recording import record
from standfirst.readers.models import Registration
from standfirst.readers.policies import policies_in_force

FORM = "registration"


def agreed_to(newsletters: Sequence[str], *, marketing: bool) -> list[dict[str, Any]]:
    """
    What somebody agrees to who sends the form: the policies, the age, each newsletter ticked, the line about offers.

    As a registration keeps it. ``marketing``: whether the tick at that line was set.
    """
    policies = policies_in_force()
    line = wording.terms_line(policies)
    said = [Said(policy.purpose, GIVEN, line, basis=CONTRACT, version=policy.version) for policy in policies]
    if wording.asks_age():
        said.append(Said(wording.AGE, GIVEN, wording.age_line(), basis=CONTRACT))
    for choice in choices.offered():
        if choice.slug in newsletters:
            said.append(Said(f"{wording.NEWSLETTER}{choice.slug}", GIVEN, choice.consent, channel=EMAIL))
    if words := wording.marketing_line():
        if wording.is_soft_opt_in():
            act = REFUSED if marketing else GIVEN
            said.append(Said(wording.MARKETING, act, words, channel=EMAIL, basis=LEGITIMATE_INTERESTS))
        elif marketing:
            said.append(Said(wording.MARKETING, GIVEN, words, channel=EMAIL, basis=CONSENT))
    return [asdict(one) for one in said]


def write_down(registration: Registration) -> None:
    """Let what was ticked at ``registration`` count from now on: as it was said, when and where it was said."""
    how = Circumstances(
        form=FORM,
        page=registration.next_path or reverse("register"),
        language=registration.language,
        network=registration.network,
    )
    said = [Said(**one) for one in registration.agreed_to]
    record(registration.subject, said, how, at=registration.created_at)
