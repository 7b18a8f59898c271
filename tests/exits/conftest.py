"""One seeded site for all the tests of this folder, served by two web processes."""

from collections.abc import Iterator

import pytest

from tests.exits.cast import Cast
from tests.exits.oracle import Oracle
from tests.exits.places import NAMES, PROXY
from tests.exits.visitors import Visitors
from tests.serving.running import RunningSite
from tests.serving.wire import Connection


@pytest.fixture(scope="session")
def seeded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[RunningSite, Cast]]:
    folder = tmp_path_factory.mktemp("exits")
    environment = {"STANDFIRST_TRUSTED_PROXIES": PROXY, "STANDFIRST_RESOLVER": f"table:{NAMES}"}
    site = RunningSite(folder / "data", environment=environment)
    site.run("tests.exits.seed", str(folder / "cast.json"))
    site.start()
    yield site, Cast.read(folder / "cast.json")
    assert site.stop() == 0


@pytest.fixture(scope="session")
def site(seeded: tuple[RunningSite, Cast]) -> RunningSite:
    return seeded[0]


@pytest.fixture(scope="session")
def cast(seeded: tuple[RunningSite, Cast]) -> Cast:
    return seeded[1]


@pytest.fixture(scope="session")
def visitors(site: RunningSite, cast: Cast) -> Visitors:
    return Visitors(site, cast)


@pytest.fixture
def connection(site: RunningSite) -> Iterator[Connection]:
    with Connection(site.port) as opened:
        yield opened


@pytest.fixture(scope="session")
def oracles(cast: Cast) -> dict[frozenset[str], Oracle]:
    """Oracles by the tiers that somebody may read; each remembers the bodies it has looked through."""

    class ByTiers(dict[frozenset[str], Oracle]):
        def __missing__(self, tiers: frozenset[str]) -> Oracle:
            self[tiers] = Oracle(cast, tiers)
            return self[tiers]

    return ByTiers()
