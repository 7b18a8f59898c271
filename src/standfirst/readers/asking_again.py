"""
Policies that changed materially: who is asked to read them, and what they answered.

Asking locks nothing. Reading, free or registered, goes on as before; the question waits until it is answered.
"""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from standfirst.readers.ledger.acts import CONTRACT, GIVEN, LEGAL_OBLIGATION, Circumstances, Said
from standfirst.readers.ledger.people import acts_of
from standfirst.readers.ledger.recording import record
from standfirst.readers.models import Reader
from standfirst.readers.policies import PURPOSE, Policy, number_of, policies_in_force

FORM = "changed policy"


def changed_for(reader: Reader) -> list[Policy]:
    """The policies that changed materially since ``reader`` accepted or read them, in the editors' order."""
    changes = [policy for policy in policies_in_force() if policy.material]
    if not changes:
        return []
    seen: dict[str, int] = {}
    acts = acts_of(reader).filter(purpose__startswith=PURPOSE, act=GIVEN)
    for purpose, version in acts.values_list("purpose", "version"):
        seen[purpose] = max(seen.get(purpose, 0), number_of(version))
    joined = timezone.localdate(reader.date_joined)
    return [policy for policy in changes if _is_news(policy, seen.get(policy.purpose), joined)]


def sentence(policy: Policy) -> str:
    """What a reader says who answers, as the page shows it beside the button."""
    said = _("I have read the %(policy)s, in force from %(date)s.")
    return said % {"policy": policy.named, "date": date_format(policy.in_force_from or "", "j F Y")}


@transaction.atomic
def answer(reader: Reader, kind: str, version: str, how: Circumstances) -> bool:
    """
    ``reader`` has read the policy of ``kind``; whether that was asked.

    ``version`` is the one that they had before them: when another is in force by now, they have not read that.
    """
    for policy in changed_for(reader):
        if policy.kind == kind and policy.version == version:
            # Terms are part of a contract; a notice is what the law has a publisher tell (GDPR Articles 13 and 14).
            basis = CONTRACT if kind == "terms" else LEGAL_OBLIGATION
            said = Said(policy.purpose, GIVEN, sentence(policy), basis=basis, version=policy.version)
            record(reader.subject, [said], how)
            return True
    return False


def _is_news(policy: Policy, seen: int | None, joined: date) -> bool:
    """By what they have said; of somebody who never said anything, by the day on which they came."""
    if seen is not None:
        return seen < policy.material
    return policy.material_from is not None and policy.material_from > joined
