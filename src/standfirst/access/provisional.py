"""The seam to the room that keeps registrations: access is below readers and may not import it."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Holder:
    """
    Who holds a provisional pass: 16 opaque bytes, and the Premium article at whose wall they registered (0: none).
    """

    subject: bytes
    article: int = 0


_resolve: Callable[[str], Holder | None] | None = None


def resolve_with(resolver: Callable[[str], Holder | None]) -> None:
    """Register who turns the secret of a provisional pass into its holder, or None when it no longer counts."""
    global _resolve
    _resolve = resolver


def live_holder(secret: str) -> Holder | None:
    """The holder of the registration that ``secret`` names; None when there is none or nobody resolves them."""
    return _resolve(secret) if _resolve is not None else None
