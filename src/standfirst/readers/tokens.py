"""
What the mails carry: links and six-digit codes. None of them is kept; each is derived from the site's secret, so
neither the database nor the queue of mails holds anything that opens an account.
"""

import uuid
from datetime import timedelta

from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.core import signing
from django.utils.crypto import constant_time_compare, salted_hmac

from standfirst.readers.models import Reader, Registration
from standfirst.security_log import Event, note

CONFIRM_WITHIN = timedelta(hours=24)
_CONFIRM = "standfirst.readers.confirm"


class LinkRunOut(ValueError):
    """The link is ours, and too old."""


def confirm_token(registration: Registration) -> str:
    """The part of the confirmation link that names and proves it: 128 bits and more, good for 24 hours from now."""
    return signing.dumps(registration.subject.hex, salt=_CONFIRM)


def subject_of(token: str) -> uuid.UUID | None:
    """The registration a confirmation link names; None for a forged one. Raises LinkRunOut."""
    try:
        return uuid.UUID(hex=signing.loads(token, salt=_CONFIRM, max_age=CONFIRM_WITHIN))
    except signing.SignatureExpired:
        raise LinkRunOut from None
    except (signing.BadSignature, ValueError, TypeError, AttributeError):
        return None


def code_of(registration: Registration) -> str:
    """The six digits in the registration's latest mail."""
    return _digits("standfirst.readers.code", f"{registration.subject.hex}:{registration.mails}")


def is_code(registration: Registration, answer: str) -> bool:
    """Whether ``answer`` is the code, however it is spaced; in constant time."""
    digits = "".join(character for character in answer if character.isdecimal() and character.isascii())
    return constant_time_compare(digits, code_of(registration))


def _digits(salt: str, value: str) -> str:
    digest = salted_hmac(salt, value, algorithm="sha256").digest()
    return f"{int.from_bytes(digest[:8], 'big') % 1_000_000:06}"


class ResetTokens(PasswordResetTokenGenerator):
    """
    Django's tokens, ended also by a newer request. They end by themselves when the password or the address changes and
    after settings.PASSWORD_RESET_TIMEOUT seconds.
    """

    key_salt = "standfirst.readers.reset"

    def _make_hash_value(self, user: Reader, timestamp: int) -> str:
        return f"{super()._make_hash_value(user, timestamp)}{user.resets_asked}"


_resets = ResetTokens()


def reset_key(reader: Reader) -> str:
    """The part of a reset link that names the reader and proves the mail."""
    return f"{reader.subject.hex}-{_resets.make_token(reader)}"


def reader_of_reset(key: str) -> Reader | None:
    """Whose password the link may set; None when it is forged, used, replaced or too old."""
    subject, _dash, token = key.partition("-")
    try:
        reader = Reader.objects.filter(subject=uuid.UUID(hex=subject), is_active=True).first()
    except ValueError:
        reader = None
    if reader is None or not _resets.check_token(reader, token):
        note(Event.RESET, "refused")
        return None
    return reader
