"""
What ``bench.discussion`` runs in processes of their own, each with the product's settings: ``python -m bench.commenting
lay|post|read|act …``. What it has to say it prints as JSON.
"""

import argparse
import json
import statistics
import threading
import time
import uuid
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any

LARGE, SMALL = 100_000, 100
"""Comments of the two conversations that are read."""
SPREAD = 20
"""Conversations that are written in at once."""
_TEXT = (
    "The harbour is not the place for it, and the council knows that well enough. Ask who paid for the pilot, and"
    " who will pay for the next one. I have lived here for thirty years and seen three bridges promised."
)
_WORDS = _TEXT.split()


_OF_PROFILES = """
UPDATE discussion_profile SET
  comments = (SELECT count(*) FROM discussion_comment c
    WHERE c.author_id = discussion_profile.reader_id AND c.state = 'published'),
  likes = (SELECT count(*) FROM discussion_like l JOIN discussion_comment c ON c.id = l.comment_id
    WHERE c.author_id = discussion_profile.reader_id)
"""


def lay(options: argparse.Namespace) -> dict[str, Any]:
    """Readers who can write, one conversation of ``LARGE`` and one of ``SMALL`` comments, and empty ones."""
    from django.core.management import call_command
    from django.db import connection

    from standfirst.access.stories import Story, stories_of
    from standfirst.discussion import conversations, recounting
    from standfirst.discussion.models import Conversation, Profile
    from standfirst.newsroom.models import ArticlePage
    from standfirst.readers.models import Reader

    call_command("collectstatic", interactive=False, verbosity=0)
    readers = Reader.objects.lay_down(
        [
            Reader(email=f"reader{number}@example.com", first_name="Reader", last_name=f"No{number}", password="!")
            for number in range(options.readers)
        ]
    )
    Profile.objects.bulk_create(
        [Profile(reader=reader, handle=f"reader-{reader.pk}") for reader in readers], batch_size=1_000
    )
    stories: list[Story] = list(
        stories_of(list(ArticlePage.objects.order_by("pk").values_list("pk", flat=True))).values()
    )
    made = []
    for story in stories[: SPREAD + 2]:
        made.append(conversations.kept(conversations._told(Conversation(story_key=f"article:{story.article}"), story)))
    _fill(made[0], LARGE, readers)
    _fill(made[1], SMALL, readers)
    with connection.cursor() as cursor:
        cursor.execute(_OF_PROFILES)
    drift = sum(1 for _ in recounting.drift())
    return {"large": made[0].path, "small": made[1].path, "drift": drift, "readers": len(readers)}


def _fill(conversation: Any, many: int, readers: list[Any]) -> None:
    """
    Six of ten are threads, the rest answers to every fourth of them, the newest first; a fifth of the threads is liked
    by somebody. Large or small, one first page is like the other.
    """
    from django.db import connection
    from django.utils import timezone

    from standfirst.discussion.counting import best_of
    from standfirst.discussion.models import Comment, CommentState, Conversation, Like

    began = timezone.now() - timedelta(days=3)
    threads = many * 6 // 10
    replies, answered = many - threads, range(0, threads, 4)
    each = -(-replies // len(answered))

    def answers(number: int) -> int:
        return max(0, min(each, replies - (len(answered) - 1 - number // 4) * each)) if number % 4 == 0 else 0

    def is_liked(number: int) -> bool:
        return number % 20 < 4

    def row(number: int, **fields: Any) -> Comment:
        author = readers[number % len(readers)]
        return Comment(
            conversation=conversation,
            author=author,
            author_name=author.get_full_name(),
            text=" ".join(_WORDS[(number + place) % len(_WORDS)] for place in range(40)),
            written_at=began + timedelta(seconds=number),
            state=CommentState.PUBLISHED,
            stands=True,
            **fields,
        )

    tops = Comment.objects.bulk_create(
        (
            row(
                number,
                replies=answers(number),
                born=answers(number),
                likes=int(is_liked(number)),
                best=best_of(int(is_liked(number)), 0),
            )
            for number in range(threads)
        ),
        batch_size=1_000,
    )
    Comment.objects.bulk_create(
        (
            row(threads + number, parent=tops[place], root=tops[place], depth=1, nth=number % each)
            for number in range(replies)
            for place in (answered[len(answered) - 1 - number // each],)
        ),
        batch_size=1_000,
    )
    liked = [top for number, top in enumerate(tops) if is_liked(number)]
    Like.objects.bulk_create([Like(comment=top, reader=readers[-1]) for top in liked], batch_size=1_000)
    Conversation.objects.filter(pk=conversation.pk).update(
        comments=many, threads=threads, last_at=began + timedelta(seconds=many)
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def post(options: argparse.Namespace) -> dict[str, Any]:
    """``--count`` comments by as many readers, in ``--threads`` threads of this process, which is one of ``--of``."""
    from django.db import connection

    from standfirst.discussion.models import Comment, Conversation
    from standfirst.discussion.posting import post as write
    from standfirst.readers.models import Reader

    every = Reader.objects.filter(email__startswith="reader").order_by("pk")
    readers = list(every[options.number * options.count : (options.number + 1) * options.count])
    conversations = list(Conversation.objects.order_by("pk")[2 : 2 + (1 if options.one else SPREAD)])
    waiting = iter(enumerate(readers))
    took: list[float] = []
    lock = threading.Lock()

    def along() -> None:
        last: dict[int, int] = {}
        while True:
            with lock:
                number, reader = next(waiting, (-1, None))
            if reader is None:
                break
            conversation = conversations[number % len(conversations)]
            text = f"{' '.join(_WORDS[number % 9 :])} {uuid.uuid4().hex}"
            began = time.perf_counter()
            # Every other one answers.
            parent = last.get(conversation.pk) if number % 2 else None
            comment = write(reader, conversation, text, parent, once=uuid.uuid4())
            took.append((time.perf_counter() - began) * 1_000)
            last[conversation.pk] = comment.pk
            if not comment.published:
                raise SystemExit(f"not published: {comment.reason}")
        connection.close()

    while time.time() < options.at:
        time.sleep(0.001)
    began = time.time()
    threads = [threading.Thread(target=along) for _ in range(options.threads)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return {"began": began, "ended": time.time(), "took": took, "there": Comment.objects.count()}


def read(options: argparse.Namespace) -> dict[str, Any]:
    """Milliseconds of the first page of both conversations, of the page in the middle, and of the same over HTTP."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from standfirst.discussion.models import Comment, Conversation
    from standfirst.discussion.reading import Order, page

    told: dict[str, Any] = {}
    large, small = Conversation.objects.order_by("pk")[:2]
    middle = Comment.objects.filter(conversation=large, parent=None).order_by("pk")[LARGE // 4].pk
    for name, conversation in (("small", small), ("large", large)):
        for order in Order:
            told[f"{name} {order.value}"] = _milliseconds(partial(page, conversation, order))
    told["large, in the middle"] = _milliseconds(lambda: page(large, Order.BEST, after=middle))
    with CaptureQueriesContext(connection) as asked:
        page(large)
    told["queries"] = len(asked)
    browser = Client(HTTP_HOST=options.host)
    for name, conversation in (("small", small), ("large", large)):
        address = f"{conversation.path}comments/"
        if browser.get(address).status_code == 200:
            told[f"{name} over HTTP"] = _milliseconds(partial(browser.get, address))
    return told


def _milliseconds(work: Callable[[], object], times: int = 41) -> dict[str, float]:
    work()
    took = []
    for _ in range(times):
        began = time.perf_counter()
        work()
        took.append((time.perf_counter() - began) * 1_000)
    return {"median": statistics.median(took), "p95": statistics.quantiles(took, n=20)[18]}


def act(options: argparse.Namespace) -> dict[str, Any]:
    """``--count`` random acts as writer ``--number``."""
    from standfirst.discussion.models import Conversation
    from standfirst.readers.models import Reader
    from tests.discussion.acting import Writer, without_limits

    without_limits()
    readers = list(Reader.objects.filter(email__startswith="reader").order_by("pk")[:60])
    moderator, _ = Reader.objects.get_or_create(email="mo@example.com", defaults={"first_name": "Mo", "is_staff": True})
    conversations = list(Conversation.objects.order_by("pk")[2:8])
    return dict(Writer(options.number, readers, moderator, conversations).act(options.count))


def drift(options: argparse.Namespace) -> dict[str, Any]:
    """How many counts are off."""
    from standfirst.discussion import recounting

    found = [str(one) for one in recounting.drift()]
    return {"drift": len(found), "some": found[:5]}


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("what", choices=("lay", "post", "read", "act", "drift"))
    parser.add_argument("--readers", type=int, default=6_000)
    parser.add_argument("--number", type=int, default=0)
    parser.add_argument("--count", type=int, default=1_000)
    parser.add_argument("--threads", type=int, default=4)
    parser.add_argument("--one", action="store_true")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--at", type=float, default=0.0)
    options = parser.parse_args()
    import django

    django.setup()
    works = {"lay": lay, "post": post, "read": read, "act": act, "drift": drift}
    print(json.dumps(works[options.what](options)))


if __name__ == "__main__":
    main()
