"""Which Host a request may name. It is checked, and then never used: our own address comes from the settings."""

import re
from collections.abc import Iterable

_WRITTEN = re.compile(rb"[0-9A-Za-z._-]{1,255}(?::[0-9]{1,5})?|\[[0-9A-Fa-f:.]{2,45}\](?::[0-9]{1,5})?")
_MOST_REMEMBERED = 256


class Hosts:
    """The hosts of this site, as Django's ALLOWED_HOSTS writes them: a name, ``.name`` and all below it, or ``*``."""

    def __init__(self, allowed: Iterable[str]) -> None:
        self._patterns = tuple(pattern.lower() for pattern in allowed)
        self.good: set[bytes] = set()
        """Values that were found right: the quick way to the answer."""

    def __contains__(self, host: bytes | None) -> bool:
        if host in self.good:
            return True
        if host is None or not _WRITTEN.fullmatch(host) or not self._allowed(host.decode("ascii").lower()):
            return False
        if len(self.good) < _MOST_REMEMBERED:
            self.good.add(host)
        return True

    def _allowed(self, host: str) -> bool:
        name, colon, _ = host.rpartition(":")
        if not colon or host.endswith("]"):
            name = host
        return any(
            pattern in ("*", name) or (pattern.startswith(".") and (name == pattern[1:] or name.endswith(pattern)))
            for pattern in self._patterns
        )
