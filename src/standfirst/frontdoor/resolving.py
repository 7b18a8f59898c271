"""Asks the domain name system what an address is called and where a name leads: with a deadline, in any thread."""

import time
from collections.abc import Mapping, Sequence
from typing import Protocol

import dns.exception
import dns.resolver
import dns.reversename

from standfirst.access.clients import Address, address_of

MOST_NAMES = 5
"""Names of one address that are looked at: a search engine's machine has one."""


class CannotTell(Exception):
    """No answer in time, or none that could be read. That is not a no."""


class Resolver(Protocol):
    """``deadline`` is on ``time.monotonic``. Both raise CannotTell."""

    def names_of(self, address: Address, deadline: float) -> Sequence[str]:
        """The names that ``address`` goes by, in small letters and without the last full stop; none is an answer."""
        ...

    def addresses_of(self, name: str, version: int, deadline: float) -> Sequence[Address]:
        """Where ``name`` leads, for IP ``version`` 4 or 6."""
        ...


class SystemResolver:
    """The name servers of this machine, or those that are given."""

    def __init__(self, nameservers: Sequence[str] = (), port: int = 53) -> None:
        self._nameservers = list(nameservers)
        self._port = port
        self._made: dns.resolver.Resolver | None = None

    def names_of(self, address: Address, deadline: float) -> Sequence[str]:
        answer = self._ask(dns.reversename.from_address(str(address)).to_text(), "PTR", deadline)
        return [record.rstrip(".").lower() for record in answer[:MOST_NAMES]]

    def addresses_of(self, name: str, version: int, deadline: float) -> Sequence[Address]:
        found = [address_of(record) for record in self._ask(name, "A" if version == 4 else "AAAA", deadline)]
        return [address for address in found if address is not None]

    def _ask(self, name: str, kind: str, deadline: float) -> list[str]:
        left = deadline - time.monotonic()
        if left <= 0:
            raise CannotTell
        try:
            return [record.to_text() for record in self._resolver().resolve(name, kind, lifetime=left, search=False)]
        except (dns.resolver.NXDOMAIN, dns.resolver.NoAnswer):
            return []
        except (dns.exception.DNSException, OSError, ValueError) as error:
            raise CannotTell from error

    def _resolver(self) -> dns.resolver.Resolver:
        # Not before it is needed: a machine without name servers is no reason not to serve.
        if self._made is None:
            made = dns.resolver.Resolver(configure=not self._nameservers)
            if self._nameservers:
                made.nameservers, made.port = self._nameservers, self._port
            self._made = made
        return self._made


class TableResolver:
    """Names in memory: an address has the name that ``table`` gives it, and that name leads back to it."""

    def __init__(self, table: Mapping[str, str]) -> None:
        self._names = {address_of(address): name.lower() for address, name in table.items()}

    def names_of(self, address: Address, deadline: float) -> Sequence[str]:
        return [self._names[address]] if address in self._names else []

    def addresses_of(self, name: str, version: int, deadline: float) -> Sequence[Address]:
        found = [address for address, known in self._names.items() if known == name and address is not None]
        return [address for address in found if address.version == version]


class NobodyAnswers:
    """For those who want no name server asked: no crawler is ever confirmed."""

    def names_of(self, address: Address, deadline: float) -> Sequence[str]:
        raise CannotTell

    def addresses_of(self, name: str, version: int, deadline: float) -> Sequence[Address]:
        raise CannotTell


def resolver_of(setting: str) -> Resolver:
    """
    The one that ``setting`` names: ``system``, ``none``, or ``table:ADDRESS=NAME,…`` to try things out.

    Raises ValueError with a sentence.
    """
    if setting == "system":
        return SystemResolver()
    if setting == "none":
        return NobodyAnswers()
    kind, _, rows = setting.partition(":")
    pairs = [row.partition("=") for row in rows.split(",") if row.strip()]
    if kind != "table" or any(address_of(address.strip()) is None or not name for address, _, name in pairs):
        raise ValueError("must be system, none, or table:ADDRESS=NAME,…")
    return TableResolver({address.strip(): name.strip() for address, _, name in pairs})
