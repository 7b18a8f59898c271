"""The cast: somebody at a browser, the newsroom's post, and Ann, who has an account."""

from typing import TYPE_CHECKING

import pytest
from django.conf import LazySettings
from django.test import Client

if TYPE_CHECKING:
    from standfirst.readers.models import Reader
    from tests.readers.cast import Post


@pytest.fixture(autouse=True)
def tasks_wait(settings: LazySettings) -> None:
    """The queue is the one of production: in the database, in the transaction of what asked for it."""
    settings.TASKS = {"default": {"BACKEND": "standfirst.mail.task_rows.TaskRows"}}


@pytest.fixture
def post(db: None, tasks_wait: None) -> "Post":
    from tests.readers.cast import Post

    return Post()


@pytest.fixture
def ann(db: None) -> "Reader":
    from standfirst.readers.models import Reader
    from tests.readers.cast import PASSWORD

    return Reader.objects.create_user("ann@example.com", PASSWORD, first_name="Ann", last_name="O’Neil")


@pytest.fixture
def stranger(db: None) -> Client:
    return Client()


@pytest.fixture
def cheap_hashes(settings: LazySettings) -> None:
    """For tests that make many passwords and look at none: a hash that costs nothing."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
