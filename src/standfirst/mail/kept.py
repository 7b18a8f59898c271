"""How long this room keeps what it holds."""

from django_tasks_db.models import DBTaskResult

from standfirst.keeping import Kept, keep
from standfirst.mail.upkeep import KEPT_FOR


def declare_kept() -> None:
    """Called once, when the room starts."""
    keep(
        Kept(
            key="tasks",
            name="Mails and other work that is done",
            because="To find out why a mail did not come. They name an address.",
            days=KEPT_FOR.days,
            overdue=lambda before: DBTaskResult.objects.finished().filter(finished_at__lt=before),
        )
    )
