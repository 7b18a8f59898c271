"""Who may read what. Pure: no clock, no database, no request."""

from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

from standfirst.access.levels import Level, Tier, Variant


@dataclass(frozen=True, slots=True)
class Visitor:
    """
    What is known of somebody who asks for a page.

    ``provisional``: registered in this browser, address not confirmed yet. ``grants``: ids of the articles that this
    visitor has unlocked in this period. ``used``: how many of the allowance that took. ``gifts``: ids of the articles
    that somebody gave to whoever reads in this browser; they cost nothing of the allowance. ``institution``: id of the
    one in whose network the visitor has a seat (0: none). ``crawler``: a search engine's, whose name and address are
    confirmed.
    """

    tier: Tier = Tier.ANONYMOUS
    provisional: bool = False
    grants: frozenset[int] = frozenset()
    used: int = 0
    gifts: frozenset[int] = frozenset()
    institution: int = 0
    crawler: bool = False


@dataclass(frozen=True, slots=True)
class Allowances:
    """
    How many articles above their own tier's a visitor may open in a period: ``anonymous`` of those for registered
    readers, ``registered`` of the Premium ones. ``ask``: a reader is asked before a Premium one is spent.
    """

    anonymous: int = 0
    registered: int = 0
    ask: bool = False


class Reason(Enum):
    """The rule that spoke, for people who ask why."""

    FREE = "The article is free."
    TIER = "The visitor's tier includes this level."
    GRANT = "The visitor has unlocked this article in this period."
    GIFT = "Somebody gave the visitor this article, by a link that is still good."
    INSTITUTION = "The visitor is in the network of an institution that pays for its people, and has a seat there."
    CRAWLER = "The publication lets search engines read whose name and address are confirmed."
    ALLOWED = "The allowance is not used up: opening the article spends one."
    ASKED = "The allowance is not used up: the reader is asked before one is spent."
    SPENT = "The allowance of this period is used up."
    NO_ALLOWANCE = "The publication gives this tier no allowance."
    ANONYMOUS = "Nobody we know: a Premium article asks to register first."
    UNCONFIRMED = "The address is not confirmed yet: only the article at whose wall the reader registered is open."


class Decision(NamedTuple):
    """
    ``variant`` is what may be shown now. ``unlocks``: spending one of the allowance would show all of it; whoever does
    not do that shows ``variant``, which is a wall. ``trace``: why.
    """

    variant: Variant
    unlocks: bool
    trace: tuple[Reason, ...]


ANONYMOUS = Visitor()
CRAWLER = Visitor(crawler=True)
NONE = Allowances()

_FREE = Decision(Variant.FULL, False, (Reason.FREE,))
_TIER = Decision(Variant.FULL, False, (Reason.TIER,))
_GRANT = Decision(Variant.FULL, False, (Reason.GRANT,))
_GIFT = Decision(Variant.FULL, False, (Reason.GIFT,))
_INSTITUTION = Decision(Variant.FULL, False, (Reason.INSTITUTION,))
_CRAWLER = Decision(Variant.FULL, False, (Reason.CRAWLER,))
_REGISTER = Decision(Variant.REGISTER, False, (Reason.NO_ALLOWANCE,))
_REGISTER_SPENT = Decision(Variant.REGISTER, False, (Reason.SPENT,))
_REGISTER_UNLOCKS = Decision(Variant.REGISTER, True, (Reason.ALLOWED,))
_REGISTER_PREMIUM = Decision(Variant.REGISTER, False, (Reason.ANONYMOUS,))
_CONFIRM = Decision(Variant.CONFIRM, False, (Reason.UNCONFIRMED,))
_PREMIUM = Decision(Variant.PREMIUM, False, (Reason.NO_ALLOWANCE,))
_ASK = Decision(Variant.ASK, False, (Reason.ASKED,))
_SPENT = Decision(Variant.SPENT, False, (Reason.SPENT,))
_SPENT_UNLOCKS = Decision(Variant.SPENT, True, (Reason.ALLOWED,))


def decide(level: Level, article: int, visitor: Visitor, allowances: Allowances = NONE) -> Decision:
    """What ``visitor`` may see of ``article``, whether spending one would open it, and why."""
    if level is Level.FREE:
        return _FREE
    if visitor.institution:
        return _INSTITUTION
    if visitor.crawler:
        return _CRAWLER
    tier = visitor.tier
    if level is Level.REGISTERED:
        if tier is not Tier.ANONYMOUS:
            return _TIER
        if article in visitor.grants:
            return _GRANT
        if article in visitor.gifts:
            return _GIFT
        if not allowances.anonymous:
            return _REGISTER
        return _REGISTER_UNLOCKS if visitor.used < allowances.anonymous else _REGISTER_SPENT
    known = tier is not Tier.ANONYMOUS
    if known and article in visitor.grants:
        return _GRANT
    if tier is Tier.SUBSCRIBER and not visitor.provisional:
        return _TIER
    if article in visitor.gifts:
        return _GIFT
    if not known:
        return _REGISTER_PREMIUM
    if visitor.provisional:
        return _CONFIRM
    if not allowances.registered:
        return _PREMIUM
    if visitor.used >= allowances.registered:
        return _SPENT
    return _ASK if allowances.ask else _SPENT_UNLOCKS
