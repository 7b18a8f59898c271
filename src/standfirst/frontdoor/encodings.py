"""Which encoding of an answer a browser gets, and the making of them."""

import gzip
from enum import IntEnum

import brotli


class Encoding(IntEnum):
    """Content codings, the value being their place in an entry. BROTLI is preferred, then GZIP."""

    IDENTITY = 0
    GZIP = 1
    BROTLI = 2


TOKENS = {Encoding.GZIP: b"gzip", Encoding.BROTLI: b"br"}
MARKUP = ("text/", "application/xml", "application/rss+xml", "application/atom+xml", "application/json")
_MOST_REMEMBERED = 256
_known: dict[bytes | None, Encoding] = {None: Encoding.IDENTITY}


def encoding_for(header: bytes | None) -> Encoding:
    """
    The best coding that an Accept-Encoding value allows; ``q=0`` forbids one. No header: identity.

    Source: RFC 9110 §12.5.3. Identity is sent even where it is forbidden, as the section permits.
    """
    known = _known.get(header)
    if known is None:
        assert header is not None
        known = _negotiate(header)
        # Browsers send a handful of values; what strangers make up must not fill the memory.
        if len(_known) < _MOST_REMEMBERED and len(header) < 128:
            _known[header] = known
    return known


def allows(header: str, encoding: Encoding) -> bool:
    """Whether an Accept-Encoding value, as Django has it, names ``encoding`` and does not forbid it."""
    return _wanted(header.encode("utf-8", "replace")).get(TOKENS[encoding], False)


def _negotiate(header: bytes) -> Encoding:
    wanted = _wanted(header)
    anything = wanted.get(b"*", False)
    for encoding in (Encoding.BROTLI, Encoding.GZIP):
        if wanted.get(TOKENS[encoding], anything):
            return encoding
    return Encoding.IDENTITY


def _wanted(header: bytes) -> dict[bytes, bool]:
    wanted: dict[bytes, bool] = {}
    for part in header.lower().split(b","):
        token, _, parameters = part.partition(b";")
        wanted[token.strip()] = _allows(parameters)
    return wanted


def _allows(parameters: bytes) -> bool:
    for parameter in parameters.split(b";"):
        name, _, value = parameter.partition(b"=")
        if name.strip() == b"q":
            try:
                return float(value) > 0
            except ValueError:
                return False
    return True


def encoded(body: bytes, content_type: str) -> dict[Encoding, bytes]:
    """``body`` in each coding that makes it smaller; pictures and very short answers stay as they are."""
    made = {Encoding.IDENTITY: body}
    if len(body) < 256 or not content_type.startswith(MARKUP):
        return made
    for encoding, smaller in (
        (Encoding.GZIP, gzip.compress(body, 6, mtime=0)),
        (Encoding.BROTLI, brotli.compress(body, quality=6)),
    ):
        if len(smaller) < len(body):
            made[encoding] = smaller
    return made
