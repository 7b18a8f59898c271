"""The second factor: who is asked for one, and whether what they show is right. The secrets are kept by allauth."""

from typing import Any

from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.base.internal.flows import post_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.conf import settings
from django.db import IntegrityError, transaction
from django.http import HttpRequest

from standfirst.readers import limits
from standfirst.readers.models import Reader
from standfirst.security_log import Event, note

APP, CODES, PASSKEY = Authenticator.Type.TOTP, Authenticator.Type.RECOVERY_CODES, Authenticator.Type.WEBAUTHN
MFA = "mfa"
"""How allauth notes down that somebody has shown one."""
_SHOWN = limits.Limit("uses of an authenticator's code", 1, 120, strict=True)
TRIES = limits.Limit("second steps of an account", 5, 300, strict=True)


def may_use_the_admin(reader: Any) -> bool:
    """Whether ``reader`` gets into the admin at all."""
    return bool(reader.is_active and (reader.is_superuser or reader.has_perm("wagtailadmin.access_admin")))


def must_have_one(reader: Any) -> bool:
    """Staff must, by the setting STANDFIRST_STAFF_SECOND_FACTOR."""
    return bool(settings.STANDFIRST_STAFF_SECOND_FACTOR) and may_use_the_admin(reader)


def has_one(reader: Any) -> bool:
    """Whether there is anything that ``reader`` could show: an app, or a passkey."""
    return Authenticator.objects.filter(user_id=reader.pk, type__in=(APP, PASSKEY)).exists()


def is_asked_of(reader: Any) -> bool:
    """
    Whether a password or a mailed code alone does not sign ``reader`` in.

    Whoever has set up an app has asked for it. A passkey is a reader's comfort and asks for nothing; staff who
    have only a passkey must show it.
    """
    kinds = set(Authenticator.objects.filter(user_id=reader.pk).values_list("type", flat=True))
    return APP in kinds or (PASSKEY in kinds and must_have_one(reader))


def shown_at(request: HttpRequest) -> float:
    """When the reader of this session last showed one, in seconds since 1970; 0 for never."""
    records = get_authentication_records(request, request.user)
    return max((float(record["at"]) for record in records if record.get("method") == MFA), default=0.0)


def try_answer(request: HttpRequest, reader: Reader, answer: str) -> bool:
    """
    Whether ``answer`` is what the reader's app shows now, or one of the recovery codes that are left; each works once.

    Raises TooManyTries after five in five minutes.
    """
    limits.count(TRIES, reader.subject.hex)
    digits = "".join(character for character in answer if character.isdecimal() and character.isascii())
    for authenticator in Authenticator.objects.filter(user_id=reader.pk, type__in=(APP, CODES)):
        if _is_right(authenticator, digits):
            limits.start_anew(TRIES, reader.subject.hex)
            note_shown(request, authenticator)
            return True
    note(Event.PROOF, "failed", by="second factor", who=reader.subject.hex)
    return False


def note_shown(request: HttpRequest, authenticator: Authenticator, *, passwordless: bool = False) -> None:
    """Write down in the session that its reader has shown ``authenticator`` just now."""
    post_authentication(request, authenticator, passwordless=passwordless)


def set_up_app(request: HttpRequest, reader: Reader, secret: str, answer: str) -> bool:
    """
    Take the app that knows ``secret``, if ``answer`` is what it shows; whether it was. Recovery codes come with it.

    Raises TooManyTries.
    """
    from allauth.mfa.totp.internal.auth import validate_totp_code

    limits.count(TRIES, reader.subject.hex)
    digits = "".join(character for character in answer if character.isdecimal() and character.isascii())
    if not validate_totp_code(secret, digits) or not limits.allows(_SHOWN, f"{reader.pk}\0{digits}"):
        return False
    limits.start_anew(TRIES, reader.subject.hex)
    try:
        with transaction.atomic():
            authenticator = TOTP.activate(reader, secret).instance
    except IntegrityError:
        return False  # another tab was quicker
    give_codes_if_none(reader)
    note_shown(request, authenticator)
    note(Event.ACCOUNT, "second factor added", who=reader.subject.hex)
    return True


def give_codes_if_none(reader: Reader) -> None:
    """Recovery codes for whoever is asked for a second factor and has none."""
    if not Authenticator.objects.filter(user_id=reader.pk, type=CODES).exists():
        new_codes(reader)


def new_codes(reader: Reader) -> list[str]:
    """Ten recovery codes in place of those before."""
    with transaction.atomic():
        # One at a time: the row of the reader is the lock.
        Reader.objects.select_for_update().get(pk=reader.pk)
        Authenticator.objects.filter(user_id=reader.pk, type=CODES).delete()
        codes: list[str] = RecoveryCodes.activate(reader).get_unused_codes()
    note(Event.ACCOUNT, "recovery codes made", who=reader.subject.hex)
    return codes


def codes_left(reader: Reader) -> list[str]:
    """The recovery codes that have not been used."""
    kept = Authenticator.objects.filter(user_id=reader.pk, type=CODES).first()
    return list(RecoveryCodes(kept).get_unused_codes()) if kept is not None else []


def take_away(reader: Reader, kind: str, pk: int | None = None) -> bool:
    """Take away the app, or the passkey ``pk``, and the recovery codes when nothing asks for them any more."""
    found = Authenticator.objects.filter(user_id=reader.pk, type=kind)
    if pk is not None:
        found = found.filter(pk=pk)
    if not found.delete()[0]:
        return False
    note(Event.ACCOUNT, f"{kind} taken away", who=reader.subject.hex)
    if not is_asked_of(reader):
        Authenticator.objects.filter(user_id=reader.pk, type=CODES).delete()
    return True


def _is_right(authenticator: Authenticator, digits: str) -> bool:
    if authenticator.type == CODES:
        return bool(RecoveryCodes(authenticator).validate_code(digits))
    from allauth.mfa.totp.internal.auth import validate_totp_code
    from allauth.mfa.utils import decrypt

    # allauth remembers used codes in the cache, which each web process has for itself; the limiter knows of all.
    return bool(validate_totp_code(decrypt(authenticator.data["secret"]), digits)) and limits.allows(
        _SHOWN, f"{authenticator.user_id}\0{digits}"
    )
