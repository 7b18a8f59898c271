"""
The one way to check a password, for every form that does: ours, the admin's, any that is added. The limiter stands in
front of the hash here, so no other way to ask leads around it.
"""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.db import transaction
from django.http import HttpRequest

from standfirst.readers import equal_work, limits
from standfirst.readers.addresses import as_kept
from standfirst.readers.clients import source_of
from standfirst.readers.devices import counted_as, device_of
from standfirst.readers.models import Reader
from standfirst.readers.rules import PASSWORD_MAX


class LimitedBackend(AuthenticationBackend):
    """allauth's backend behind our limits. An address without an account costs the same as one with."""

    def authenticate(self, request: HttpRequest | None, **credentials: Any) -> Reader | None:
        """
        The reader whose address and password these are, or None. Raises TooManyTries.

        Without a request (a command, a test) there is nobody to count.
        """
        address = as_kept(str(credentials.get("email") or credentials.get("username") or ""))
        password = str(credentials.get("password") or "")
        if not address or not password or len(password) > PASSWORD_MAX or len(address) > 1_000:
            return None
        reader = Reader.objects.filter(email=address).first()
        tries = self._count(request, address, reader)
        found = self._check(reader, password)
        if found is not None:
            with transaction.atomic():
                for limit, who in tries:
                    if limit is limits.SIGN_INS_FROM_A_SOURCE:
                        limits.give_back(limit, who)
                    else:
                        limits.start_anew(limit, who)
        return found

    def _check(self, reader: Reader | None, password: str) -> Reader | None:
        # Encoding fails for half a surrogate pair, which no browser sends; such a password is simply not the right one.
        password = password.encode(errors="replace").decode()
        encoded = reader.password if reader is not None else ""
        if reader is None:
            self._mitigate_timing_attack(password)
        right = reader is not None and reader.check_password(password)
        equal_work.make_up(encoded, right=right)
        return reader if reader is not None and right and self.user_can_authenticate(reader) else None

    @staticmethod
    def _count(request: HttpRequest | None, address: str, reader: Reader | None) -> list[tuple[limits.Limit, str]]:
        if request is None:
            return []
        device = device_of(request, reader.subject.hex) if reader is not None else None
        if device:
            tries = [(limits.SIGN_INS_FROM_A_DEVICE, counted_as(device, address))]
        else:
            tries = [
                (limits.SIGN_INS_FROM_A_SOURCE, source_of(request)),
                (limits.SIGN_INS_OF_AN_ACCOUNT, address),
            ]
        limits.count_each(tries)
        return tries
