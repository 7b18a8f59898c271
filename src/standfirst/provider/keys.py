"""
The keys that sign what other sites are told: from the environment, or made at the first start and kept in the data
folder, readable by nobody else.

A key is announced a day before it signs, and stays known for a day after: sites keep a copy of the public halves.
"""

import contextlib
import json
import os
import tempfile
from datetime import datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

from allauth.idp.oidc.models import PrivateKey
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, load_pem_private_key
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils import timezone

ANNOUNCED = timedelta(days=1)
BITS = 2048
_TIMES = ("issued_at", "not_before", "expires_at")


def keys_in_force() -> list[PrivateKey]:
    """
    Every key there is, those to come and those that only check too.

    Raises ImproperlyConfigured when what is kept or set cannot be read.
    """
    if settings.STANDFIRST_OPENID_KEYS:
        return list(_read(settings.STANDFIRST_OPENID_KEYS))
    path = path_of_keys()
    if not path.exists():
        _lay(path, _written([_new(timezone.now(), not_before=None)]))
    return list(_read_file(path, path.stat().st_mtime_ns))


def path_of_keys() -> Path:
    """Where the keys are kept that no setting gives."""
    return Path(settings.STANDFIRST_DATA) / "openid-keys.json"


def rotated(keys: list[PrivateKey], *, at_once: bool = False) -> str:
    """
    ``keys`` with a new one, as they are kept. It signs in a day, and the ones before end a day later; ``at_once``: it
    signs now and the ones before are worth nothing any more, for a key that somebody may have seen.
    """
    now = timezone.now()
    if at_once:
        return _written([_new(now, not_before=None)])
    begins = now + ANNOUNCED
    ends = begins + ANNOUNCED
    stay = [key for key in keys if key.expires_at is None or key.expires_at > now]
    before = [
        PrivateKey(
            pem=key.pem,
            issued_at=key.issued_at,
            not_before=key.not_before,
            expires_at=min(key.expires_at or ends, ends),
        )
        for key in stay
    ]
    return _written([*before, _new(now, not_before=begins)])


def keep_rotated(*, at_once: bool = False) -> None:
    """Rotate the keys of the data folder. Every process goes by them from its next answer on."""
    path = path_of_keys()
    draft = _draft(path, rotated(keys_in_force(), at_once=at_once))
    draft.replace(path)


def _new(now: datetime, *, not_before: datetime | None) -> PrivateKey:
    made = rsa.generate_private_key(public_exponent=65537, key_size=BITS)
    pem = made.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()
    return PrivateKey(pem=pem, issued_at=now, not_before=not_before)


def _written(keys: list[PrivateKey]) -> str:
    told = [{"pem": key.pem, **{name: _iso(getattr(key, name)) for name in _TIMES}} for key in keys]
    return json.dumps(told, separators=(",", ":"))


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


@lru_cache(maxsize=2)
def _read_file(path: Path, changed: int) -> tuple[PrivateKey, ...]:
    return _read(path.read_text(encoding="ascii"), str(path))


@lru_cache(maxsize=2)
def _read(text: str, where: str = "STANDFIRST_OPENID_KEYS") -> tuple[PrivateKey, ...]:
    try:
        found = tuple(_key(told) for told in json.loads(text))
    except (ValueError, TypeError, KeyError, AttributeError):
        # The error itself may quote the key.
        raise ImproperlyConfigured(f"{where} must be what `standfirst openid rotate` writes.") from None
    if not any(key.not_before is None or key.not_before <= timezone.now() for key in found):
        raise ImproperlyConfigured(f"{where} holds no key that signs already.")
    return found


def _key(told: dict[str, Any]) -> PrivateKey:
    if not isinstance(load_pem_private_key(told["pem"].encode("ascii"), None), rsa.RSAPrivateKey):
        raise TypeError
    times = {name: datetime.fromisoformat(told[name]) if told.get(name) else None for name in _TIMES}
    if any(moment is not None and moment.tzinfo is None for moment in times.values()):
        raise ValueError
    return PrivateKey(pem=told["pem"], **times)


def _lay(path: Path, text: str) -> None:
    draft = _draft(path, text)
    # Of two processes that start at once one makes the key; a link appears whole or not at all.
    with contextlib.suppress(FileExistsError):
        os.link(draft, path)
    draft.unlink()


def _draft(path: Path, text: str) -> Path:
    """A file of its own, readable by nobody else from its first byte on."""
    number, name = tempfile.mkstemp(prefix=f"{path.name}.", dir=path.parent)
    with os.fdopen(number, "w", encoding="ascii") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    return Path(name)
