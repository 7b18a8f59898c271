"""
Addresses that are thrown away after minutes: which domains give them.

The list is that of the disposable-email-domains project, as its package brings it; a newer list is a newer package.
Publishers add domains and take some out. Settings: what begins with ``STANDFIRST_DISPOSABLE``.
"""

from collections.abc import Iterator
from functools import cache

from django.conf import settings


def is_disposable(address: str) -> bool:
    """Whether the domain of ``address``, or one above it, is listed and not among the publisher's exceptions."""
    if not settings.STANDFIRST_DISPOSABLE_REFUSED:
        return False
    also, never = _own(settings.STANDFIRST_DISPOSABLE_ALSO), _own(settings.STANDFIRST_DISPOSABLE_NEVER)
    for domain in _and_above(_as_listed(address.rpartition("@")[2])):
        # The nearest word counts: an exception for a part of a listed domain, or an addition below an exception.
        if domain in never:
            return False
        if domain in also or domain in _listed():
            return True
    return False


def _own(domains: list[str]) -> frozenset[str]:
    return frozenset(_as_listed(domain) for domain in domains)


def _as_listed(domain: str) -> str:
    """In small letters and, as the list has it, the form for machines."""
    spelled = domain.strip().strip(".").lower()
    try:
        return spelled.encode("idna").decode("ascii")
    except UnicodeError:
        return spelled


def _and_above(domain: str) -> Iterator[str]:
    while domain:
        yield domain
        domain = domain.partition(".")[2]


@cache
def _listed() -> frozenset[str]:
    from disposable_email_domains import blocklist

    return frozenset(blocklist)
