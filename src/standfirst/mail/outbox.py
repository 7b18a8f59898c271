"""Work that is to happen after a commit, written down in the same transaction; and again later when it did not work."""

import logging
import smtplib
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any

from django.db import transaction
from django.utils import timezone
from django_tasks import task_backends
from django_tasks.base import Task

log = logging.getLogger(__name__)

WAITS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 240))
"""How long after each failure a mail is tried again. After the last it is given up, with a line in the log."""


def queue(task: Task[..., Any], **arguments: Any) -> None:
    """
    Have ``task`` run after the current transaction commits.

    With the queue in the database the row is part of the transaction: a crash after the commit loses nothing. A backend
    without one runs the task on commit.
    """
    if task_backends[task.backend].supports_get_result:
        task.enqueue(**arguments)
    else:
        transaction.on_commit(partial(task.enqueue, **arguments))


def with_patience(send: Callable[[], None], again: Task[..., Any], *, tries: int, **arguments: Any) -> None:
    """
    Run ``send``; when the mail server could not be reached or said "later", queue ``again`` with ``arguments``.

    ``tries`` is how often it was tried before. A final refusal is not tried again. The log names the failure, never
    the address.
    """
    try:
        send()
    except (smtplib.SMTPException, OSError) as error:
        if _is_final(error) or tries >= len(WAITS) or not task_backends[again.backend].supports_defer:
            log.error("a mail was given up after %s tries: %s", tries + 1, type(error).__name__)
            return
        log.warning("a mail is tried again in %s: %s", WAITS[tries], type(error).__name__)
        again.using(run_after=timezone.now() + WAITS[tries]).enqueue(**arguments, tries=tries + 1)


def _is_final(error: Exception) -> bool:
    """
    Whether the server will not have this mail for this address. A 5yz to anything before (a greeting, a sign-in, our
    own address) is about us, and somebody may put it right meanwhile. Source: RFC 5321 §4.2.1.
    """
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return all(500 <= code < 600 for code, _words in error.recipients.values())
    return isinstance(error, smtplib.SMTPDataError) and 500 <= error.smtp_code < 600
