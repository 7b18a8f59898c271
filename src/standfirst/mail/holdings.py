"""What the queue holds about a reader: mails to their address, waiting or gone within the last days."""

import json
import re
from collections.abc import Iterable
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_tasks_db.models import DBTaskResult

from standfirst.holdings import MAILS, Holding, Person, Row, declare


def declare_holdings() -> None:
    """Called once, when the room starts."""
    declare(QUEUE)


def tasks_about(person: Person) -> list[DBTaskResult[..., Any]]:
    """
    The tasks whose arguments or whose trace name the reader by address or subject, as text: what a task of another
    room holds is not known here. The whole queue is looked through; it holds a week.
    """
    words = [word for word in (person.email, person.subject.hex, str(person.subject)) if word]
    near = Q()
    for word in words:
        # SQLite keeps JSON as it was written, with letters beyond ASCII escaped; PostgreSQL as it was meant.
        for spelled in {word, json.dumps(word)[1:-1]}:
            near |= Q(args_kwargs__icontains=spelled) | Q(traceback__icontains=spelled)
            near |= Q(return_value__icontains=spelled)
    # As a whole: ann@example.com is not joann@example.com.
    whole = re.compile("|".join(rf"(?<![\w.+-]){re.escape(word)}(?![\w.-])" for word in words), re.IGNORECASE)
    return [task for task in DBTaskResult.objects.filter(near).order_by("enqueued_at") if whole.search(_text_of(task))]


def _text_of(task: DBTaskResult[..., Any]) -> str:
    told = json.dumps([task.args_kwargs, task.return_value], ensure_ascii=False)
    return f"{told}\n{task.traceback}"


def _mails(person: Person) -> Iterable[Row]:
    for task in tasks_about(person):
        told = task.args_kwargs["kwargs"]
        yield {
            "asked_for_at": task.enqueued_at,
            "what": told.get("template") or task.task_path.rpartition(".")[2],
            "to": told.get("to") or told.get("address") or "",
            "state": str(task.status).lower(),
            "ended_at": task.finished_at,
        }


def _forget(person: Person) -> None:
    DBTaskResult.objects.filter(pk__in=[task.pk for task in tasks_about(person)]).delete()


def _leave(gone: Person, kept: Person) -> None:
    """A mail that is on its way to an address goes there."""


QUEUE = Holding(
    key="mails",
    name=_("Mails to you"),
    about=_("Which mails we sent you in the last seven days, and those that still wait. Their text is not kept."),
    models=("django_tasks_database.DBTaskResult",),
    export=_mails,
    erase=_forget,
    merge=_leave,
    erased=MAILS,
)
