"""The settings of a test run: those of the product in a scratch environment, wherever pytest reads them first."""

from tests import environment

environment.prepare()

from standfirst.settings import *  # noqa: E402, F403  # the environment has to stand before they are read
from standfirst.settings import DATABASES, LOGGING, STANDFIRST_DATA, STORAGES  # noqa: E402

# Pages are rendered without `collectstatic` having run.
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # In a file, for tests of several threads.
    DATABASES["default"]["TEST"] = {"NAME": str(STANDFIRST_DATA / "test.sqlite3")}
# What is logged a test reads by caplog; on the stream of standard error it would stand among what a command says.
LOGGING["handlers"] = {"stderr": {"class": "logging.NullHandler"}}
(STANDFIRST_DATA / "static").mkdir(exist_ok=True)
# What a test sets counts at once, and is forgotten with the test.
STANDFIRST_RULES_SECONDS = 0
