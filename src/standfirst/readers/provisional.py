"""The registration that waits in this browser: what the provisional pass carries, and whom it stands for."""

import hashlib
import secrets
import uuid

from django.db.models import Q
from django.http import HttpRequest

from standfirst.access import gate
from standfirst.access.provisional import Holder
from standfirst.readers.models import Reader, Registration


def new_secret() -> tuple[str, str]:
    """What the pass carries (256 bits), and what is kept of it."""
    secret = secrets.token_urlsafe(32)
    return secret, digest_of(secret)


def digest_of(secret: str) -> str:
    """The SHA-256 of a pass's secret: what is kept cannot be turned into a pass."""
    return hashlib.sha256(secret.encode(errors="replace")).hexdigest()


def live_holder(secret: str) -> Holder | None:
    """
    The holder of the registration that ``secret`` names, while its pass still reads.

    It does so for a week, confirmed or not: who confirmed on the phone reads on at the desk, until they sign in there.
    Not when it was let go, and not when the account that it became is closed.
    """
    registration = (
        Registration.objects.live()
        .filter(secret=digest_of(secret))
        .filter(Q(confirmed_at=None) | Q(subject__in=Reader.objects.filter(is_active=True).values("subject")))
        .values_list("subject", "article")
        .first()
    )
    return Holder(registration[0].bytes, registration[1]) if registration is not None else None


def registration_of(request: HttpRequest) -> Registration | None:
    """The registration that was made in this browser, while its provisional pass reads."""
    holder = gate.provisional_holder(request)
    if holder is None:
        return None
    return Registration.objects.filter(subject=uuid.UUID(bytes=holder.subject)).first()


def let_go(request: HttpRequest) -> None:
    """This browser's provisional pass opens nothing more, wherever it was copied to; the mail's link still works."""
    if (registration := registration_of(request)) is not None:
        Registration.objects.filter(pk=registration.pk).update(secret=new_secret()[1])
