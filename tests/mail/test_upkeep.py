"""A killed worker loses no mail, a task that kills workers is parked, and what is done with is forgotten."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.test import Client
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from standfirst.mail.upkeep import KEPT_FOR, LEASE, MOST_WORKERS, forget_done, take_up_again
from standfirst.working import _duties
from tests.readers.cast import answers

pytestmark = pytest.mark.django_db(transaction=True)

A_MOMENT = timedelta(seconds=1)


def registered() -> "DBTaskResult[Any, Any]":
    """The task of a registration's mail."""
    Client().post("/register/", answers())
    return DBTaskResult.objects.get()


def killed_over(task: "DBTaskResult[Any, Any]", times: int = 1) -> None:
    """Leave ``task`` as a worker does that is killed in the middle of it."""
    for number in range(times):
        task.claim(f"worker {number}")


def work() -> None:
    """Run what waits, as `standfirst worker` does."""
    Worker(
        queue_names=["*"],
        excluded_queue_names=[],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id="the next worker",
    ).run()


def test_a_mail_that_a_killed_worker_had_in_hand_goes_out_after_the_lease(db: None) -> None:
    killed_over(registered())
    work()
    assert mail.outbox == [], "the queue itself never gives it back"
    with time_machine.travel(timezone.now() + LEASE + A_MOMENT, tick=False):
        assert take_up_again() == 1
        work()
    assert len(mail.outbox) == 1
    assert DBTaskResult.objects.get().status == TaskResultStatus.SUCCESSFUL


def test_a_task_that_is_still_being_worked_on_is_left_alone(db: None) -> None:
    killed_over(registered())
    with time_machine.travel(timezone.now() + LEASE - A_MOMENT, tick=False):
        assert take_up_again() == 0
    assert DBTaskResult.objects.get().status == TaskResultStatus.RUNNING


def test_a_mail_that_had_gone_out_just_before_goes_again_under_the_same_name(db: None) -> None:
    task = registered()
    task.task.call(**task.args_kwargs["kwargs"])
    killed_over(task)
    with time_machine.travel(timezone.now() + LEASE + A_MOMENT, tick=False):
        take_up_again()
        work()
    assert len(mail.outbox) == 2
    assert len({letter.message()["Message-ID"] for letter in mail.outbox}) == 1


def test_a_task_that_ends_every_worker_is_parked_and_said(db: None, caplog: pytest.LogCaptureFixture) -> None:
    killed_over(registered(), times=MOST_WORKERS)
    with time_machine.travel(timezone.now() + LEASE + A_MOMENT, tick=False):
        take_up_again()
        assert take_up_again() == 0
    assert DBTaskResult.objects.get().status == TaskResultStatus.FAILED
    assert "standfirst.readers.tasks.mail_registration was given up: 3 workers ended over it" in caplog.text
    assert "ann@example.com" not in caplog.text


def test_tasks_that_are_not_ours_are_not_ours_to_run_again(db: None) -> None:
    killed_over(registered())
    DBTaskResult.objects.update(task_path="wagtail.search.tasks.reindex")
    with time_machine.travel(timezone.now() + LEASE + A_MOMENT, tick=False):
        assert take_up_again() == 0


def test_one_bad_task_does_not_keep_the_next_from_running(db: None) -> None:
    bad = registered()
    DBTaskResult.objects.filter(pk=bad.pk).update(args_kwargs={"args": [], "kwargs": {"nonsense": 1}})
    Client().post("/register/", answers(email="bob@example.com"))
    work()
    assert [letter.to for letter in mail.outbox] == [["bob@example.com"]]


def test_what_ended_a_week_ago_is_forgotten_with_the_addresses_in_it(db: None) -> None:
    registered()
    work()
    Client().post("/register/", answers(email="bob@example.com"))
    with time_machine.travel(timezone.now() + KEPT_FOR - A_MOMENT, tick=False):
        assert forget_done() == 0
    with time_machine.travel(timezone.now() + KEPT_FOR + timedelta(minutes=1), tick=False):
        assert forget_done() == 1
    assert DBTaskResult.objects.get().status == TaskResultStatus.READY, "what waits is never forgotten"


def test_the_worker_looks_after_all_of_it() -> None:
    duties = {duty.__qualname__ for duty in _duties()}
    assert {"take_up_again", "forget_done", "forget_run_out", "forget_old"} <= duties
