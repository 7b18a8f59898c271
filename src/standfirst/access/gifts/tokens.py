"""
The secret of a gift link: 144 bits, made from the link's handle and the site's key.

So it can be shown again to whoever gave it, though only its digest is kept: who reads the database opens nothing.
"""

import hashlib
import hmac
import uuid
from base64 import urlsafe_b64encode

from django.conf import settings
from django.urls import reverse

from standfirst.access.models import Gift

_BYTES = 18


def token_for(handle: uuid.UUID) -> str:
    """The secret of a new link, with the key that signs now: 24 characters of URL-safe base64."""
    return _made(handle, settings.SECRET_KEY)


def digest_of(token: str) -> str:
    """What is kept of ``token``: its SHA-256, in hex."""
    return hashlib.sha256(token.encode(errors="replace")).hexdigest()


def link_of(gift: Gift) -> str:
    """The address to hand on; "" when it was made with a key that the site has put away."""
    for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS):
        token = _made(gift.handle, secret)
        if hmac.compare_digest(digest_of(token), gift.digest):
            return f"{settings.STANDFIRST_SITE_URL}{reverse('gift', args=[token])}"
    return ""


def _made(handle: uuid.UUID, secret: str) -> str:
    key = hashlib.sha256(b"standfirst gift link\0" + secret.encode()).digest()
    return urlsafe_b64encode(hmac.digest(key, handle.bytes, "sha256")[:_BYTES]).decode()
