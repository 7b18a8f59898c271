"""Which addresses may be answered from memory, and under which key."""

import re
from urllib.parse import unquote_to_bytes

# Only the one way to write an address is kept: no escapes, dots, doubled slashes, semicolons. The rest is Django's.
_CANONICAL = re.compile(rb"/(?:[A-Za-z0-9_][A-Za-z0-9._~-]*/)*(?:[A-Za-z0-9_][A-Za-z0-9._~-]*)?")
_LONGEST_PATH = 512
_PLAIN_VALUE = re.compile(rb"[A-Za-z0-9_-]{1,256}")

NEVER_KEPT = (
    b"/admin/",
    b"/static/",
    b"/media/",
    b"/documents/",
    b"/api/",
    b"/live/",
    b"/account/",
    b"/unlock/",
    b"/register/",
    b"/sign-in/",
    b"/sign-out/",
    b"/forgotten-password/",
    b"/reset-password/",
    b"/search/",
    b"/demo/",
    b"/healthz",
    b"/readyz",
    b"/metrics",
)
"""Addresses that nobody need ask about: what stands under them is somebody's own, or is served by somebody else."""


def may_be_kept(path: bytes) -> bool:
    """Whether ``path`` is written in the one canonical way and is not under a prefix that is never kept."""
    return len(path) <= _LONGEST_PATH and _CANONICAL.fullmatch(path) is not None and not path.startswith(NEVER_KEPT)


def key_of(path: bytes, query: bytes, params: tuple[str, ...]) -> bytes | None:
    """
    The key of ``path`` with those parameters of ``query`` that the page declares; all others are dropped.

    None when a declared parameter is doubled, escaped or longer than 256 bytes: such a request is Django's to judge.
    """
    if not query or not params:
        return path
    values: dict[bytes, bytes] = {}
    declared = {name.encode() for name in params}
    for part in query.split(b"&"):
        name, _, value = part.partition(b"=")
        if unquote_to_bytes(name.replace(b"+", b" ")).strip() not in declared:
            continue
        if name not in declared or name in values or not _PLAIN_VALUE.fullmatch(value):
            return None
        values[name] = value
    if not values:
        return path
    return path + b"?" + b"&".join(name + b"=" + values[name] for name in sorted(values))
