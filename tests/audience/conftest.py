"""The small newsroom of the newsroom's tests, and a way to look at figures."""

from tests.newsroom.conftest import (  # noqa: F401
    ada,
    article,
    boats,
    desk,
    front,
    harbour,
    media_of_its_own,
    moderator,
    reader,
)
