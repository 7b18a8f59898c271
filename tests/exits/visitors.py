"""Who comes to the site: what they may read, and the header lines by which they say who they are."""

import time
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterator
from dataclasses import dataclass

from standfirst.access.levels import Tier
from standfirst.access.passes import PassKeys, ReaderPass
from standfirst.access.policy import Visitor as Known
from tests.exits.cast import Cast
from tests.serving.running import SECRET, RunningSite

STRANGER = frozenset({"free"})
REGISTERED = STRANGER | {"registered"}
SUBSCRIBED = REGISTERED | {"premium"}

_MADE_UP = """
    1 subscriber null true None undefined [] {} {"tier":"subscriber"} premium eyJhbGciOiJub25lIn0.e30. %00 \u0661
"""
CRAWLER = "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"


@dataclass(frozen=True)
class Visitor:
    """``tiers`` are the tiers of articles that this visitor may read; ``headers`` are sent with every request."""

    name: str
    tiers: frozenset[str]
    headers: tuple[tuple[str, str], ...] = ()

    def asking(self, *more: tuple[str, str]) -> list[tuple[str, str]]:
        """The header lines of a request; those of ``more`` come after the visitor's own."""
        return [*self.headers, *more]


class Visitors:
    """The visitors of one site. Passes are sealed here, as the site would, so that they are fresh at every test."""

    def __init__(self, site: RunningSite, cast: Cast) -> None:
        self.cast = cast
        self.keys = PassKeys([SECRET], site=site.environment["STANDFIRST_SITE_URL"])
        self.foreign_keys = PassKeys([SECRET], site="https://another.example")

    def pass_of(self, name: str, tier: Tier, *, provisional: bool = False, lasts: int = 250) -> str:
        known = Known(tier, provisional)
        subject = bytes.fromhex(self.cast.subjects[name])
        return self.keys.seal(ReaderPass(known, subject, int(time.time()) + lasts))

    def stranger(self) -> Visitor:
        return Visitor("V0 a stranger", STRANGER)

    def subscriber(self) -> Visitor:
        return self._signed_in("V5 a subscriber", "subscriber", Tier.SUBSCRIBER, SUBSCRIBED | {"signed-in"})

    def registered(self) -> Visitor:
        return self._signed_in("V3 a registered reader", "registered", Tier.REGISTERED, REGISTERED | {"signed-in"})

    def editor(self, name: str = "chief") -> Visitor:
        return Visitor(f"an editor ({name})", SUBSCRIBED, (("Cookie", f"sf_session={self.cast.sessions[name]}"),))

    def provisional(self) -> Visitor:
        sealed = self.pass_of("provisional", Tier.REGISTERED, provisional=True)
        cookie = f"sf_pass={sealed}; sf_provisional={self.cast.provisional}"
        return Visitor("V2 registered, not confirmed", REGISTERED, (("Cookie", cookie),))

    def provisional_without_pass(self) -> Visitor:
        cookie = f"sf_provisional={self.cast.provisional}"
        return Visitor("V2 whose pass is gone", REGISTERED, (("Cookie", cookie),))

    def lapsed(self) -> Visitor:
        """The subscription ended; so did, a second ago, the pass of a subscriber."""
        sealed = self.pass_of("lapsed", Tier.SUBSCRIBER, lasts=-1)
        cookie = f"sf_pass={sealed}; sf_session={self.cast.sessions['lapsed']}"
        return Visitor("V6 a lapsed subscriber", REGISTERED | {"signed-in"}, (("Cookie", cookie),))

    def closed(self) -> Visitor:
        sealed = self.pass_of("closed", Tier.SUBSCRIBER, lasts=-1)
        cookie = f"sf_pass={sealed}; sf_session={self.cast.sessions['closed']}"
        return Visitor("V7 a closed account", STRANGER, (("Cookie", cookie),))

    def false_crawler(self) -> Visitor:
        said = (("User-Agent", CRAWLER), ("From", "googlebot(at)googlebot.com"), ("X-Forwarded-For", "66.249.66.1"))
        return Visitor("V9 a false crawler", STRANGER, said)

    def forger(self) -> Visitor:
        return Visitor("V1 a forger", STRANGER, (("Cookie", f"sf_pass={self._promoted()}; sf_session=x; sf_in=1"),))

    def all_who_may_not(self) -> list[Visitor]:
        """Everybody but those who may read all."""
        return [
            self.stranger(), self.forger(), self.provisional(), self.provisional_without_pass(), self.registered(),
            self.lapsed(), self.closed(), self.false_crawler(),
        ]  # fmt: skip

    def forged_cookies(self) -> Iterator[str]:
        """Cookie lines that were never given out, each a way in which somebody might try to make one."""
        real = self.pass_of("registered", Tier.REGISTERED)
        key, payload, mac = real.split(".")
        better = self.pass_of("subscriber", Tier.SUBSCRIBER, lasts=-1)
        header = urlsafe_b64decode(payload + "==")
        for_ever = _b64(bytes([1, 2, 0]) + b"\xff" * 8 + bytes(16))
        foreign = self.foreign_keys.seal(ReaderPass(Known(Tier.SUBSCRIBER), bytes(16), int(time.time()) + 250))
        sealed = [
            mac, payload, foreign, better, self._promoted(), better.replace(better[-3:], "AAA"), f"{key}.{payload}.",
            f"{key}.{_b64(header[:1] + bytes([9]) + header[2:])}.{mac}", f"{key}.{payload[:-4]}.{mac}", f"{key}..{mac}",
            f"{key}.{_b64(header + bytes(8))}.{mac}", f"{key}.{_b64(header)}.{'A' * 43}", f"0000.{payload}.{mac}",
            f"{key}.{'A' * 60}.{mac}", f"{key}.{for_ever}.{'_' * 43}", f"{key}.{payload}.{mac[:-1]}",
            f"{key}.{payload}.{mac}=", f"{key}.{payload}=.{mac}", f"{payload}.{mac}",
        ]  # fmt: skip
        made_up = _MADE_UP.split()
        made_up += ["", _b64(b'{"tier":"subscriber","exp":9999999999}'), "." + _b64(b"x") + ".", "A" * 8000]
        values = [*made_up, *sealed]
        for value in values:
            yield f"sf_pass={value}"
        for name in ("SF_PASS", "Sf_Pass", "__Host-sf_pass", "__Secure-sf_pass", "sf-pass", " sf_pass", "$sf_pass"):
            yield f"{name}={self._promoted()}"
        yield from ("tier=subscriber", "premium=1", "meter=0", "reads=0", "is_staff=1", "ghost-access=x", "piano=1")
        yield f"sf_pass={self._promoted()}; sf_pass={foreign}"
        yield f"sf_provisional={self.cast.provisional[:-2]}xx"
        yield f"sf_provisional={self.cast.sessions['subscriber']}"
        yield f"sf_provisional={_b64(b'secret')}:1x:sig"
        yield f"sf_session={self.cast.subjects['subscriber']}"
        yield f"sf_session={self.cast.sessions['subscriber'][:-1]}!"
        yield f"sf_session={self.cast.sessions['subscriber'].upper()}"
        yield "sf_session=../../etc/passwd; sf_in=1"
        yield "sf_welcome=WyJBbm4iLCJhbm5AZXhhbXBsZS5jb20iXQ:x:y"
        yield "sf_in=1; sf_csrf=" + "a" * 32

    def _promoted(self) -> str:
        """A registered reader's own pass, its tier written anew; the seal is of the old one."""
        key, payload, mac = self.pass_of("registered", Tier.REGISTERED).split(".")
        data = bytearray(urlsafe_b64decode(payload + "=="))
        data[1] = 2
        return f"{key}.{_b64(bytes(data))}.{mac}"

    def _signed_in(self, said: str, name: str, tier: Tier, tiers: frozenset[str]) -> Visitor:
        cookie = f"sf_pass={self.pass_of(name, tier)}; sf_session={self.cast.sessions[name]}; sf_in=1"
        return Visitor(said, tiers, (("Cookie", cookie),))


def _b64(data: bytes) -> str:
    return urlsafe_b64encode(data).rstrip(b"=").decode()
