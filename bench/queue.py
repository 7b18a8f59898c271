"""
How fast a moderator works with a million comments stored: ``python -m bench.queue``, on SQLite and on PostgreSQL.

Each figure is of one whole request of the admin, asked for in the process without a server between: a page of a queue,
a decision in place (to publish or to reject), its undoing, a page of a writer. ``--comments`` and ``--database`` for a
part of it. The exit status is 1 when a figure misses its mark.
"""

import argparse
import json
import os
import statistics
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any

from bench.house import inside

MOST_MS = {"a decision": 100.0, "an undoing": 100.0}
NAMES = {"sqlite": "SQLite", "postgres": "PostgreSQL"}
TRIES = 100
_AT_ONCE = 5_000
_STORIES = 1_000
_WRITERS = 5_000
_HELD_EVERY, _NEW_EVERY = 50, 10


def main() -> int:
    parser = argparse.ArgumentParser(description="Measure how fast moderators decide.")
    parser.add_argument("--comments", type=int, default=1_000_000)
    parser.add_argument("--database", choices=("sqlite", "postgres", "both"), default="both")
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.inside:
        print(json.dumps(measured(options.comments)))
        return 0
    missed = False
    print("| database | comments | what | p50 ms | p95 ms | at most |\n| --- | ---: | --- | ---: | ---: | ---: |")
    for database in NAMES if options.database == "both" else [options.database]:
        for what, times in inside(database, "bench.queue", "--comments", str(options.comments)).items():
            p95 = statistics.quantiles(times, n=20)[18]
            most = MOST_MS.get(what)
            row = (NAMES[database], f"{options.comments:,}", what, f"{statistics.median(times):.1f}", f"{p95:.1f}")
            print(f"| {' | '.join(row)} | {f'{most:.0f}' if most else '–'} |", flush=True)
            missed |= most is not None and p95 > most
    return int(missed)


def measured(comments: int) -> dict[str, list[float]]:
    """Fill the house with ``comments``, then moderate some."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "standfirst.settings")
    django.setup()
    from django.conf import settings
    from django.db import connection
    from django.test import Client

    from standfirst.discussion.models import Act, Case
    from standfirst.readers.models import Reader

    settings.ALLOWED_HOSTS = ["*"]
    _fill(comments)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    browser = Client(headers={"Sec-Fetch-Site": "same-origin"})
    chief = Reader.objects.create_superuser("chief@example.org", "Tulip9 orchard")
    browser.force_login(chief, "standfirst.readers.backend.LimitedBackend")
    held = iter(Case.objects.filter(queue="held").order_by("since").values_list("comment", "turn")[: TRIES * 2])
    decided: list[int] = []

    def decide() -> Any:
        comment, turn = next(held)
        told = {"what": "publish", "turn": turn} if comment % 2 else {"what": "reject", "reason": "spam", "turn": turn}
        answer = browser.post(f"/admin/conversations/{comment}/decide/", told, headers={"HX-Request": "true"})
        decided.append(comment)
        return answer

    def undo() -> Any:
        act = Act.objects.filter(comment=decided[-1]).latest("pk").pk
        return browser.post(f"/admin/conversations/undo/{act}/", headers={"HX-Request": "true"})

    writer = Reader.objects.get(email="writer7@example.com")
    pages = {
        "a page of the held": "/admin/conversations/?queue=held",
        "a page of one section": "/admin/conversations/?queue=new&section=Section+3",
        "a page of the decided": "/admin/conversations/?queue=decided",
        "a writer": f"/admin/conversations/authors/{writer.subject}/",
        "the log": "/admin/conversations/log/",
        "the writers": "/admin/conversations/authors/",
        "the stories": "/admin/conversations/stories/",
        "the figures": "/admin/conversations/figures/",
    }
    done: dict[str, list[float]] = {"a decision": [], "an undoing": []}
    for number in range(TRIES):
        done["a decision"].append(_milliseconds(decide))
        if number % 2:
            done["an undoing"].append(_milliseconds(undo))
    for what, address in pages.items():
        done[what] = [_milliseconds(partial(browser.get, address)) for _ in range(TRIES // 4)]
    return done


def _fill(comments: int) -> None:
    from django.utils import timezone

    from standfirst.discussion.models import Act, Case, Comment, Conversation
    from standfirst.readers.models import Reader

    now = timezone.now()
    writers = Reader.objects.lay_down([Reader(email=f"writer{n}@example.com") for n in range(_WRITERS)])
    stories = Conversation.objects.bulk_create(
        Conversation(
            story_key=f"article:{n}", path=f"/s/{n}/", title=f"Story {n}", section=f"Section {n % 20}", last_at=now
        )
        for n in range(_STORIES)
    )
    doublings = 0
    while comments >> doublings > _AT_ONCE * 4:
        doublings += 1
    base = comments >> doublings
    for first in range(0, base, _AT_ONCE):
        made, cases, acts = [], [], []
        for n in range(first, min(first + _AT_ONCE, base)):
            at = now - timedelta(seconds=base - n)
            state = "held" if not n % _HELD_EVERY else "published"
            made.append(
                Comment(
                    conversation=stories[n % _STORIES],
                    author=writers[n % _WRITERS],
                    author_name="Ada Writer",
                    text=f"What the story leaves out is the number {n}. " * 5,
                    written_at=at,
                    state=state,
                    stands=state == "published",
                )
            )
        for n, comment in enumerate(Comment.objects.bulk_create(made), start=first):
            queue = "held" if comment.state == "held" else "decided" if n % _NEW_EVERY else "new"
            section = f"Section {n % _STORIES % 20}"
            cases.append(Case(comment=comment, queue=queue, section=section, since=comment.written_at))
            if queue == "decided":
                acts.append(Act(comment=comment, author_id=comment.author_id, what="publish", at=comment.written_at))
        Case.objects.bulk_create(cases)
        Act.objects.bulk_create(acts)
    for _ in range(doublings):
        _double(Comment, Case, Act)


def _double(*models: Any) -> None:
    """Store every comment a second time, with what hangs on it: in the database, for that is faster by far."""
    from django.core.management.color import no_style
    from django.db import connection

    offset = 10 ** len(str(models[0].objects.latest("pk").pk))
    with connection.cursor() as cursor:
        for model in models:
            quoted = {field.column: connection.ops.quote_name(field.column) for field in model._meta.local_fields}
            moved = {
                column: f"{name} + {offset}" if column in {"id", "comment_id"} else name
                for column, name in quoted.items()
            }
            table = connection.ops.quote_name(model._meta.db_table)
            cursor.execute(
                f"INSERT INTO {table} ({', '.join(quoted.values())}) SELECT {', '.join(moved.values())} FROM {table}"
            )
        for reset in connection.ops.sequence_reset_sql(no_style(), list(models)):
            cursor.execute(reset)


def _milliseconds(ask: Callable[[], Any]) -> float:
    began = time.perf_counter()
    answer = ask()
    took = (time.perf_counter() - began) * 1_000
    if answer.status_code != 200:
        raise SystemExit(f"it was answered {answer.status_code}")
    return took


if __name__ == "__main__":
    sys.exit(main())
