"""Passkeys: what the browser is asked for, and whether what it answers is right (WebAuthn, by allauth and fido2)."""

import json
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal import auth
from django.core.exceptions import ValidationError

from standfirst.readers import second_factor
from standfirst.readers.models import Reader
from standfirst.security_log import Event, note

LONGEST_NAME = 60
"""Characters of the name that a reader gives a passkey."""
MOST = 20
"""Passkeys of one reader: more than anybody has devices."""


class NotAPasskey(ValueError):
    """What the browser sent proves nothing: it is broken, used, old, or of another account."""


def ask_to_sign_in(reader: Reader | None = None) -> dict[str, Any]:
    """What the browser is to ask for; of anybody, or of ``reader``. The challenge is kept in the session."""
    return _plain(auth.begin_authentication(reader))


def ask_to_make(reader: Reader) -> dict[str, Any]:
    """What the browser is to make: a passkey that asks its owner who they are each time."""
    return _plain(auth.begin_registration(reader, passwordless=True))


def whose(answer: str, reader: Reader | None = None) -> tuple[Reader, Authenticator]:
    """
    Whose passkey has answered; only ``reader``'s, if one is given. A challenge is answered once. Raises NotAPasskey.
    """
    credential = _read(answer)
    try:
        auth.parse_authentication_response(credential)
        owner = reader if reader is not None else auth.extract_user_from_response(credential)
        if not owner.is_active:
            raise NotAPasskey
        return owner, auth.complete_authentication(owner, credential)
    except (ValidationError, ValueError, TypeError, KeyError, AttributeError) as error:
        # What a stranger sends may have any shape, and fido2 looks into it in many ways.
        note(Event.PROOF, "failed", by="passkey")
        raise NotAPasskey from error
    finally:
        auth.clear_state()


def add(reader: Reader, answer: str, name: str) -> Authenticator:
    """Keep the passkey that the browser has made. Raises NotAPasskey."""
    credential = _read(answer)
    try:
        auth.parse_registration_response(credential)
        made = auth.complete_registration(credential)
    except (ValidationError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise NotAPasskey from error
    finally:
        auth.clear_state()
    if not made.is_user_verified() or len(list_of(reader)) >= MOST:
        raise NotAPasskey
    passkey: Authenticator = auth.WebAuthn.add(reader, " ".join(name.split())[:LONGEST_NAME], credential).instance
    note(Event.ACCOUNT, "passkey added", who=reader.subject.hex)
    if second_factor.is_asked_of(reader):
        second_factor.give_codes_if_none(reader)
    return passkey


def list_of(reader: Reader) -> list[Authenticator]:
    """The passkeys of ``reader``, the oldest first."""
    return list(Authenticator.objects.filter(user_id=reader.pk, type=second_factor.PASSKEY).order_by("pk"))


def _read(answer: str) -> dict[str, Any]:
    try:
        credential = json.loads(answer)
    except (ValueError, RecursionError) as error:
        raise NotAPasskey from error
    if not isinstance(credential, dict):
        raise NotAPasskey
    return credential


def _plain(options: Any) -> dict[str, Any]:
    plain: dict[str, Any] = json.loads(json.dumps(options, default=dict))
    return plain
