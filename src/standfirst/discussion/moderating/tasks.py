"""What the worker does for moderation."""

from datetime import timedelta

from django.utils import timezone
from django_tasks import task, task_backends

ASKED_AGAIN = tuple(timedelta(seconds=seconds) for seconds in (30, 300, 1_800))
"""How long after each failure the outside check is asked again. After the last, moderators decide without it."""


@task()
def ask_outside(comment: int, tries: int = 0) -> None:
    """Ask the outside check about a comment that is held for it."""
    from standfirst.discussion.moderating.asking_outside import AskLater, ask_about

    last = tries >= len(ASKED_AGAIN) or not task_backends[ask_outside.backend].supports_defer
    try:
        ask_about(comment, last_time=last)
    except AskLater:
        ask_outside.using(run_after=timezone.now() + ASKED_AGAIN[tries]).enqueue(comment=comment, tries=tries + 1)


@task()
def learn_from_decisions(state: int) -> None:
    """Learn, and write down in ``state`` how that went."""
    from standfirst.discussion.moderating.learning_round import learn_into

    learn_into(state)
