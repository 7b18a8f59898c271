"""The cast of the readers' room, and its queue."""

from tests.readers.conftest import ann, post, stranger, tasks_wait  # noqa: F401  fixtures are found by their names
