"""A newsroom with an article, and the queue of production."""

from tests.newsroom.conftest import ada, article, boats, front, harbour  # noqa: F401  fixtures are found by their names
from tests.readers.conftest import post, tasks_wait  # noqa: F401
