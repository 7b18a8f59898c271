"""The environment that tests run in: a scratch data folder and the database asked for. Before Django."""

import atexit
import os
import shutil
import sys
import tempfile
from pathlib import Path

from tests.scratch_postgres import ScratchPostgres


def prepare() -> None:
    """
    Set what ``standfirst.settings`` reads. Run by each process of a test run; those that xdist starts inherit the rest.

    ``--database postgres`` starts a server of our own in a scratch folder on a free port.
    """
    if "STANDFIRST_TEST_RUN" not in os.environ:
        scratch = Path(tempfile.mkdtemp(prefix="standfirst-tests-"))
        atexit.register(shutil.rmtree, scratch, ignore_errors=True)
        os.environ.update(
            STANDFIRST_TEST_RUN=str(scratch),
            STANDFIRST_SECRET_KEY="the secret of a test run and of nothing else",
            STANDFIRST_SITE_URL="http://testserver",
            STANDFIRST_TASKS="immediate",
            # The form as the client sends it; the tests of the check turn it on.
            STANDFIRST_BOT_CHECK="none",
            STANDFIRST_STAFF_SECOND_FACTOR="off",
            EMAIL_URL="memory:",
        )
        for name in ("DATABASE_URL", "STANDFIRST_DEBUG", "STANDFIRST_DEMO", "REDIS_URL"):
            os.environ.pop(name, None)
        if _asked_for() == "postgres":
            server = ScratchPostgres(scratch / "postgres")
            atexit.register(server.stop)
            os.environ["DATABASE_URL"] = server.start()
    worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
    os.environ["STANDFIRST_DATA"] = str(Path(os.environ["STANDFIRST_TEST_RUN"]) / worker)


def _asked_for() -> str:
    for place, argument in enumerate(sys.argv):
        if argument == "--database" and place + 1 < len(sys.argv):
            return sys.argv[place + 1]
        if argument.startswith("--database="):
            return argument.partition("=")[2]
    return "sqlite"
