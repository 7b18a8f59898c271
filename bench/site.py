"""A real newsroom to measure: generated articles brought in by the import, served by one web process on one core."""

import json
import os
import random
import re
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property
from pathlib import Path

from standfirst.access.cookies import CookieNames
from standfirst.access.levels import Tier
from standfirst.access.passes import PassKeys, ReaderPass
from standfirst.access.policy import Visitor

DATABASE = "standfirst.sqlite3"
KEPT = Path(__file__).resolve().parent.parent / "build" / "bench"
SECTIONS = ("News", "Harbour", "Town", "Culture", "Sport", "Business")
LEVELS = ("free", "registered", "premium")
WALLED = "/harbour/story-1/"
"""An article for registered readers, whatever the number of articles."""
PREMIUM = "/town/story-2/"
"""A Premium article."""
_WORDS = [
    "the",
    "council",
    "voted",
    "on",
    "the",
    "plan",
    "for",
    "a",
    "new",
    "bridge",
    "over",
    "the",
    "river",
    "after",
    "months",
    "of",
    "talk",
    "about",
    "cost",
    "and",
    "who",
    "should",
    "pay",
]


@dataclass
class Site:
    """A site that runs: its address, the pid of its web process, its data folder."""

    url: str
    web: int
    data: Path

    def reader_pass(self, grants: frozenset[int] = frozenset(), subject: bytes = b"0123456789abcdef") -> str:
        """The Cookie line of a registered reader who has unlocked the articles of ``grants``, good for an hour."""
        now = int(time.time())
        visitor = Visitor(Tier.REGISTERED, grants=grants, used=len(grants))
        sealed = self._keys.seal(ReaderPass(visitor, subject, now + 3_600, now))
        return f"{CookieNames.for_site(secure=False).reader_pass}={sealed}"

    @cached_property
    def _keys(self) -> PassKeys:
        return PassKeys([(self.data / "secret-key").read_text(encoding="ascii").strip()], site=self.url)

    def article_at(self, path: str) -> int:
        """The id of an article, as a grant names it."""
        slug = path.strip("/").rpartition("/")[2]
        with sqlite3.connect(self.data / DATABASE) as database:
            found = database.execute("SELECT id FROM wagtailcore_page WHERE slug = ?", [slug]).fetchone()
        return int(found[0])

    def processor_seconds(self) -> float:
        """How long the web process has had a core so far."""
        fields = Path(f"/proc/{self.web}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def memory(self) -> float:
        """Megabytes of the web process (RSS), what it shares with others included."""
        told = Path(f"/proc/{self.web}/smaps_rollup").read_text(encoding="ascii")
        found = re.search(r"^Rss:\s+(\d+) kB", told, re.MULTILINE)
        assert found
        return int(found[1]) / 1024


def write_articles(place: Path, count: int) -> None:
    """A JSON Lines file of ``count`` articles of about 600 words; equal numbers give equal files."""
    picked = random.Random(count)
    now = datetime.now(UTC)
    with place.open("w", encoding="utf-8") as file:
        for number in range(count):
            paragraphs = "".join(f"<p>{' '.join(picked.choices(_WORDS, k=60)).capitalize()}.</p>" for _ in range(10))
            line = {
                "id": str(number),
                "section": SECTIONS[number % len(SECTIONS)],
                "slug": f"story-{number}",
                "headline": " ".join(picked.choices(_WORDS, k=9)).capitalize(),
                "standfirst": " ".join(picked.choices(_WORDS, k=24)).capitalize() + ".",
                "body": paragraphs,
                "access": LEVELS[number % len(LEVELS)],
                "authors": [f"Author {number % 40}"],
                "topics": [f"Topic {number % 25}"],
                "published_at": (now - timedelta(minutes=count - number)).isoformat(),
            }
            file.write(json.dumps(line) + "\n")


def prepared(articles: int) -> Path:
    """The data folder with so many articles; made at its first use, kept under ``build/bench``."""
    data = KEPT / str(articles)
    if (data / "ready").exists():
        return data
    bring_in(data, articles)
    (data / "ready").touch()
    return data


def bring_in(data: Path, articles: int, database: Mapping[str, str] | None = None) -> None:
    """So many articles into a new data folder, and into ``database`` as in ``running``."""
    data.mkdir(parents=True, exist_ok=True)
    write_articles(data / "articles.jsonl", articles)
    environment = {**environment_of(data, 1), **(database or {})}
    for words in (("manage", "migrate", "--verbosity", "0"), ("import", "articles", str(data / "articles.jsonl"))):
        subprocess.run([sys.executable, "-m", "standfirst.cli", *words], env=environment, check=True)


@contextmanager
def running(data: Path, *, core: int, database: Mapping[str, str] | None = None) -> Iterator[Site]:
    """
    ``standfirst serve`` with one web process on ``core`` and no worker, for as long as the context is open.

    ``database``: what the environment says of it; nothing for SQLite in the data folder.
    """
    port = free_port()
    serve = ["-m", "standfirst.cli", "serve", "--port", str(port), "--web", "1", "--no-worker"]
    server = subprocess.Popen(
        ["taskset", "-c", str(core), sys.executable, *serve],
        env={**environment_of(data, port), **(database or {})},
        stderr=subprocess.DEVNULL,
    )
    try:
        url = f"http://127.0.0.1:{port}"
        wait_for(url + "/readyz")
        yield Site(url, _child_of(server.pid), data)
    finally:
        server.terminate()
        server.wait(20)


def wait_for(url: str, *, tries: int = 600) -> None:
    """Ask until it answers. Raises RuntimeError after about a minute."""
    for _ in range(tries):
        try:
            urllib.request.urlopen(url, timeout=5).read(1)
        except (OSError, urllib.error.URLError):
            time.sleep(0.02)
        else:
            return
    raise RuntimeError(f"{url} does not answer")


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
    return port


def environment_of(data: Path, port: int) -> dict[str, str]:
    """What a command for the site on ``port`` is given, and nothing of ours besides."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("STANDFIRST_")}
    inherited.pop("DATABASE_URL", None)
    return {**inherited, "STANDFIRST_DATA": str(data), "STANDFIRST_SITE_URL": f"http://127.0.0.1:{port}"}


def _child_of(pid: int) -> int:
    return int(Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()[0])
