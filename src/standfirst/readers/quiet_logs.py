"""Addresses that hold a token are logged without it (SECURITY O2)."""

import logging
import re

_before: set[str] = set()
_token = re.compile(r"(?!)")


def keep_secret(*paths: str) -> None:
    """
    Said by each room, when it starts: what follows one of ``paths``, like ``/register/confirm/``, opens something to
    whoever has it.
    """
    global _token
    _before.update(paths)
    _token = re.compile(f"({'|'.join(map(re.escape, sorted(_before)))})[^/\\s?]+", re.IGNORECASE)


def without_tokens(text: str) -> str:
    """``text`` without what follows a path that some room keeps secret."""
    return _token.sub(r"\1…", text)


# Gifts are ``access``'s, which is below this room.
keep_secret("/register/confirm/", "/reset-password/", "/newsletters/choices/", "/gift/")


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
