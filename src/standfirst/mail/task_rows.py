"""Django's tasks, each a row in the database, written by a statement that is made once: most replies queue one."""

from collections.abc import Mapping, Sequence
from typing import Any

from django_tasks_db import DatabaseBackend

from standfirst import rows


class TaskRows(DatabaseBackend):
    """As the package has it, but for how a new task is written."""

    def _task_to_db_task(self, task: Any, args: Sequence[Any], kwargs: Mapping[str, Any]) -> Any:
        from django_tasks.utils import normalize_json
        from django_tasks_db.models import DBTaskResult, get_date_max

        made: DBTaskResult[..., Any] = DBTaskResult(
            id=self._get_id(),
            args_kwargs=normalize_json({"args": args, "kwargs": kwargs}),
            priority=task.priority,
            task_path=task.module_path,
            queue_name=task.queue_name,
            run_after=task.run_after or get_date_max(),
            backend_name=self.alias,
        )
        rows.insert(made)
        return made
