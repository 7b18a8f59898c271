"""How long the moderators' log and their sanctions are kept."""

from django.db.models import Q

from standfirst.discussion.models import Act, Sanction
from standfirst.keeping import Kept, keep


def declare_kept() -> None:
    """Called once, when the room starts."""
    keep(
        Kept(
            key="acts",
            name="Log of moderation",
            because="Long enough for appeals, for the yearly report, and to see how a writer went on.",
            setting="STANDFIRST_KEEP_MODERATION_DAYS",
            overdue=lambda before: Act.objects.filter(at__lt=before),
            forget=lambda before: Act.objects.all().forget_before(before),
        ),
        Kept(
            key="sanctions",
            name="Sanctions of commenters that have ended",
            because="To see whether it happens again. One that lasts is kept.",
            setting="STANDFIRST_KEEP_MODERATION_DAYS",
            overdue=lambda before: Sanction.objects.filter(
                Q(lifted_at__lt=before) | Q(until__lt=before) | Q(kind="warn", at__lt=before)
            ),
        ),
    )
