"""
The light form of a page, for those who count their bytes: by ``?lite``, or because the browser says Save-Data.

It is the same page, decided in the same way and under a key of its own; ``?lite=0`` is the whole page whatever the
browser says. Source of the header: Save Data API, W3C WICG.
"""

PARAMETER = "lite"
WHOLE = "0"
ASKED = frozenset({"", "1"})
"""What the parameter may say to get the light page."""

_NAME = PARAMETER.encode()


def saves_data(header: bytes | None) -> bool:
    """Whether a Save-Data line asks for less."""
    return header is not None and header.strip().lower().partition(b";")[0].rstrip() == b"on"


def made_light(target: bytes) -> bytes:
    """``target`` with the parameter, unless it says already which form is wanted."""
    _, mark, query = target.partition(b"?")
    if any(part.partition(b"=")[0] == _NAME for part in query.split(b"&")):
        return target
    return target + (b"&" if mark else b"?") + _NAME + b"=1"
