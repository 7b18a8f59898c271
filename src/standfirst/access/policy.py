"""Who may read what. Pure: no clock, no database, no request."""

from dataclasses import dataclass

from standfirst.access.levels import Level, Tier, Variant


@dataclass(frozen=True, slots=True)
class Visitor:
    """
    What is known of somebody who asks for a page.

    ``provisional``: registered in this browser, address not confirmed yet. ``grants``: ids of the premium articles
    that this reader has unlocked.
    """

    tier: Tier = Tier.ANONYMOUS
    provisional: bool = False
    grants: frozenset[int] = frozenset()


ANONYMOUS = Visitor()


def decide(level: Level, article: int, visitor: Visitor) -> Variant:
    """The variant of ``article`` that ``visitor`` may see: the full one, or the teaser with the wall that fits."""
    if level is Level.FREE:
        return Variant.FULL
    if visitor.tier is Tier.ANONYMOUS:
        return Variant.REGISTER
    if level is Level.REGISTERED:
        return Variant.FULL
    # A provisional pass reads `registered` and nothing else that a confirmed account has, whatever it claims.
    if not visitor.provisional and (visitor.tier is Tier.SUBSCRIBER or article in visitor.grants):
        return Variant.FULL
    return Variant.PREMIUM
