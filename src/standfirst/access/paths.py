"""Where to send somebody afterwards: a path of this site, or nowhere."""

import re
from urllib.parse import urlsplit

from django.utils.encoding import iri_to_uri

LONGEST = 2_000
"""Characters of the longest path, as it is written into a Location: one letter of another script is up to twelve."""
_ANCHOR = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,63}")
_NEVER = frozenset("\\ \t\r\n\x00\x7f")


def own_path(asked: str | None) -> str:
    """
    ``asked`` if it is a path of this site, with its query and without its fragment; else "".

    Browsers read a backslash as a slash and skip tabs and line ends, so a path that holds one is nobody's here.
    """
    if not asked or len(asked) > LONGEST or not asked.startswith("/") or asked.startswith("//"):
        return ""
    if any(character in _NEVER or character < " " or "\ud800" <= character <= "\udfff" for character in asked):
        return ""
    try:
        parts = urlsplit(asked)
    except ValueError:
        return ""
    if parts.scheme or parts.netloc or parts.path.startswith("//") or len(iri_to_uri(asked)) > LONGEST:
        return ""
    return asked.partition("#")[0]


def own_place(asked: str | None) -> str:
    """Like ``own_path``, and the place on the page with it: a fragment that is a plain name is kept."""
    before, _, anchor = (asked or "").partition("#")
    path = own_path(before)
    return f"{path}#{anchor}" if path and _ANCHOR.fullmatch(anchor) else path
