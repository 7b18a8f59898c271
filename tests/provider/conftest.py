"""The cast: a site that asks, Ann, and her browser."""

from typing import TYPE_CHECKING

import pytest
from django.test import Client

if TYPE_CHECKING:
    from django.conf import LazySettings

    from standfirst.provider.models import ConnectedSite
    from standfirst.readers.models import Reader
    from tests.readers.cast import Post


@pytest.fixture
def post(db: None, settings: "LazySettings") -> "Post":
    """The newsroom's, with the queue of production."""
    from tests.readers.cast import Post

    settings.TASKS = {"default": {"BACKEND": "standfirst.mail.task_rows.TaskRows"}}
    return Post()


@pytest.fixture
def ann(db: None) -> "Reader":
    from standfirst.readers.models import Reader
    from tests.readers.cast import PASSWORD

    return Reader.objects.create_user("ann@example.com", PASSWORD, first_name="Ann", last_name="O’Neil")


@pytest.fixture
def browser(ann: "Reader") -> Client:
    """Ann's, in which she is signed in."""
    from tests.readers.cast import signed_in

    return signed_in()


@pytest.fixture
def forum(db: None) -> "ConnectedSite":
    """A site of somebody else's, with a server: readers are asked."""
    from tests.provider.cast import a_site

    return a_site("The Forum")
