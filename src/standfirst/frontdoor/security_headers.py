"""The headers that every answer carries, whoever gives it: the front door or Django."""

from collections.abc import Sequence

from standfirst.frontdoor.guests import NOBODY, Guests
from standfirst.look_script import HASH

_HSTS = "max-age=31536000; includeSubDomains"


def security_headers(
    *, https: bool, others: Sequence[str] = (), guests: Guests = NOBODY
) -> tuple[tuple[str, str], ...]:
    """
    Names and values for a page that readers see; ``https`` adds Strict-Transport-Security of a year.

    ``others``: origins of what the publisher added and readers may accept. The page asks them first; the policy cannot.
    ``guests``: hosts of the bot check that the publisher has chosen.

    Source: OWASP ASVS 5.0 §3.4.1 to 3.4.8.
    """
    headers = (
        ("Content-Security-Policy", _policy(tuple(others), guests)),
        ("X-Content-Type-Options", "nosniff"),
        ("Referrer-Policy", "strict-origin-when-cross-origin"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
    )
    return (*headers, ("Strict-Transport-Security", _HSTS)) if https else headers


def _policy(others: tuple[str, ...], guests: Guests) -> str:
    directives: dict[str, tuple[str, ...]] = {
        "default-src": ("'self'",),
        "script-src": ("'self'", HASH, *others, *guests.scripts),
        "style-src": ("'self'", *guests.styles),
        "img-src": ("'self'", "data:", *others),
        "font-src": ("'self'",),
        "connect-src": ("'self'", *others, *guests.connections),
        "object-src": ("'none'",),
        # A video's player, once its reader has pressed play: the newsroom's blocks know which hosts have one.
        "frame-src": ("'self'", "https:", *others, *guests.frames),
        "base-uri": ("'none'",),
        "form-action": ("'self'",),
        "frame-ancestors": ("'none'",),
    }
    return "; ".join(f"{name} {' '.join(sources)}" for name, sources in directives.items())
