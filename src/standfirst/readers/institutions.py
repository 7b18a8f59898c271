"""Keeping institutions: what their email domains and networks are, and which readers a change is about."""

import contextlib
import uuid
from collections.abc import Iterable, Iterator

from django.db import transaction
from django.db.models import Q

from standfirst.access.models import EmailDomain, Institution, NetworkRange
from standfirst.access.revoking import call_back
from standfirst.access.seating import settle
from standfirst.readers.models import Reader


def keep(institution: Institution, domains: Iterable[str], networks: Iterable[str]) -> None:
    """
    Save ``institution`` with its domains and networks. Who reads through it, or did, is looked up again at once: within
    two seconds everywhere.
    """
    with transaction.atomic():
        institution.save()
        before = set(institution.domains.values_list("domain", flat=True))
        after, ranges = dict.fromkeys(domains), dict.fromkeys(networks)
        institution.domains.all().delete()
        EmailDomain.objects.bulk_create([EmailDomain(institution=institution, domain=domain) for domain in after])
        institution.ranges.all().delete()
        NetworkRange.objects.bulk_create([NetworkRange(institution=institution, network=one) for one in ranges])
        settle(institution)
        if subjects := readers_at({*before, *after}):
            call_back(*subjects)


def readers_at(domains: Iterable[str]) -> list[uuid.UUID]:
    """The subjects of the readers whose address belongs to one of ``domains``."""
    asked = Q()
    for domain in domains:
        for written in _spellings(domain.removeprefix("*.")):
            asked |= Q(email__endswith=f".{written}" if domain.startswith("*.") else f"@{written}")
    return list(Reader.objects.filter(asked).values_list("subject", flat=True)) if asked else []


def _spellings(domain: str) -> Iterator[str]:
    """As machines write it, and as addresses are kept."""
    yield domain
    with contextlib.suppress(UnicodeError):
        if (told := domain.encode("ascii").decode("idna")) != domain:
            yield told
