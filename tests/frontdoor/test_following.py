import asyncio
from collections.abc import Awaitable, Callable

import pytest

from standfirst.frontdoor.following import STALE_FOR, TRUSTED_FOR, Following, Sight
from tests.frontdoor.stage import Newsroom, played


class Watch:
    """A follower with a clock that a test moves, and a record of what fell."""

    def __init__(self) -> None:
        self.now = 5_000.0
        self.newsroom = Newsroom()
        self.fallen: list[frozenset[str]] = []
        self.following = Following(
            marker=lambda: self.newsroom.marker,
            newest=self.newsroom.newest,
            changes=self.newsroom.changes,
            apply=self.fallen.append,
            clock=lambda: self.now,
        )

    async def settled(self) -> None:
        await self.following.look()
        self.fallen.clear()


def seen(scene: Callable[[Watch], Awaitable[None]]) -> Watch:
    """Play ``scene`` on a watch that has read the log once."""
    watch = Watch()

    async def whole() -> None:
        await watch.settled()
        await scene(watch)
        watch.following.close()

    played(whole)
    return watch


def test_before_the_first_look_nothing_may_be_said() -> None:
    assert Watch().following.sight() is Sight.BEHIND


def test_a_moved_marker_stops_everything_until_the_log_was_read() -> None:
    async def scene(watch: Watch) -> None:
        assert watch.following.sight() is Sight.CLEAR
        watch.newsroom.change("page:1")
        assert watch.following.sight() is Sight.BEHIND
        await watch.following.look()
        assert watch.following.sight() is Sight.CLEAR

    assert seen(scene).fallen == [frozenset({"page:1"})]


def test_a_change_that_moved_no_marker_is_found_by_the_poll() -> None:
    async def scene(watch: Watch) -> None:
        watch.newsroom.change("page:1", touch=False)
        await watch.following.look()

    assert seen(scene).fallen == [frozenset({"page:1"})]


def test_each_change_is_applied_once_however_often_it_is_read() -> None:
    async def scene(watch: Watch) -> None:
        for tag in ("page:1", "page:2", "page:2"):
            watch.newsroom.change(tag)
            await watch.following.look()
            await watch.following.look()

    assert seen(scene).fallen == [frozenset({"page:1"}), frozenset({"page:2"}), frozenset({"page:2"})]


def test_a_marker_that_moves_while_the_log_is_read_asks_for_another_look() -> None:
    async def scene(watch: Watch) -> None:
        read = watch.newsroom.changes

        def overtaken(since: int) -> object:
            log = read(since)
            watch.newsroom.marker += 1
            return log

        watch.following._changes = overtaken  # type: ignore[assignment]
        await watch.following.look()
        assert watch.following.sight() is Sight.BEHIND

    seen(scene)


def test_a_look_that_is_old_is_repeated_before_anything_is_said() -> None:
    async def scene(watch: Watch) -> None:
        watch.now += TRUSTED_FOR + 0.1
        assert watch.following.sight() is Sight.BEHIND

    seen(scene)


def test_without_a_database_open_pages_may_be_served_for_a_while_and_then_not() -> None:
    async def scene(watch: Watch) -> None:
        watch.newsroom.database_is_up = False
        await watch.following.look()
        watch.now += 61
        assert watch.following.sight() is Sight.BLIND
        watch.now += STALE_FOR
        assert watch.following.sight() is Sight.LOST
        watch.newsroom.database_is_up = True
        await watch.following.look()
        assert watch.following.sight() is Sight.CLEAR

    seen(scene)


def test_a_change_without_a_database_to_read_it_from_stops_everything() -> None:
    async def scene(watch: Watch) -> None:
        watch.newsroom.database_is_up = False
        watch.newsroom.change("page:1")
        await watch.following.look()
        assert watch.following.sight() is Sight.LOST

    seen(scene)


def test_a_database_that_hangs_counts_as_down_after_a_second(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("standfirst.frontdoor.following.TRUSTED_FOR", 0.01)

    async def scene(watch: Watch) -> None:
        hanging = asyncio.Event()
        watch.following._read = hanging.wait  # type: ignore[method-assign]
        watch.newsroom.change("page:1")
        await watch.following.look()
        assert watch.following.sight() is Sight.LOST
        hanging.set()

    seen(scene)


def test_who_was_away_longer_than_the_log_is_kept_forgets_everything() -> None:
    async def scene(watch: Watch) -> None:
        watch.now += 3_600
        await watch.following.look()

    assert seen(scene).fallen == [frozenset({"site"})]


def test_what_was_raised_since_is_remembered() -> None:
    async def scene(watch: Watch) -> None:
        following, epoch = watch.following, watch.following.epoch
        assert not following.raised_since(epoch, frozenset({"page:1"}))
        watch.newsroom.change("page:1")
        await following.look()
        assert following.raised_since(epoch, frozenset({"page:1", "lists"}))
        assert not following.raised_since(epoch, frozenset({"page:2"}))
        assert not following.raised_since(following.epoch, frozenset({"page:1"}))
        watch.newsroom.change("site")
        await following.look()
        assert following.raised_since(epoch, frozenset({"page:2"}))

    seen(scene)


def test_what_is_too_long_ago_to_be_remembered_counts_as_raised() -> None:
    async def scene(watch: Watch) -> None:
        epoch = watch.following.epoch
        for _ in range(1_100):
            watch.following._take(watch.newsroom.changes(0), away=3_600)
        del watch.following._recent[:1]
        watch.following._recent[:] = [(number, frozenset({"x"})) for number, _ in watch.following._recent]
        assert watch.following.raised_since(epoch, frozenset({"page:2"}))

    seen(scene)
