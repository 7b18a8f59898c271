"""What somebody makes up behind a question mark neither fills the memory nor comes back in a page."""

from pathlib import Path

import pytest

from tests.exits import routes
from tests.exits.cast import Cast
from tests.serving.running import RunningSite
from tests.serving.wire import Connection

MADE_UP = "zqxjkvb"


def memory_of(pid: int) -> int:
    """Resident bytes."""
    pages = int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1])
    return pages * 4096


@pytest.mark.parametrize("path", ["/harbour/premium-1/", "/harbour/free-1/", "/", "/feed/", "/robots.txt"])
def test_the_same_kept_answer_is_given_whatever_is_made_up(
    site: RunningSite, connection: Connection, path: str
) -> None:
    kept = connection.get(path, site.host)
    assert kept.has("etag")
    for number in range(300):
        for query in (
            f"{MADE_UP}={number}",
            f"utm_source={number}&fbclid={number}",
            f"%{number:02d}",
            f"x[{number}]=y",
        ):
            answer = connection.get(f"{path}?{query}", site.host)
            assert (answer.status, answer.header("etag"), answer.body) == (200, kept.header("etag"), kept.body)


def test_thousands_of_made_up_addresses_take_no_memory(site: RunningSite) -> None:
    with site.connections() as connections:
        for path in ("/harbour/", "/harbour/premium-1/", "/topics/boats/"):
            for connection in connections.values():
                connection.get(path, site.host)
        before = {pid: memory_of(pid) for pid in connections}
        for connection in connections.values():
            for number in range(500):
                for path in ("/harbour/premium-1/", "/", "/feed/", "/harbour/"):
                    connection.get(f"{path}?{MADE_UP}{number}={'x' * 500}{number}", site.host)
            for number in range(500, 550):
                # Pages of a list that are not there are asked for under a key of their own.
                connection.get(f"/harbour/?page={number}", site.host)
        grown = {pid: memory_of(pid) - before[pid] for pid in connections}
    assert max(grown.values()) < 8_000_000, grown


def test_no_page_repeats_what_was_made_up(site: RunningSite, cast: Cast, connection: Connection) -> None:
    # The pages that show what was asked for, each escaped: the search, and those that come back to where one was.
    shows = {"search/": "q", "sign-in/": "next", "register/": "next"}
    seen = 0
    for address in routes.addresses(cast, [cast["premium-1"], cast["free-1"]]):
        if address.path.startswith("/admin/"):
            continue
        for query in (f"{MADE_UP}=1", f"x={MADE_UP}", f"page={MADE_UP}", f"callback={MADE_UP}", f"%3C{MADE_UP}%3E"):
            answer = connection.get(f"{address.path}?{query}", site.host)
            if 'name="return_url"' in answer.text:
                continue  # The question for a password leads back to what was asked for.
            assert MADE_UP not in answer.text, address
            assert answer.status in (301, 302, 303) or MADE_UP.encode() not in answer.head
            seen += 1
    assert seen > 150
    for route, name in shows.items():
        shown = connection.get(f"/{route}?{name}=/%22%3E%3Cscript%3E{MADE_UP}", site.host)
        assert MADE_UP in shown.text
        assert f"<script>{MADE_UP}" not in shown.text
