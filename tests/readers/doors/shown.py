"""An authenticator app, as its owner sees it (RFC 6238). Made of nothing of ours."""

import base64
import hashlib
import hmac
import struct
import time


def shown_by(secret: str, periods_later: int = 0) -> str:
    """What an app that knows ``secret`` (base32) shows now, or some periods of 30 seconds later."""
    counter = struct.pack(">Q", int(time.time()) // 30 + periods_later)
    digest = hmac.new(base64.b32decode(secret), counter, hashlib.sha1).digest()
    start = digest[-1] & 0xF
    return f"{(struct.unpack('>I', digest[start : start + 4])[0] & 0x7FFFFFFF) % 1_000_000:06}"
