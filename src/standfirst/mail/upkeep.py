"""The queue's housekeeping: what a killed worker left behind is taken up again, and what is done with is forgotten."""

import logging
from datetime import timedelta
from typing import Any

from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

log = logging.getLogger(__name__)

LEASE = timedelta(minutes=5)
"""Longer than a mail can take, with every answer of its server as slow as settings.EMAIL_TIMEOUT lets it be."""
MOST_WORKERS = 3
"""So many may die over one task; then it is parked, for it may be what kills them."""
KEPT_FOR = timedelta(days=7)
"""How long a task that has ended can still be looked at. Its arguments name a reader's address."""


def take_up_again() -> int:
    """
    Give the tasks of ours back to the queue that have run for longer than any does; how many there were.

    Their worker was killed. A mail that had gone out just before goes again, under the same Message-ID.
    """
    left = DBTaskResult.objects.running().filter(
        task_path__startswith="standfirst.", started_at__lt=timezone.now() - LEASE
    )
    taken = 0
    for row in left:
        changed: dict[str, Any] = {"status": TaskResultStatus.READY, "finished_at": None}
        if len(row.worker_ids) >= MOST_WORKERS:
            log.error("%s was given up: %s workers ended over it", row.task_path, len(row.worker_ids))
            changed = {"status": TaskResultStatus.FAILED, "finished_at": timezone.now()}
        # Two workers look after the queue at once; the one that finds the row as it was has it.
        taken += DBTaskResult.objects.running().filter(pk=row.pk, started_at=row.started_at).update(**changed)
    return taken


def forget_done() -> int:
    """Delete the tasks that ended a week ago, well or not; how many there were."""
    return DBTaskResult.objects.finished().filter(finished_at__lt=timezone.now() - KEPT_FOR).delete()[0]
