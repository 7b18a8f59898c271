"""Who asks, as far as the cookies tell without the database."""

from standfirst.access.cookies import CookieNames
from standfirst.access.levels import Tier
from standfirst.access.passes import PassKeys
from standfirst.access.policy import ANONYMOUS, Visitor
from standfirst.frontdoor.revocations import Revocations


class Visitors:
    """Reads the Cookie line for the five cookies that decide what the front door may do."""

    def __init__(self, keys: PassKeys, names: CookieNames, revocations: Revocations) -> None:
        self._keys = keys
        self._revoked = revocations.revoked
        self._meter = names.meter.encode()
        self._pass = names.reader_pass.encode()
        self._session = names.session.encode()
        self._provisional = names.provisional.encode()
        self._welcome = names.welcome.encode()

    def who(self, cookie: bytes, now: float) -> Visitor | None:
        """
        The visitor who sent ``cookie`` at ``now`` (seconds since 1970), or None when only Django can tell.

        A pass that opens decides. Without one, somebody with a session or a provisional pass must be looked up; a
        welcome is shown once, by Django; two different passes are nobody's we know.
        """
        if b"sf_" not in cookie:
            return ANONYMOUS
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
            opened = self._keys.open(held, now)
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
        for part in cookie.split(b";"):
            name, _, value = part.partition(b"=")
            if name.strip(b" \t") == self._pass:
                opened = self._keys.open(value.strip(b" \t"), 0)
                return (opened.subject, opened.issued) if opened is not None else (bytes(16), 0)
        return bytes(16), 0

    def _metered(self, meter: bytes, now: float) -> Visitor:
        """Somebody without an account: what they opened in this period stands in a cookie of its own."""
        opened = self._keys.open(meter, now)
        return opened.visitor if opened is not None and opened.visitor.tier is Tier.ANONYMOUS else ANONYMOUS
