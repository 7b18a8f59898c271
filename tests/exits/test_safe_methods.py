"""Asking changes nothing: GET, HEAD and OPTIONS at every address leave every table as it was."""

import hashlib
from pathlib import Path

import pytest
from django.utils import timezone
from pysqlite3 import dbapi2 as sqlite

from tests.exits import routes
from tests.exits.cast import Cast
from tests.exits.catalogue import Shape
from tests.exits.oracle import Oracle
from tests.exits.visitors import Visitors
from tests.exits.walking import Walk, ask
from tests.serving.running import RunningSite, wait_until
from tests.serving.wire import Connection

MAY_CHANGE = {
    "sqlite_sequence": "the numbers that were given in the tables below",
    "django_session": "a session is touched when it is used",
    "readers_tally": "tries are counted",
    "audience_figure": "what was shown is counted, of nobody",
    "access_decision": "what was decided is counted, of nobody",
    "access_place": "what was decided is counted, of nobody",
    "rights_round": "the worker notes when it did its nightly round",
    "desk_look": "who of the staff looked at which readers is kept: that is what it is for",
    "newsroom_picturerendition": "a size of a picture is made when it is first shown",
    "wagtailadmin_editingsession": "who looks at an editor's page is shown to the others there",
    "django_tasks_database_dbtaskresult": "the worker takes up what was queued before",
}
ONCE_A_NIGHT = ("discussion_recount", "discussion_monthoffigures", "discussion_modelstate")
ONCE_FOR_AN_EDITOR = {"wagtailusers_userprofile", "wagtailcore_pagesubscription"}
"""
Their settings, and whether comments on a page are mailed to them: made with the defaults at their first visit.
"""
BREAKS_ON_PURPOSE = "/admin/failwhale/"


def tables(site: RunningSite) -> dict[str, tuple[int, str]]:
    """Every table of the site: how many rows, and a digest of all that is in them."""
    database = sqlite.connect(f"file:{site.data / 'standfirst.sqlite3'}?mode=ro", uri=True)
    try:
        names = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {name: _content(database, name) for name in names if name not in MAY_CHANGE}
    finally:
        database.close()


def waiting_tasks(site: RunningSite) -> int:
    """How many tasks the worker has not done yet."""
    database = sqlite.connect(f"file:{site.data / 'standfirst.sqlite3'}?mode=ro", uri=True)
    try:
        sql = "SELECT count(*) FROM django_tasks_database_dbtaskresult WHERE status IN ('READY', 'RUNNING')"
        return int(database.execute(sql).fetchone()[0])
    finally:
        database.close()


def waiting_counts(site: RunningSite) -> bool:
    """Whether the worker has still to count what it counts once a night, which a new site begins with after 4am."""
    if timezone.localtime().hour < 4:
        return False
    database = sqlite.connect(f"file:{site.data / 'standfirst.sqlite3'}?mode=ro", uri=True)
    try:
        return not all(database.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in ONCE_A_NIGHT)
    finally:
        database.close()


def _content(database: sqlite.Connection, table: str) -> tuple[int, str]:
    rows = sorted(map(repr, database.execute(f'SELECT * FROM "{table}"')))
    return len(rows), hashlib.sha256("\n".join(rows).encode()).hexdigest()


@pytest.mark.parametrize("who", ["stranger", "registered", "provisional", "editor"])
def test_reading_everything_changes_nothing(
    site: RunningSite, cast: Cast, visitors: Visitors, oracles: dict[frozenset[str], Oracle], who: str
) -> None:
    visitor = getattr(visitors, who)()
    walk = Walk(site, visitor, oracles[visitor.tiers])
    articles = [cast[name] for name in ("free-1", "registered-1", "premium-1", "never-published")]
    others = {article.pk for article in articles[:2]}
    wait_until(lambda: not waiting_tasks(site) and not waiting_counts(site), 30)
    before = tables(site)
    assert len(before) > 60
    reached: set[int] = set()
    with Connection(site.port) as connection:
        for address in routes.addresses(cast, articles):
            # In the admin a published article is like another.
            if address.path.startswith("/admin/") and any(f"/{pk}/" in address.path for pk in others):
                continue
            for method in ("GET", "HEAD", "OPTIONS"):
                answer = ask(connection, walk, Shape(1, method, address.path))
                reached.add(answer.status)
                assert answer.status < 500 or address.path == BREAKS_ON_PURPOSE, f"{method} {address}: {answer.status}"
    after = tables(site)
    changed = [name for name in before if before[name] != after[name]]
    if who == "editor":
        changed = [name for name in changed if name not in ONCE_FOR_AN_EDITOR]
    assert not changed, f"changed: {' '.join(changed)}"
    assert 200 in reached


def test_the_tables_are_those_of_the_site(site: RunningSite) -> None:
    assert set(MAY_CHANGE) & set(tables(site)) == set()
    assert Path(site.data / "standfirst.sqlite3").stat().st_size > 100_000
    assert tables(site)["newsroom_articlepage"][0] > 15
