"""The pages that are kept in memory: within a byte budget, the least recently used one going first."""

from collections import OrderedDict

from standfirst.access.levels import Level, Variant
from standfirst.access.policy import ANONYMOUS, decide
from standfirst.frontdoor.answers import Answers
from standfirst.frontdoor.plan import CachePlan

EVERYTHING = "site"
"""The tag that every entry falls by."""
_OVERHEAD = 1_000
_MOST_REFUSED = 2_000


class Entry:
    """
    One page: for whom it is, and the variants of it that have been asked for so far. ``anonymous`` is the decision for
    somebody we know nothing of, made once, and ``for_anonymous`` its answers: most visitors are nobody we know.
    """

    __slots__ = ("allowances", "anonymous", "article", "for_anonymous", "level", "plan", "size", "until", "variants")

    def __init__(self, key: bytes, plan: CachePlan) -> None:
        self.plan = plan
        self.level: Level = plan.level
        self.article = plan.article
        self.allowances = plan.allowances
        self.until = plan.until
        self.anonymous = decide(plan.level, plan.article, ANONYMOUS, plan.allowances)
        self.for_anonymous: Answers | None = None
        self.variants: dict[Variant, Answers] = {}
        self.size = _OVERHEAD + 2 * len(key) + sum(200 + len(tag) for tag in plan.tags)


class EntryStore:
    """
    Entries by key. ``budget`` is in bytes and counts every encoding, the heads and an allowance for Python's objects.

    Belongs to one thread, the one that serves.
    """

    def __init__(self, budget: int) -> None:
        self.budget = budget
        self.size = 0
        self.entries: OrderedDict[bytes, Entry] = OrderedDict()
        self._by_tag: dict[str, set[bytes]] = {}
        self._refused: OrderedDict[bytes, float] = OrderedDict()

    def get(self, key: bytes) -> Entry | None:
        """The entry at ``key``, which is now the most recently used."""
        entry = self.entries.get(key)
        if entry is not None:
            self.entries.move_to_end(key)
        return entry

    def put(self, key: bytes, plan: CachePlan, variant: Variant, answers: Answers) -> bool:
        """
        Keep ``answers``; False when they alone are more than a quarter of the budget.

        An entry that was made under another plan falls: its variants were decided for another level.
        """
        if answers.size > self.budget // 4:
            return False
        entry = self.entries.get(key)
        if entry is None or entry.plan != plan:
            self.remove(key)
            entry = self.entries[key] = Entry(key, plan)
            self.size += entry.size
            for tag in plan.tags:
                self._by_tag.setdefault(tag, set()).add(key)
        before = entry.variants.get(variant)
        gained = answers.size - (before.size if before else 0)
        entry.variants[variant] = answers
        if variant is entry.anonymous.variant:
            entry.for_anonymous = answers
        entry.size += gained
        self.size += gained
        self.entries.move_to_end(key)
        self._refused.pop(key, None)
        while self.size > self.budget:
            self.remove(next(iter(self.entries)))
        return True

    def drop(self, tags: frozenset[str]) -> int:
        """Let every entry fall that was made from one of ``tags``; returns how many did."""
        self._refused.clear()
        if EVERYTHING in tags:
            dropped = len(self.entries)
            self.entries.clear()
            self._by_tag.clear()
            self.size = 0
            return dropped
        fallen = set().union(*(self._by_tag.get(tag, ()) for tag in tags))
        for key in fallen:
            self.remove(key)
        return len(fallen)

    def remove(self, key: bytes) -> None:
        """Forget the entry at ``key``, if there is one."""
        entry = self.entries.pop(key, None)
        if entry is None:
            return
        self.size -= entry.size
        for tag in entry.plan.tags:
            keys = self._by_tag[tag]
            keys.discard(key)
            if not keys:
                del self._by_tag[tag]

    def refuse(self, key: bytes, until: float) -> None:
        """Remember, in a small way, that the page at ``key`` is not to be kept: saves rendering it for nothing."""
        self._refused[key] = until
        self._refused.move_to_end(key)
        if len(self._refused) > _MOST_REFUSED:
            self._refused.popitem(last=False)

    def refuses(self, key: bytes, now: float) -> bool:
        """Whether ``key`` was refused and that still holds at ``now``."""
        until = self._refused.get(key)
        return until is not None and now < until
