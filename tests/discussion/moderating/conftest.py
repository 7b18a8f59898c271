"""What the tests of moderation stand on."""

from pathlib import Path

import pytest
from pytest_django.fixtures import Settings


@pytest.fixture(autouse=True)
def _models_of_this_test_alone(settings: Settings, tmp_path: Path) -> None:
    """Files of models go into a folder of the test's own."""
    there = settings.STORAGES["private"]
    settings.STORAGES = {
        **settings.STORAGES,
        "private": {**there, "OPTIONS": {**there["OPTIONS"], "location": tmp_path}},
    }
