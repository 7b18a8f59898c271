"""The site's secret: from the environment, or made at the first start and kept in the data folder."""

import contextlib
import os
import secrets
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

from standfirst import env

_SHORTEST = 32


def secret_key(data: Path) -> str:
    """
    ``STANDFIRST_SECRET_KEY``, else the content of ``secret-key`` in ``data``, which is made when absent.

    Raises ImproperlyConfigured when the key is under 32 characters.
    """
    key = env.text("STANDFIRST_SECRET_KEY", "") or _kept(data / "secret-key")
    if len(key) < _SHORTEST:
        raise ImproperlyConfigured(f"STANDFIRST_SECRET_KEY must have at least {_SHORTEST} characters.")
    return key


def _kept(path: Path) -> str:
    if not path.exists():
        draft = path.with_name(f"{path.name}.{os.getpid()}")
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT, 0o600), "w", encoding="ascii") as file:
            file.write(secrets.token_urlsafe(48))
        # Of two processes that start at once one makes the key; a link appears whole or not at all.
        with contextlib.suppress(FileExistsError):
            os.link(draft, path)
        draft.unlink()
    return path.read_text(encoding="ascii").strip()
