"""How long this room keeps what it holds."""

from standfirst.access.models import Entitlement, Unlock
from standfirst.keeping import Kept, keep


def declare_kept() -> None:
    """Called once, when the room starts."""
    keep(
        Kept(
            key="unlocks",
            name="Premium articles that readers opened",
            because="An allowance counts for 366 days at most; nobody asks after an older one.",
            setting="STANDFIRST_KEEP_UNLOCKS_DAYS",
            overdue=lambda before: Unlock.objects.filter(at__lt=before),
        ),
        Kept(
            key="subscriptions",
            name="Subscriptions that have ended",
            because="They are evidence of what was paid for; in most countries for six years.",
            setting="STANDFIRST_KEEP_SUBSCRIPTIONS_DAYS",
            overdue=lambda before: Entitlement.objects.filter(ends_at__lt=before),
        ),
    )
