"""What a rendered page says about itself to the front door."""

from dataclasses import dataclass, field
from math import inf

from standfirst.access.levels import Level
from standfirst.access.policy import NONE, Allowances


@dataclass(frozen=True, slots=True)
class CachePlan:
    """
    Permission to keep an answer and to hand it to everybody who may see its variant.

    ``article`` is the id that a grant must name (0: not an article). ``tags`` are what the answer was made from: it
    falls when one of them is raised. ``params`` are the query parameters that make it another page; all others are
    ignored. ``allowances`` are the publication's when it was made. ``until``, in seconds since 1970: from then on the
    page is another one, because an article has grown old enough for another level. ``section``: the id of the
    section, or of the front, that it is counted under (0: none).
    """

    level: Level = Level.FREE
    article: int = 0
    tags: frozenset[str] = field(default_factory=frozenset)
    params: tuple[str, ...] = ()
    allowances: Allowances = NONE
    until: float = inf
    section: int = 0
