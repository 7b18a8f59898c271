"""The counter in shared memory."""

import multiprocessing
import stat
from pathlib import Path

from standfirst.generations.marker import Marker


def touch_often(path: Path, times: int) -> None:
    marker = Marker(path)
    for _ in range(times):
        marker.touch()
    marker.close()


def test_two_processes_that_share_a_marker_see_each_others_changes(tmp_path: Path) -> None:
    ours, theirs = Marker(tmp_path / "run" / "generation"), Marker(tmp_path / "run" / "generation")
    assert ours.value() == theirs.value() == 0
    theirs.touch()
    ours.touch()
    assert ours.value() == theirs.value() == 2
    ours.close()
    theirs.close()


def test_no_touch_is_lost_when_many_processes_touch_at_once(tmp_path: Path) -> None:
    path = tmp_path / "generation"
    marker = Marker(path)
    spawn = multiprocessing.get_context("spawn")
    touching = [spawn.Process(target=touch_often, args=(path, 500)) for _ in range(4)]
    for process in touching:
        process.start()
    for process in touching:
        process.join()
    assert [process.exitcode for process in touching] == [0] * 4
    assert marker.value() == 2_000
    marker.close()


def test_a_marker_that_is_opened_again_goes_on_where_it_was(tmp_path: Path) -> None:
    touch_often(tmp_path / "generation", 3)
    marker = Marker(tmp_path / "generation")
    assert marker.value() == 3
    marker.close()


def test_nobody_else_on_the_machine_can_write_to_a_marker(tmp_path: Path) -> None:
    Marker(tmp_path / "generation").close()
    assert stat.S_IMODE((tmp_path / "generation").stat().st_mode) == 0o600


def test_a_file_that_was_cut_short_is_a_marker_again(tmp_path: Path) -> None:
    (tmp_path / "generation").write_bytes(b"\1\0")
    marker = Marker(tmp_path / "generation")
    before = marker.value()
    marker.touch()
    assert marker.value() == before + 1
    marker.close()
