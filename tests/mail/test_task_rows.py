"""A task's row, written by one statement: the same as the package's own, and nothing before its transaction is over."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone
from django_tasks import task
from django_tasks_db import DatabaseBackend
from django_tasks_db.models import DBTaskResult

from standfirst.mail.task_rows import TaskRows

pytestmark = pytest.mark.django_db

BY_CHANCE = {"id", "enqueued_at"}


@task(queue_name="default")
def tell(who: str, *, later: bool = False) -> None:
    """A task for these tests; no worker runs it."""


def row(backend: type[DatabaseBackend], *args: Any, run_after: datetime | None = None, **kwargs: Any) -> dict[str, Any]:
    """All columns of the row that ``backend`` writes for a task, read back from the database."""
    asked: Any = tell.using(run_after=run_after, priority=7) if run_after else tell
    queued: Any = backend("default", {}).enqueue(asked, args, kwargs)
    return dict(DBTaskResult.objects.filter(pk=queued.id).values().get())


@pytest.mark.parametrize("later", [False, True])
def test_a_row_is_the_one_that_the_package_writes(later: bool) -> None:
    run_after = timezone.now() + timedelta(days=3) if later else None
    ours, theirs = (
        row(backend, "Zoë D'Arcy", run_after=run_after, later=later) for backend in (TaskRows, DatabaseBackend)
    )
    assert {name: value for name, value in ours.items() if name not in BY_CHANCE} == {
        name: value for name, value in theirs.items() if name not in BY_CHANCE
    }
    assert abs(ours["enqueued_at"] - theirs["enqueued_at"]) < timedelta(minutes=1)


@pytest.mark.django_db(transaction=True)
def test_a_transaction_that_is_taken_back_takes_its_tasks_along() -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        row(TaskRows, "Ann")
        raise ZeroDivisionError
    assert not DBTaskResult.objects.exists()
