"""Which Host a request may name. It is checked, and then never used: our own address comes from the settings."""

from collections.abc import Iterable

_MOST_REMEMBERED = 256


class Hosts:
    """The hosts of this site, as Django's ALLOWED_HOSTS writes them: a name, ``.name`` with everything below, or ``*``."""

    def __init__(self, allowed: Iterable[str]) -> None:
        self._patterns = tuple(pattern.lower() for pattern in allowed)
        self._good: set[bytes] = set()

    def __contains__(self, host: bytes) -> bool:
        if host in self._good:
            return True
        if not self._allowed(host.decode("ascii").lower()):
            return False
        if len(self._good) < _MOST_REMEMBERED:
            self._good.add(host)
        return True

    def _allowed(self, host: str) -> bool:
        name, colon, port = host.rpartition(":")
        if not colon or host.endswith("]"):
            name = host
        elif not port.isdigit():
            return False
        return any(
            pattern in ("*", name) or (pattern.startswith(".") and (name == pattern[1:] or name.endswith(pattern)))
            for pattern in self._patterns
        )
