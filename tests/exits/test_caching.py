"""Who may keep an answer: every route has its class, and no cache is handed what belongs to one reader."""

import pytest

from tests.exits.visitors import Visitors
from tests.serving.running import RunningSite
from tests.serving.wire import Connection


def test_an_answer_that_anybody_may_keep_never_carries_a_cookie(
    site: RunningSite, visitors: Visitors, connection: Connection
) -> None:
    for visitor in (visitors.stranger(), visitors.forger(), visitors.provisional_without_pass(), visitors.lapsed()):
        answer = connection.get("/news-sitemap.xml", [*site.host, *visitor.headers])
        assert answer.status == 200
        assert answer.has("set-cookie") <= ("public" not in answer.header("cache-control")), visitor.name


@pytest.mark.parametrize("path", ["/feed", "/harbour/premium-1", "/account", "/register", "/admin"])
def test_the_way_to_the_right_spelling_is_not_kept_for_ever(
    site: RunningSite, connection: Connection, path: str
) -> None:
    answer = connection.get(path, site.host)
    assert (answer.status, answer.header("location")) == (301, f"{path}/")
    assert answer.header("cache-control") == "private, no-store"
