"""The limits of a connection and of a body, in one place."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Bytes and seconds. The defaults are what docs/reference says."""

    body: int = 1_000_000
    """A body anywhere but under ``uploads_under``."""
    upload: int = 25_000_000
    uploads_under: tuple[bytes, ...] = (b"/admin/",)
    any_method_under: tuple[bytes, ...] = (b"/admin/", b"/api/")
    """Where PUT, PATCH, DELETE and OPTIONS are let through; elsewhere only GET, HEAD and POST are."""
    whole_request: float = 10.0
    """From the first byte to the last."""
    slowest_upload: int = 50_000
    """Bytes a second: an upload gets one more second for each so many."""
    quiet: float = 20.0
    """A connection that asks for nothing."""
    slow_reader: float = 20.0
    """An answer that waits for its reader to make room."""
    lingering: float = 2.0
    """After a refusal: how long what still comes in is thrown away, so that the sender gets to read the answer."""
    held: int = 512 * 1024
    """Bytes that may wait while a request is being answered: one read from the socket, and what was there before it."""

    def for_body(self, target: bytes) -> int:
        """The most bytes that a body sent to ``target`` may have."""
        return self.upload if target.startswith(self.uploads_under) else self.body

    def time_for(self, length: int, target: bytes) -> float:
        """Seconds from the first to the last byte of a request whose body has ``length`` bytes (-1: unknown)."""
        size = self.for_body(target) if length < 0 else length
        return self.whole_request + (size / self.slowest_upload if size > self.body else 0)
