"""The seam to the room that keeps registrations: access is below readers and may not import it."""

from collections.abc import Callable

_resolve: Callable[[str], bytes | None] | None = None


def resolve_with(resolver: Callable[[str], bytes | None]) -> None:
    """Register who turns the secret of a provisional pass into its 16-byte subject, or None when it counts no more."""
    global _resolve
    _resolve = resolver


def live_subject(secret: str) -> bytes | None:
    """The subject of the registration that ``secret`` names; None when there is none or nobody resolves them."""
    return _resolve(secret) if _resolve is not None else None
