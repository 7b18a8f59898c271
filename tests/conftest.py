"""What every test stands on."""

from tests import environment

environment.prepare()

import pytest  # noqa: E402  # the environment has to stand before Django is imported
from django.conf import settings  # noqa: E402

# Pages are rendered without `collectstatic` having run; and a database in a file, for tests of several threads.
settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
if settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    settings.DATABASES["default"]["TEST"] = {"NAME": str(settings.STANDFIRST_DATA / "test.sqlite3")}


def pytest_addoption(parser: pytest.Parser) -> None:
    """``--database`` is read in ``environment``, before this; here it is only made known."""
    parser.addoption("--database", choices=("sqlite", "postgres"), default="sqlite", help="the database of this run")
