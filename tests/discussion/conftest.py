"""A conversation, and readers who write in it."""

from typing import TYPE_CHECKING

import pytest

from tests.newsroom.conftest import ada, article, boats, culture, front, harbour  # noqa: F401  found by their names

if TYPE_CHECKING:  # this file is read before Django is set up: models can only be imported by the fixtures
    from standfirst.discussion.models import Conversation
    from standfirst.readers.models import Reader


@pytest.fixture
def about_boats(db: None) -> "Conversation":
    """An open conversation about a story that is public."""
    from tests.discussion.making import a_conversation

    return a_conversation()


@pytest.fixture
def ann(db: None) -> "Reader":
    from tests.discussion.making import a_reader

    return a_reader("Ann", "O’Neil")


@pytest.fixture
def ben(db: None) -> "Reader":
    from tests.discussion.making import a_reader

    return a_reader("Ben", "Shaw")
