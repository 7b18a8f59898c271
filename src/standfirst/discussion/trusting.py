"""How far a writer is trusted: a number that grows with good conduct and with reading. No clock, no database."""

from dataclasses import dataclass

TRUSTED = 60
"""From here on a writer's comments are not held for being a newcomer's, or for reports on others of theirs."""


@dataclass(frozen=True, slots=True)
class Conduct:
    """
    ``read``: stories opened out of the allowance, as long as that is kept. ``days_since_…`` None: never.
    ``restrained``: by a sanction that lasts.
    """

    published: int = 0
    liked: int = 0
    read: int = 0
    days_here: int = 0
    rejected: int = 0
    days_since_rejection: int | None = None
    days_since_sanction: int | None = None
    restrained: bool = False


def trust(conduct: Conduct) -> int:
    """
    From 0 to 100.

    Each thing counts up to a bound of its own, so that nobody buys it with one alone: 40 for twenty comments that
    stand, 15 for thirty likes, 20 for twenty stories read, 25 for a hundred days. A rejection takes 15 and a sanction
    40, less and less over ninety days; what was rejected weighs against what stands.
    """
    if conduct.restrained:
        return 0
    earned = (
        min(40, conduct.published * 2)
        + min(15, conduct.liked // 2)
        + min(20, conduct.read)
        + min(25, conduct.days_here // 4)
    )
    share = conduct.rejected / max(1, conduct.rejected + conduct.published)
    lost = 60 * share + 15 * _fresh(conduct.days_since_rejection) + 40 * _fresh(conduct.days_since_sanction)
    return max(0, min(100, round(earned - lost)))


def _fresh(days: int | None) -> float:
    return 0.0 if days is None else max(0.0, 1 - days / 90)
