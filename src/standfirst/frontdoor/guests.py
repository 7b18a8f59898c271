"""Hosts of others that a page may ask, and only where the publisher has chosen what comes from them: bot checks."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Guests:
    """What each directive of the content security policy lets in besides what is ours."""

    scripts: tuple[str, ...] = ()
    frames: tuple[str, ...] = ()
    styles: tuple[str, ...] = ()
    connections: tuple[str, ...] = ()


NOBODY = Guests()
_GOOGLE = Guests(
    scripts=("https://www.google.com/recaptcha/", "https://www.gstatic.com/recaptcha/"),
    frames=("https://www.google.com/recaptcha/", "https://recaptcha.google.com/recaptcha/"),
    connections=("https://www.google.com/recaptcha/",),
)
_HCAPTCHA = ("https://hcaptcha.com", "https://*.hcaptcha.com")
_CLOUDFLARE = ("https://challenges.cloudflare.com",)
# As the providers document it for a content security policy.
_OF_CHECKS: Mapping[str, Guests] = {
    "none": NOBODY,
    "altcha": NOBODY,
    "recaptcha-v2": _GOOGLE,
    "recaptcha-v3": _GOOGLE,
    "hcaptcha": Guests(_HCAPTCHA, _HCAPTCHA, _HCAPTCHA, _HCAPTCHA),
    "turnstile": Guests(scripts=_CLOUDFLARE, frames=_CLOUDFLARE),
}
CHECKS = tuple(_OF_CHECKS)


def guests_of(check: str) -> Guests:
    """Whom the bot check of that name brings along."""
    return _OF_CHECKS[check]
