"""The head as uvicorn's parser and Django get it, where that is not how it came."""

from standfirst.frontdoor.head import Head

_HOP = frozenset({b"upgrade", b"connection", b"http2-settings"})


def for_django(head: Head, raw: bytes) -> bytes:
    """
    ``raw``, or a rewritten head: an absolute target becomes the path it names, and a wish to speak another protocol is
    left out, which a server may overlook (RFC 9110 §7.8) and uvicorn's parser would stumble over.
    """
    line, _, rest = raw.partition(b"\r\n")
    method, target, version = line.split(b" ")
    if target == head.target and not head.upgrade:
        return raw
    kept = [b" ".join((method, head.target, version))]
    for other in rest.split(b"\r\n"):
        if not head.upgrade or other.partition(b":")[0].lower() not in _HOP:
            kept.append(other)
    if head.close and head.upgrade:
        kept.append(b"Connection: close")
    return b"\r\n".join(kept)
