"""The demo keeps to a folder of its own and begins anew what a killed build left."""

from pathlib import Path

import pytest

from standfirst.demo import command


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "demo"
    monkeypatch.setenv("STANDFIRST_DATA", str(folder))
    monkeypatch.setenv("STANDFIRST_SITE_URL", "http://127.0.0.1:8000")
    return folder


def test_a_folder_that_holds_something_else_is_left_alone(data: Path) -> None:
    data.mkdir()
    (data / "standfirst.sqlite3").write_text("somebody's newsroom", encoding="utf-8")
    with pytest.raises(OSError, match="not the demo"):
        command.run("127.0.0.1", 8000)
    with pytest.raises(OSError, match="not the demo"):
        command.build_only()
    assert (data / "standfirst.sqlite3").read_text(encoding="utf-8") == "somebody's newsroom"


def test_a_demo_that_stands_is_not_built_again(data: Path) -> None:
    data.mkdir()
    (data / command.STAMP).write_text(command._edition(), encoding="utf-8")
    (data / "kept").write_text("by a reader", encoding="utf-8")
    assert command.build_only() == 0
    assert (data / "kept").exists()


def test_what_a_killed_build_left_is_taken_away(data: Path) -> None:
    (data / "media").mkdir(parents=True)
    (data / command.STAMP).write_text("", encoding="utf-8")
    (data / "standfirst.sqlite3").write_text("half", encoding="utf-8")
    command._empty(data)
    assert [left.name for left in data.iterdir()] == [command.STAMP]
