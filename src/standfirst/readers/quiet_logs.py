"""Addresses that hold a token are logged without it (SECURITY O2)."""

import logging
import re

_TOKEN = re.compile(r"(/(?:reset-password|register/confirm|newsletters/choices|gift)/)[^/\s?]+", re.IGNORECASE)


def without_tokens(text: str) -> str:
    """``text`` with the token of each confirmation, reset, choices or gift address taken out."""
    return _TOKEN.sub(r"\1…", text)


class HideTokens(logging.Filter):
    """Stands at the loggers that write the address of a refused or failed request."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg = without_tokens(str(record.msg))
        if isinstance(record.args, tuple):
            record.args = tuple(without_tokens(arg) if isinstance(arg, str) else arg for arg in record.args)
        return True


def hide_tokens() -> None:
    """Put the filter where Django logs requests."""
    for name in ("django.request", "django.security.csrf", "django.security.DisallowedHost", "django.server"):
        logging.getLogger(name).addFilter(HideTokens())
