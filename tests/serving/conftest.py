"""Sites that are really served, on the database of this run; each has a data folder of its own."""

import fcntl
import os
import shutil
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.serving.databases import a_database_like
from tests.serving.desk import Desk
from tests.serving.running import RunningSite

MakeSite = Callable[..., RunningSite]


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> RunningSite:
    """A data folder that was made ready once for this run, a database once for each server of it. Never served."""
    folder = Path(os.environ["STANDFIRST_TEST_RUN"]) / "template"
    folder.mkdir(exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        site = RunningSite(folder / "data", environment=a_database_like(None, "standfirst_template"))
        # Each worker of the run has a PostgreSQL of its own.
        done = folder / f"done-{zlib.crc32(os.environ.get('DATABASE_URL', '').encode())}"
        if not done.exists():
            site.run(
                "standfirst.cli", "manage", "shell", "-c", "from standfirst.preparing import prepare; prepare(print)"
            )
            done.touch()
    return site


@pytest.fixture(scope="session")
def make_site(template: RunningSite, tmp_path_factory: pytest.TempPathFactory) -> Iterator[MakeSite]:
    """Makes sites, not yet started; each is ended at the end of the run, if its test has not done so."""
    made: list[RunningSite] = []

    def make(name: str, *, environment: dict[str, str] | None = None, web: int = 2) -> RunningSite:
        folder = tmp_path_factory.mktemp(name)
        shutil.copytree(template.data, folder / "data", ignore=shutil.ignore_patterns("run"))
        database = a_database_like("standfirst_template", f"{name}_{os.getpid()}")
        site = RunningSite(folder / "data", environment={**database, **(environment or {})}, web=web)
        made.append(site)
        return site

    yield make
    for site in made:
        site.stop()


@pytest.fixture(scope="package")
def site(make_site: MakeSite) -> RunningSite:
    """One site for the tests that leave it as they found it."""
    return make_site("shared").start()


@pytest.fixture(scope="package")
def desk(site: RunningSite) -> Iterator[Desk]:
    with Desk(site) as desk:
        yield desk
