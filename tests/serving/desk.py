"""
The editors' desk of a running site: a process of its own that publishes by Wagtail's verbs, as the admin does.

Run as ``python -m tests.serving.desk`` it takes one order a line, in JSON, and answers each when it is done.
"""

import json
import subprocess
import sys
from types import TracebackType
from typing import Any, Self

from tests.serving.running import ROOT, RunningSite


class Desk:
    """The desk of ``site``. What it answers has been committed."""

    def __init__(self, site: RunningSite) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.serving.desk"],
            cwd=ROOT, env=site.environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.communicate(timeout=30)

    def publish(self, slug: str, **fields: Any) -> int:
        """A new article in the section Harbour, published; its id."""
        return int(self._order("publish", slug=slug, fields=fields)["id"])

    def change(self, page: int, **fields: Any) -> None:
        """Change an article as an editor does: a new revision, published."""
        self._order("change", page=page, fields=fields)

    def unpublish(self, page: int) -> None:
        self._order("unpublish", page=page)

    def delete(self, page: int) -> None:
        self._order("delete", page=page)

    def close_off(self, page: int) -> None:
        """Put a page behind a password."""
        self._order("close_off", page=page)

    def alias(self, page: int, slug: str) -> int:
        return int(self._order("alias", page=page, slug=slug)["id"])

    def session_of_a_subscriber(self) -> str:
        """The key of an open session."""
        return str(self._order("session_of_a_subscriber")["key"])

    def converse(self, key: str) -> int:
        """A conversation about a story that is public; its id."""
        return int(self._order("converse", key=key)["id"])

    def converse_about(self, path: str) -> int:
        """The conversation about the article at ``path``; its id."""
        return int(self._order("converse_about", path=path)["id"])

    def comment(self, conversation: int, state: str = "published", text: str = "Late again.") -> int:
        """A comment in that state; its id."""
        return int(self._order("comment", conversation=conversation, state=state, text=text)["id"])

    def hide(self, conversation: int) -> None:
        """Its story is not public any more."""
        self._order("hide", conversation=conversation)

    def figures(self) -> list[tuple[str, int, int]]:
        """What was counted: kind, article, how often."""
        return [(kind, article, n) for kind, article, n in self._order("figures")["figures"]]

    def _order(self, verb: str, **words: Any) -> dict[str, Any]:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps({"verb": verb, **words}) + "\n")
        self._process.stdin.flush()
        answer = self._process.stdout.readline()
        assert answer, f"the desk broke at {verb}"
        told: dict[str, Any] = json.loads(answer)
        return told


def main() -> None:
    import django

    django.setup()
    from tests.serving import commenting, editing, registering

    verbs = {**vars(commenting), **vars(editing), **vars(registering)}
    for line in sys.stdin:
        order = json.loads(line)
        answer = verbs[order.pop("verb")](**order)
        print(json.dumps(answer or {}), flush=True)


if __name__ == "__main__":
    main()
