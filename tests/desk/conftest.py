"""The same cast as for the readers, and colleagues."""

import pytest
from django.contrib.auth.models import Group
from django.test import Client

from tests.readers.conftest import ann, cheap_hashes, post, stranger, tasks_wait

__all__ = ["ann", "cheap_hashes", "moderator", "post", "services", "stranger", "tasks_wait"]


def colleague(group: str) -> Client:
    """A browser in which somebody of ``group`` has signed in."""
    from standfirst.readers.models import Reader

    somebody = Reader.objects.create_user(f"{group.split(maxsplit=1)[0].lower()}@staff.example", None, first_name=group)
    somebody.groups.set([Group.objects.get(name=group)])
    browser = Client()
    browser.force_login(somebody)
    return browser


@pytest.fixture
def moderator(db: None) -> Client:
    return colleague("Moderators")


@pytest.fixture
def services(db: None) -> Client:
    return colleague("Reader services")
