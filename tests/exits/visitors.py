"""Who comes to the site: what they may read, and the header lines by which they say who they are."""

import time
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterator
from dataclasses import dataclass

from standfirst.access.gift_pass import GiftPass, HeldGift
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
SPENT_ON = frozenset(range(900_000, 900_005))
"""What the seed's readers have spent the five Premium articles of a new site on."""
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

    def pass_of(
        self,
        name: str,
        tier: Tier,
        *,
        provisional: bool = False,
        lasts: int = 250,
        grants: frozenset[int] = frozenset(),
    ) -> str:
        if tier is Tier.REGISTERED and not provisional:
            grants = SPENT_ON
        known = Known(tier, provisional, grants, 0 if provisional else len(grants))
        subject, now = bytes.fromhex(self.cast.subjects[name]), int(time.time())
        # Issued a second from now: what the seed called back is noted in the second in which the site starts.
        return self.keys.seal(ReaderPass(known, subject, now + lasts, now + 1))

    def stranger(self) -> Visitor:
        return Visitor("V0 a stranger", STRANGER)

    def subscriber(self) -> Visitor:
        return self._signed_in("V5 a subscriber", "subscriber", Tier.SUBSCRIBER, SUBSCRIBED | {"signed-in"})

    def registered(self) -> Visitor:
        return self._signed_in("V3 a registered reader", "registered", Tier.REGISTERED, REGISTERED | {"signed-in"})

    def thrifty(self) -> Visitor:
        """One article of the allowance is left: the next page that they open is theirs."""
        cookie = f"sf_session={self.cast.sessions['thrifty']}"
        return Visitor("V3 with one article left", REGISTERED | {"signed-in"}, (("Cookie", cookie),))

    def editor(self, name: str = "chief") -> Visitor:
        return Visitor(f"an editor ({name})", SUBSCRIBED, (("Cookie", f"sf_session={self.cast.sessions[name]}"),))

    def of_another_desk(self) -> Visitor:
        """May publish in a section that none of the articles stands in, and has spent the allowance."""
        cookie = f"sf_session={self.cast.sessions['desk']}"
        return Visitor("V10 an editor of another section", REGISTERED | {"signed-in"}, (("Cookie", cookie),))

    def provisional(self) -> Visitor:
        sealed = self.pass_of("provisional", Tier.REGISTERED, provisional=True)
        cookie = f"sf_pass={sealed}; sf_provisional={self.cast.waiting['provisional']}"
        return Visitor("V2 registered, not confirmed", REGISTERED, (("Cookie", cookie),))

    def provisional_without_pass(self) -> Visitor:
        cookie = f"sf_provisional={self.cast.waiting['provisional']}"
        return Visitor("V2 whose pass is gone", REGISTERED, (("Cookie", cookie),))

    def at_a_premium_wall(self) -> Visitor:
        """Registered at the wall of premium-3, which is open to them; other Premium articles are not."""
        opens = frozenset({self.cast["premium-3"].pk})
        sealed = self.pass_of("at-a-premium-wall", Tier.REGISTERED, provisional=True, grants=opens)
        cookie = f"sf_pass={sealed}; sf_provisional={self.cast.waiting['at-a-premium-wall']}"
        return Visitor("V2 who registered at a premium wall", REGISTERED, (("Cookie", cookie),))

    def gift_pass(self, name: str, article: str) -> str:
        """A fresh gift pass for the link ``name``, to ``article``, as if the database had just been asked."""
        handle, now = bytes.fromhex(self.cast.gifts[name]["handle"]), int(time.time())
        held = HeldGift(handle, self.cast[article].pk, now + 600)
        return self.keys.gifts.seal(GiftPass(now + 1, (held,)))

    def given_another(self) -> Visitor:
        """Holds a gift that opens premium-3, and nothing else."""
        cookie = f"sf_gift={self.gift_pass('another', 'premium-3')}"
        return Visitor("V0 with a gift of another article", STRANGER, (("Cookie", cookie),))

    def registered_and_given_another(self) -> Visitor:
        """The allowance is spent, premium-3 was given to them."""
        cookie = f"sf_pass={self.pass_of('registered', Tier.REGISTERED)}; sf_session={self.cast.sessions['registered']}"
        cookie += f"; sf_gift={self.gift_pass('another', 'premium-3')}"
        return Visitor("V4 with a gift of another article", REGISTERED | {"signed-in"}, (("Cookie", cookie),))

    def held_a_gift(self, name: str) -> Visitor:
        """Opened a link to premium-1 that then was ``stopped``, ``ended``, or whose giver's account was ``closed``."""
        cookie = f"sf_gift={self.cast.gifts[name]['cookie']}"
        return Visitor(f"V0 with a gift that is {name}", STRANGER, (("Cookie", cookie),))

    def all_with_gifts(self) -> list[Visitor]:
        """Everybody who holds a gift, or held one, and may not read premium-1 for it."""
        over = [self.held_a_gift(name) for name in ("stopped", "ended", "closed")]
        return [self.given_another(), self.registered_and_given_another(), *over]

    def called_back(self, name: str) -> Visitor:
        """With the pass of a subscriber alone, which is good for minutes still but was called back."""
        return Visitor(f"{name}, with an old pass", STRANGER, (("Cookie", f"sf_pass={self.cast.passes[name]}"),))

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
        for_ever = _b64(bytes([2, 2, 0, 0, 0]) + b"\xff" * 16 + bytes(16))
        foreign = self.foreign_keys.seal(ReaderPass(Known(Tier.SUBSCRIBER), bytes(16), int(time.time()) + 250))
        sealed = [
            mac, payload, foreign, better, self._promoted(), better.replace(better[-3:], "AAA"), f"{key}.{payload}.",
            f"{key}.{_b64(header[:1] + bytes([9]) + header[2:])}.{mac}", f"{key}.{payload[:-4]}.{mac}", f"{key}..{mac}",
            f"{key}.{_b64(header + bytes(8))}.{mac}", f"{key}.{_b64(header)}.{'A' * 43}", f"0000.{payload}.{mac}",
            *self._granted(key, header, mac),
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
        yield f"sf_provisional={self.cast.waiting['provisional'][:-2]}xx"
        yield f"sf_provisional={self.cast.sessions['subscriber']}"
        yield f"sf_provisional={_b64(b'secret')}:1x:sig"
        yield f"sf_session={self.cast.subjects['subscriber']}"
        yield f"sf_session={self.cast.sessions['subscriber'][:-1]}!"
        yield f"sf_session={self.cast.sessions['subscriber'].upper()}"
        yield "sf_session=../../etc/passwd; sf_in=1"
        yield "sf_welcome=WyJBbm4iLCJhbm5AZXhhbXBsZS5jb20iXQ:x:y"
        yield "sf_in=1; sf_csrf=" + "a" * 32
        # The cookie of the anonymous meter is sealed too: a pass is none, and neither opens what is Premium.
        yield f"sf_meter={better}"
        yield f"sf_meter={self._meter(Tier.REGISTERED)}"
        yield f"sf_pass={self._meter(Tier.ANONYMOUS)}"
        yield f"sf_meter={self._promoted()}; sf_pass={self._promoted()}"
        yield from self._gifts_that_are_none()

    def _promoted(self) -> str:
        """A registered reader's own pass, its tier written anew; the seal is of the old one."""
        key, payload, mac = self.pass_of("registered", Tier.REGISTERED).split(".")
        data = bytearray(urlsafe_b64decode(payload + "=="))
        data[1] = 2
        return f"{key}.{_b64(bytes(data))}.{mac}"

    def _granted(self, key: str, header: bytes, mac: str) -> Iterator[str]:
        """A real pass with every Premium article written into it, and one whose count was set back; neither sealed."""
        grants = b"".join(article.pk.to_bytes(8, "big") for article in self.cast.of_tier("premium"))
        yield f"{key}.{_b64(header + grants)}.{mac}"
        yield f"{key}.{_b64(header[:3] + bytes(2) + header[5:])}.{mac}"

    def _meter(self, tier: Tier) -> str:
        """Sealed by the site itself, with a Premium article in it."""
        now = int(time.time())
        known = Known(tier, grants=frozenset({self.cast["premium-1"].pk}), used=1)
        return self.keys.seal(ReaderPass(known, bytes(16), now + 250, now + 1))

    def _gifts_that_are_none(self) -> Iterator[str]:
        """A gift pass under other names, others under its name, and one that was altered or sealed elsewhere."""
        good = self.gift_pass("another", "premium-3")
        key, payload, mac = good.split(".")
        data = urlsafe_b64decode(payload + "==")
        wanted = self.cast["premium-1"].pk.to_bytes(8, "big")
        yield from (f"{name}={good}" for name in ("sf_pass", "sf_meter", "sf_provisional", "sf_session", "SF_GIFT"))
        yield f"sf_gift={self.pass_of('subscriber', Tier.SUBSCRIBER)}"
        yield f"sf_gift={self._meter(Tier.ANONYMOUS)}"
        yield f"sf_gift={key}.{_b64(data[:25] + wanted + data[33:])}.{mac}"
        yield f"sf_gift={key}.{_b64(data + data[9:25] + wanted + data[33:])}.{mac}"
        held = HeldGift(bytes.fromhex(self.cast.gifts["another"]["handle"]), self.cast["premium-1"].pk, 2**40)
        yield f"sf_gift={self.foreign_keys.gifts.seal(GiftPass(int(time.time()), (held,)))}"
        yield f"sf_gift={self.cast.gifts['another']['token']}"
        yield f"sf_gift={good[:-1]}"

    def _signed_in(self, said: str, name: str, tier: Tier, tiers: frozenset[str]) -> Visitor:
        cookie = f"sf_pass={self.pass_of(name, tier)}; sf_session={self.cast.sessions[name]}; sf_in=1"
        return Visitor(said, tiers, (("Cookie", cookie),))


def _b64(data: bytes) -> str:
    return urlsafe_b64encode(data).rstrip(b"=").decode()
