"""The words of access: levels of an article, tiers of a reader, variants of a page. Pure."""

from enum import StrEnum


class Level(StrEnum):
    """Who an article is for."""

    FREE = "free"
    REGISTERED = "registered"
    PREMIUM = "premium"


class Tier(StrEnum):
    """What the publication knows a reader as."""

    ANONYMOUS = "anonymous"
    REGISTERED = "registered"
    SUBSCRIBER = "subscriber"


class Variant(StrEnum):
    """
    A cached form of a page.

    FULL holds the whole text. The others hold the teaser and, where it ends, a wall: REGISTER asks to register, CONFIRM
    to confirm the address first, ASK whether to spend one of the allowance, SPENT says when it refills, PREMIUM that
    the article is for subscribers.
    """

    FULL = "full"
    REGISTER = "register"
    CONFIRM = "confirm"
    ASK = "ask"
    SPENT = "spent"
    PREMIUM = "premium"
