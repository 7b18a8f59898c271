"""Typed readers of environment variables: read once, at start, each naming the variable when its value cannot be."""

import os
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

_YES = {"1", "true", "yes", "on"}
_NO = {"0", "false", "no", "off"}


def text(name: str, default: str) -> str:
    """The variable's value; or the content of the file that ``<name>_FILE`` names, for secrets."""
    if from_file := os.environ.get(f"{name}_FILE"):
        try:
            return Path(from_file).read_text(encoding="utf-8").strip()
        except OSError as error:
            raise ImproperlyConfigured(f"{name}_FILE cannot be read: {error.strerror}.") from None
    return os.environ.get(name, default)


def whole(name: str, default: int, *, least: int = 0) -> int:
    """A whole number of at least ``least``. Raises ImproperlyConfigured otherwise."""
    raw = text(name, str(default))
    try:
        value = int(raw)
    except ValueError:
        raise ImproperlyConfigured(f"{name} must be a whole number, not {raw!r}.") from None
    if value < least:
        raise ImproperlyConfigured(f"{name} must be {least} or more, not {value}.")
    return value


def share(name: str, default: float) -> float:
    """A number from 0 to 1. Raises ImproperlyConfigured otherwise."""
    raw = text(name, str(default))
    try:
        value = float(raw)
    except ValueError:
        value = -1
    if not 0 <= value <= 1:
        raise ImproperlyConfigured(f"{name} must be a number from 0 to 1, not {raw!r}.")
    return value


def flag(name: str, default: bool) -> bool:
    """On or off. Raises ImproperlyConfigured for anything else."""
    raw = text(name, "on" if default else "off").strip().lower()
    if raw in _YES:
        return True
    if raw in _NO:
        return False
    raise ImproperlyConfigured(f"{name} must be on or off, not {raw!r}.")


def choice(name: str, default: str, allowed: tuple[str, ...]) -> str:
    """One of ``allowed``. Raises ImproperlyConfigured otherwise."""
    value = text(name, default)
    if value not in allowed:
        raise ImproperlyConfigured(f"{name} must be one of {', '.join(allowed)}, not {value!r}.")
    return value


def words(name: str, default: str = "") -> list[str]:
    """A comma-separated list, blanks dropped."""
    return [part.strip() for part in text(name, default).split(",") if part.strip()]


def folder(name: str, default: Path) -> Path:
    """An absolute path of a folder, made if it is absent. Raises ImproperlyConfigured when it cannot be made."""
    path = Path(text(name, str(default))).expanduser().resolve()
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ImproperlyConfigured(f"{name}: {path} cannot be made: {error.strerror}.") from None
    return path
