"""The worker: runs tasks from the database, and twice a minute what is due by the clock."""

import logging
import signal
import threading
import time
from collections.abc import Callable

import django

DUE_EVERY = 20
"""Seconds between two looks at what the clock made due: scheduled publishing, old rows to forget."""

AGAIN_AFTER = 2
"""Seconds until a worker whose database went away looks for it again."""

log = logging.getLogger(__name__)


def work() -> int:
    """Run tasks until SIGTERM or SIGINT; the task in hand is finished first. Returns the exit status."""
    django.setup()
    from django_tasks import DEFAULT_TASK_BACKEND_ALIAS, task_backends
    from django_tasks_db import DatabaseBackend

    stop = threading.Event()
    clock = threading.Thread(target=_follow_the_clock, args=(stop,), name="clock", daemon=True)
    clock.start()
    try:
        if isinstance(task_backends[DEFAULT_TASK_BACKEND_ALIAS], DatabaseBackend):
            _run_tasks()
        else:
            _wait_for_the_end(stop)
    finally:
        stop.set()
        clock.join(timeout=10)
    return 0


def _run_tasks() -> None:
    """
    Run what is in the queue. While the database is away, wait for it: the supervisor gives the whole site up when a
    process ends again and again as soon as it starts.
    """
    from django.core.management import call_command
    from django.db import InterfaceError, OperationalError, connections

    while True:
        try:
            call_command("db_worker", queue_name="*", interval=0.5, startup_delay=False, reload=False, verbosity=0)
        except (InterfaceError, OperationalError) as error:
            log.warning("the database does not answer, the worker waits %s seconds: %s", AGAIN_AFTER, error)
        else:
            return
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, _end)
        connections.close_all()
        time.sleep(AGAIN_AFTER)


def _end(number: int, frame: object) -> None:
    raise SystemExit(0)


def _wait_for_the_end(stop: threading.Event) -> None:
    """Tasks run where they are asked for; only the clock is followed here."""
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    stop.wait()


def _follow_the_clock(stop: threading.Event) -> None:
    from django.db import close_old_connections

    while not stop.wait(DUE_EVERY):
        for duty in _duties():
            close_old_connections()
            try:
                duty()
            except Exception:
                # One duty that fails must not keep the others, or the next round, from running.
                log.exception("%s failed; it is tried again in %s seconds", duty.__qualname__, DUE_EVERY)


def _duties() -> tuple[Callable[[], object], ...]:
    from standfirst.access.recording import forget_old_decisions
    from standfirst.audience.upkeep import forget_old_figures
    from standfirst.discussion.delivering import queue_due
    from standfirst.discussion.figures import count_if_due
    from standfirst.discussion.moderating.learning_round import learn_if_due
    from standfirst.discussion.recounting import recount_if_due
    from standfirst.discussion.story_rules import follow_ages as close_by_age
    from standfirst.generations.raising import forget_old_changes
    from standfirst.mail.upkeep import forget_done, take_up_again
    from standfirst.newsroom.ageing import follow_ages
    from standfirst.newsroom.scheduling import publish_due
    from standfirst.readers.confirming import forget_run_out
    from standfirst.readers.limits import forget_old
    from standfirst.rights.erasing import carry_out_due
    from standfirst.rights.retaining import go_round_if_due

    return (
        publish_due,
        queue_due,
        follow_ages,
        learn_if_due,
        close_by_age,
        count_if_due,
        forget_old_changes,
        take_up_again,
        forget_done,
        forget_run_out,
        forget_old,
        forget_old_decisions,
        forget_old_figures,
        carry_out_due,
        go_round_if_due,
        recount_if_due,
    )
