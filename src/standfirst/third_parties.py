"""
What a publisher adds of others: measurement, embeds. A file says which; readers are asked before anything of it loads.

Without the file there is none, no notice, and the content security policy lets nobody else in.
"""

import hashlib
import json
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

KINDS = ("measurement", "embeds")
_KEYS = {"kind", "name", "about", "keeps", "script", "policy", "also", "attributes"}
_LONGEST = 500
_ATTRIBUTE = re.compile(r"data-[a-z0-9-]{1,60}\Z")
_HOST = re.compile(r"[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:[0-9]{1,5})?\Z")


@dataclass(frozen=True, slots=True)
class ThirdParty:
    """
    One of them. ``name``, ``about`` (what it does) and ``keeps`` (what it keeps in the browser, how long) are what
    readers are told; ``policy`` is the address of its own privacy notice, or "".

    ``script`` loads once the reader agreed to its ``kind``, with ``attributes``. ``also``: further origins it talks to.
    """

    kind: str
    name: str
    about: str
    keeps: str
    script: str
    policy: str = ""
    also: tuple[str, ...] = ()
    attributes: Mapping[str, str] = field(default_factory=dict)

    @property
    def origins(self) -> set[str]:
        """Whom a page talks to that loads it."""
        return {_origin(self.script), *self.also}

    @property
    def told(self) -> str:
        """The sentence that a reader agrees to."""
        return f"{self.name}: {self.about} {self.keeps}"


@dataclass(frozen=True, slots=True)
class ThirdParties:
    """All of them, in the order of the file. ``version`` changes with what readers are told, and with nothing else."""

    all: tuple[ThirdParty, ...] = ()

    @property
    def kinds(self) -> tuple[str, ...]:
        """Which kinds there are something of."""
        return tuple(kind for kind in KINDS if any(party.kind == kind for party in self.all))

    @property
    def version(self) -> str:
        """Eight hexadecimal digits, which stand in the cookie of a choice: another list is asked about anew."""
        told = json.dumps([[party.kind, party.told, party.script, *sorted(party.origins)] for party in self.all])
        return hashlib.sha256(told.encode()).hexdigest()[:8]

    @property
    def origins(self) -> tuple[str, ...]:
        """For the content security policy."""
        return tuple(sorted({origin for party in self.all for origin in party.origins}))

    def of(self, kind: str) -> list[ThirdParty]:
        """Those of one kind."""
        return [party for party in self.all if party.kind == kind]

    @property
    def to_load(self) -> str:
        """For the script of the page, as JSON: what to load for which kind."""
        some = [{"kind": party.kind, "src": party.script, "with": dict(party.attributes)} for party in self.all]
        return json.dumps(some)


def read_third_parties(file: str) -> ThirdParties:
    """Those that the TOML ``file`` lists; none for "". Raises ImproperlyConfigured, naming what is wrong."""
    if not file:
        return ThirdParties()
    try:
        said = tomllib.loads(Path(file).read_text(encoding="utf-8"))
    except OSError as error:
        raise _Wrong(f"{file} cannot be read: {error.strerror}.") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise _Wrong(f"{file} is not TOML: {error}.") from None
    parties = said.get("party")
    if not isinstance(parties, list) or not parties or set(said) != {"party"}:
        raise _Wrong(f"{file} must list [[party]] and nothing else.")
    return ThirdParties(tuple(_party(number, one) for number, one in enumerate(parties, start=1)))


class _Wrong(ImproperlyConfigured):
    def __init__(self, what: str) -> None:
        super().__init__(f"STANDFIRST_THIRD_PARTIES: {what}")


def _party(number: int, said: Any) -> ThirdParty:
    where = f"party {number}"
    if not isinstance(said, dict):
        raise _Wrong(f"{where} must be a table.")
    if unknown := sorted(set(said) - _KEYS):
        raise _Wrong(f"{where} has {', '.join(unknown)}, which nobody reads.")
    texts = {name: _text(where, name, said.get(name)) for name in ("kind", "name", "about", "keeps", "script")}
    if texts["kind"] not in KINDS:
        raise _Wrong(f"{where}: kind must be one of {', '.join(KINDS)}, not {texts['kind']!r}.")
    policy = said.get("policy", "")
    for name, address in (("script", texts["script"]), *((("policy", policy),) if policy else ())):
        if not isinstance(address, str) or not _is_address(address):
            raise _Wrong(f"{where}: {name} must be an https address, not {address!r}.")
    return ThirdParty(**texts, policy=policy, also=_also(where, said), attributes=_attributes(where, said))


def _text(where: str, name: str, value: Any) -> str:
    if not isinstance(value, str) or not value.strip() or len(value) > _LONGEST or not value.isprintable():
        raise _Wrong(f"{where}: {name} must be a line of text of 1 to {_LONGEST} characters.")
    return value.strip()


def _also(where: str, said: dict[str, Any]) -> tuple[str, ...]:
    some = said.get("also", [])
    if not isinstance(some, list) or not all(isinstance(one, str) and _is_address(one) for one in some):
        raise _Wrong(f"{where}: also must list https addresses of hosts.")
    return tuple(_origin(one) for one in some)


def _attributes(where: str, said: dict[str, Any]) -> dict[str, str]:
    some = said.get("attributes", {})
    fine = isinstance(some, dict) and all(_ATTRIBUTE.match(name) and isinstance(some[name], str) for name in some)
    if not fine:
        raise _Wrong(f"{where}: attributes must be names that begin with data-, each with a text.")
    return dict(some)


def _is_address(address: str) -> bool:
    """Of a public host by https; by http on this machine alone, to try things out."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    here = parts.scheme == "http" and parts.hostname in {"127.0.0.1", "localhost"}
    plain = address.isascii() and address.isprintable() and not set(address) & set(" ;,'\"<>\\")
    return plain and (parts.scheme == "https" or here) and bool(_HOST.match(parts.netloc))


def _origin(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"
