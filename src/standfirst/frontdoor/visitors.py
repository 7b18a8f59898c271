"""Who asks, as far as the cookies tell without the database."""

from collections.abc import Iterator
from dataclasses import replace

from standfirst.access.cookies import CookieNames
from standfirst.access.passes import LIFETIME, PassKeys, ReaderPass, is_meter
from standfirst.access.policy import ANONYMOUS, Visitor
from standfirst.frontdoor.revocations import Revocations

_MOST_REMEMBERED = 2_000
_LONGEST_REMEMBERED = 300
"""Together some 2 MB: a pass of that many bytes grants about twenty articles."""


class Visitors:
    """
    Reads the Cookie line for the six cookies that decide what the front door may do.

    The signature of a pass is checked once: the same bytes are as good as they were until they run out. When they do,
    and whether they were called back, is looked at each time.
    """

    def __init__(self, keys: PassKeys, names: CookieNames, revocations: Revocations) -> None:
        self._keys = keys
        self._revoked = revocations.revoked
        self._gift = names.gift.encode()
        self._meter = names.meter.encode()
        self._pass = names.reader_pass.encode()
        self._session = names.session.encode()
        self._provisional = names.provisional.encode()
        self._welcome = names.welcome.encode()
        self._remembered: dict[bytes, ReaderPass] = {}

    def who(self, cookie: bytes, now: float) -> Visitor | None:
        """
        The visitor who sent ``cookie`` at ``now`` (seconds since 1970), or None when only Django can tell.

        Who holds gifts is who they are without them, and reads those articles too.
        """
        if b"sf_" not in cookie:
            return ANONYMOUS
        visitor = self._who(cookie, now)
        return visitor if visitor is None or self._gift not in cookie else self._given(visitor, cookie, now)

    def _who(self, cookie: bytes, now: float) -> Visitor | None:
        """
        A pass that opens decides. Without one, somebody with a session or a provisional pass must be looked up; a
        welcome is shown once, by Django; two different passes are nobody's we know.
        """
        held: bytes | None = None
        meter: bytes | None = None
        must_ask = False
        for part in cookie.split(b";"):
            name, _, value = part.partition(b"=")
            name = name.strip(b" \t")
            if name == self._pass:
                value = value.strip(b" \t")
                if held is not None and held != value:
                    return None
                held = value
            elif name in (self._session, self._provisional):
                must_ask = True
            elif name == self._meter:
                meter = value.strip(b" \t")
            elif name == self._welcome:
                return None
        if held is not None:
            opened = self._open(held, now)
            if opened is not None and not self._revoked(opened.subject, opened.issued):
                return opened.visitor
            if opened is not None:
                return None
        if must_ask:
            return None
        return self._metered(meter, now) if meter is not None else ANONYMOUS

    def carrier_of(self, cookie: bytes) -> tuple[bytes, int]:
        """
        The 16 opaque bytes of the pass in ``cookie`` and when it was issued; zeros where there is none.

        For a pass that ``who`` has just taken: one that runs out meanwhile is still that reader's.
        """
        for value in _values_of(self._pass, cookie):
            opened = self._open(value, 0)
            return (opened.subject, opened.issued) if opened is not None else (bytes(16), 0)
        return bytes(16), 0

    def _open(self, value: bytes, now: float) -> ReaderPass | None:
        known = self._remembered.get(value)
        if known is not None:
            return known if known.expires > now else None
        opened = self._keys.open(value, now)
        if opened is not None and len(value) <= _LONGEST_REMEMBERED:
            if len(self._remembered) >= _MOST_REMEMBERED:
                self._remembered.clear()
            self._remembered[value] = opened
        return opened

    def _given(self, visitor: Visitor, cookie: bytes, now: float) -> Visitor | None:
        """
        ``visitor`` with the gifts in ``cookie``. None when the database was asked too long ago, or before one of them
        was called back.
        """
        articles: set[int] = set()
        for value in _values_of(self._gift, cookie):
            opened = self._keys.gifts.open(value)
            if opened is None:
                continue
            if opened.asked + LIFETIME <= now:
                return None
            for gift in opened.gifts:
                if self._revoked(gift.handle, opened.asked):
                    return None
                if gift.until > now:
                    articles.add(gift.article)
        return replace(visitor, gifts=frozenset(articles)) if articles else visitor

    def _metered(self, meter: bytes, now: float) -> Visitor:
        """Somebody without an account: what they opened in this period stands in a cookie of its own."""
        opened = self._keys.open(meter, now)
        return opened.visitor if opened is not None and is_meter(opened.visitor) else ANONYMOUS


def _values_of(name: bytes, cookie: bytes) -> Iterator[bytes]:
    for part in cookie.split(b";"):
        found, _, value = part.partition(b"=")
        if found.strip(b" \t") == name:
            yield value.strip(b" \t")
