"""Where the imports of a test run: pictures go into a folder of the test, tasks into the queue of production."""

import pytest
from django.conf import LazySettings


@pytest.fixture(autouse=True)
def house_of_its_own(tmp_path_factory: pytest.TempPathFactory, settings: LazySettings) -> None:
    settings.MEDIA_ROOT = tmp_path_factory.mktemp("house") / "media"
    settings.TASKS = {"default": {"BACKEND": "standfirst.mail.task_rows.TaskRows"}}
