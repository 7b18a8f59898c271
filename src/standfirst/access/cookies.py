"""
The names of the cookies that the front door and the account pages share.

On https each carries the ``__Host-`` prefix, so that no sister domain can plant one (RFC 6265bis §4.1.3.2).
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class CookieNames:
    """
    ``signed_hint`` and ``seat_hint`` are readable by script: they say that somebody reads as a reader, or through an
    institution; not who, nor through which. ``seat`` is the browser's number where seats of networks are counted.
    """

    reader_pass: str
    session: str
    provisional: str
    welcome: str
    meter: str
    gift: str
    signed_hint: str
    seat: str
    seat_hint: str
    secure: bool

    @classmethod
    def for_site(cls, *, secure: bool) -> "CookieNames":
        prefix = "__Host-" if secure else ""
        return cls(
            reader_pass=f"{prefix}sf_pass",
            session=f"{prefix}sf_session",
            provisional=f"{prefix}sf_provisional",
            welcome=f"{prefix}sf_welcome",
            meter=f"{prefix}sf_meter",
            gift=f"{prefix}sf_gift",
            signed_hint=f"{prefix}sf_in",
            seat=f"{prefix}sf_seat",
            seat_hint=f"{prefix}sf_at",
            secure=secure,
        )
