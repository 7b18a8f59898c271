"""The decision of the front door: what to answer to a head, from memory. Pure but for the memory it is given."""

from collections.abc import Callable
from email.utils import formatdate
from enum import Enum, auto
from typing import NamedTuple

from standfirst.access.levels import Level, Variant
from standfirst.access.policy import ANONYMOUS, CRAWLER, Visitor, decide
from standfirst.frontdoor.addresses import key_of, may_be_kept
from standfirst.frontdoor.answers import Answers, Ready, for_a_crawler
from standfirst.frontdoor.callers import Callers
from standfirst.frontdoor.counts import Counted
from standfirst.frontdoor.encodings import encoding_for
from standfirst.frontdoor.entries import Entry, EntryStore
from standfirst.frontdoor.following import Sight
from standfirst.frontdoor.head import Head
from standfirst.frontdoor.noting import Seen

# Asked at every request: an attribute of an enumeration costs more than a name.
_CLEAR = Sight.CLEAR
_FULL = Variant.FULL


class Ask(Enum):
    """What the protocol has to do before, or instead of, answering from memory."""

    DJANGO = auto()
    LOOK = auto()  # read the log of changes, then decide again
    NOT_AHEAD = auto()  # say that this page is fetched when its reader comes, not before


class Fill(NamedTuple):
    """The page at ``key`` has to be rendered as ``variant`` first; then decide again."""

    key: bytes
    variant: Variant


class Spend(NamedTuple):
    """
    Spending one of the visitor's allowance would open ``article``: do that, then decide again as who they are then.
    """

    article: int
    visitor: Visitor


Decision = bytes | Ask | Fill | Spend


class Door:
    """
    Decides about heads that are ``simple``. ``who`` tells the visitor from a Cookie line and the time, ``sight`` how
    far memory can be trusted, ``callers`` what the address says. Each answer that shows a page to a person is counted
    in ``counts``, and what was decided at an article noted in ``notes`` where that is wanted, by the next ``tell``
    at the latest. Access is decided before validators are looked at, so that a stranger is never told "not modified".
    """

    def __init__(
        self,
        store: EntryStore,
        who: Callable[[bytes, float], Visitor | None],
        sight: Callable[[], Sight],
        counts: dict[Counted, int],
        callers: Callers,
        notes: Seen | None = None,
    ) -> None:
        self._store = store
        self._entries = store.entries
        self._who = who
        self._sight = sight
        self._counts = counts
        self._callers = callers
        self._notes = notes
        self._shown: list[tuple[Entry, Answers]] = []
        self._second = -1
        self._ok = self._unchanged = b""

    def decide(self, head: Head, now: float, held: Visitor | None = None, peer: str = "") -> Decision:
        """
        The whole answer to ``head`` at ``now`` (seconds since 1970), or what is to be done first. ``peer`` is the
        address at the other end of the connection.

        ``held``: who the visitor has become since the cookie was sent, which then is not looked at, and spends nothing.
        """
        sight = self._sight()
        if sight is not _CLEAR and sight is not Sight.BLIND:
            return Ask.LOOK if sight is Sight.BEHIND else Ask.DJANGO
        visitor = held or (ANONYMOUS if head.cookie is None else self._who(head.cookie, now))
        if visitor is None:
            return Ask.DJANGO
        # A key is written in the canonical way, so a target that is a key needs no further look.
        key = head.target
        entry = self._entries.get(key)
        if entry is None:
            found = self._find(key, now)
            if isinstance(found, Ask | Fill):
                return found
            key, entry = found
        self._entries.move_to_end(key)
        if now >= entry.until:
            self._store.remove(key)
            return Fill(key, Variant.FULL)
        if visitor is ANONYMOUS:
            decision, answers = entry.anonymous, entry.for_anonymous
        else:
            if visitor.institution and not self._callers.sits(visitor.institution, peer, head, now):
                return Ask.DJANGO
            decision = decide(entry.level, entry.article, visitor, entry.allowances)
            answers = entry.variants.get(decision.variant)
        variant = decision.variant
        if variant is not _FULL and held is None and self._callers.watching:
            if self._callers.may_sit(peer, head, now):
                return Ask.DJANGO if head.purpose is None else Ask.NOT_AHEAD
            if visitor is ANONYMOUS and self._callers.is_crawler(peer, head):
                return self._for_a_crawler(head, key, entry, now)
        if decision.unlocks and held is None and head.method == b"GET":
            return Spend(entry.article, visitor) if head.purpose is None else Ask.NOT_AHEAD
        if sight is not _CLEAR and variant is _FULL and entry.level is not Level.FREE:
            return Ask.DJANGO
        if answers is None:
            return Ask.DJANGO if self._store.refuses(key, now) else Fill(key, variant)
        # "Not modified" shows a page as well: the browser has it, and asks each time it is opened.
        if answers.counted is not None and head.method == b"GET" and head.aside is None and head.purpose is None:
            if visitor is not ANONYMOUS:
                self._count(entry, answers, 1, head.cookie, held)
            else:
                # Most visitors are nobody we know: what they see is added up at the page itself.
                if not answers.shown:
                    self._shown.append((entry, answers))
                answers.shown += 1
        return self._answer(head, answers.by_encoding[encoding_for(head.encodings)], now)

    def tell(self) -> None:
        """Count what was shown to people we know nothing of; to be called before the numbers are gathered."""
        for entry, answers in self._shown:
            self._count(entry, answers, answers.shown)
            answers.shown = 0
        self._shown.clear()

    def _count(
        self, entry: Entry, answers: Answers, times: int, cookie: bytes | None = None, held: Visitor | None = None
    ) -> None:
        if answers.counted is not None:
            self._counts[answers.counted] = self._counts.get(answers.counted, 0) + times
        if entry.article and self._notes is not None:
            # Who sent the cookies is told when there is time for it.
            seen = entry, answers, cookie, held
            self._notes[seen] = self._notes.get(seen, 0) + times

    def _for_a_crawler(self, head: Head, key: bytes, entry: Entry, now: float) -> Decision:
        """The whole text, to be kept by nobody on the way. What is not certain is Django's, who knows no crawlers."""
        variant = decide(entry.level, entry.article, CRAWLER, entry.allowances).variant
        if self._sight() is not _CLEAR:
            return Ask.DJANGO
        answers = entry.variants.get(variant)
        if answers is None:
            return Ask.DJANGO if self._store.refuses(key, now) else Fill(key, variant)
        return for_a_crawler(self._answer(head, answers.by_encoding[encoding_for(head.encodings)], now))

    def _find(self, target: bytes, now: float) -> tuple[bytes, Entry] | Ask | Fill:
        """The entry of a target that is not itself a key: it has a query, or nobody asked for the page yet."""
        path, _, query = target.partition(b"?")
        if not may_be_kept(path) or self._store.refuses(path, now):
            return Ask.DJANGO
        # The plain page comes first: it says which parameters count.
        page = self._entries.get(path)
        if page is None:
            return Fill(path, Variant.FULL)
        key = key_of(path, query, page.plan.params)
        if key is None or self._store.refuses(key, now):
            return Ask.DJANGO
        entry = self._entries.get(key)
        return Fill(key, Variant.FULL) if entry is None else (key, entry)

    def _answer(self, head: Head, ready: Ready, now: float) -> bytes:
        if now >= self._second + 1 or now < self._second:
            self._tick(int(now))
        if head.matches is not None and _matches(head.matches, ready.etag):
            answer, rest = self._unchanged, ready.unchanged
        elif head.method == b"HEAD":
            answer, rest = self._ok, ready.head
        else:
            answer, rest = self._ok, ready.whole
        return answer + b"Connection: close\r\n" + rest if head.close else answer + rest

    def _tick(self, second: int) -> None:
        date = b"Date: " + formatdate(second, usegmt=True).encode() + b"\r\n"
        self._second = second
        self._ok = b"HTTP/1.1 200 OK\r\n" + date
        self._unchanged = b"HTTP/1.1 304 Not Modified\r\n" + date


def _matches(header: bytes, etag: bytes) -> bool:
    """
    Whether If-None-Match names ``etag``, compared weakly (RFC 9110 §13.1.2). ``*`` names whatever the visitor may see.
    """
    if header == etag:
        return True
    return any(tag.strip().removeprefix(b"W/") in (etag, b"*") for tag in header.split(b","))
