"""The third parties that can be asked instead of our own check, as each documents itself."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _


@dataclass(frozen=True)
class Provider:
    """
    ``script``: what draws the widget; ``{key}`` in it is the site key. ``verify_at``: where its answers are verified.

    ``named``: its answers name what they are for; ``scored``: they say how sure it is. ``seen``: people see it.
    """

    name: str
    called: str
    script: str
    verify_at: str
    notice: Callable[[], SafeString]
    named: bool = False
    scored: bool = False
    seen: bool = True


def _link(words: str, address: str) -> SafeString:
    return format_html('<a href="{}" rel="noopener">{}</a>', address, words)


def _recaptcha() -> SafeString:
    return format_html(
        _("This form is protected by reCAPTCHA. Google’s {privacy} and {terms} apply."),
        privacy=_link(_("Privacy Policy"), "https://policies.google.com/privacy"),
        terms=_link(_("Terms of Service"), "https://policies.google.com/terms"),
    )


def _hcaptcha() -> SafeString:
    return format_html(
        _("This form is protected by hCaptcha. Its {privacy} and {terms} apply."),
        privacy=_link(_("Privacy Policy"), "https://www.hcaptcha.com/privacy"),
        terms=_link(_("Terms of Service"), "https://www.hcaptcha.com/terms"),
    )


def _turnstile() -> SafeString:
    return format_html(
        _("This form is protected by Cloudflare Turnstile. Cloudflare’s {privacy} and {terms} apply."),
        privacy=_link(_("Privacy Policy"), "https://www.cloudflare.com/privacypolicy/"),
        terms=_link(_("Terms"), "https://www.cloudflare.com/website-terms/"),
    )


_GOOGLE = "https://www.google.com/recaptcha/api/siteverify"
PROVIDERS = {
    provider.name: provider
    for provider in (
        Provider(
            "recaptcha-v2", "reCAPTCHA", "https://www.google.com/recaptcha/api.js?render=explicit", _GOOGLE, _recaptcha
        ),
        Provider(
            "recaptcha-v3",
            "reCAPTCHA",
            "https://www.google.com/recaptcha/api.js?render={key}",
            _GOOGLE,
            _recaptcha,
            named=True,
            scored=True,
            seen=False,
        ),
        Provider(
            "hcaptcha",
            "hCaptcha",
            "https://js.hcaptcha.com/1/api.js?render=explicit",
            "https://api.hcaptcha.com/siteverify",
            _hcaptcha,
        ),
        Provider(
            "turnstile",
            "Turnstile",
            "https://challenges.cloudflare.com/turnstile/v0/api.js?render=explicit",
            "https://challenges.cloudflare.com/turnstile/v0/siteverify",
            _turnstile,
            named=True,
        ),
    )
}
