import asyncio
from collections.abc import Awaitable, Callable

from standfirst.access.levels import Level, Variant
from standfirst.frontdoor.door import Fill
from standfirst.frontdoor.filling import MOST_WAITING
from standfirst.frontdoor.house import FrontDoor
from tests.frontdoor.stage import Gate, Newsroom, Rendered, a_house, played

PAGE = Fill(b"/news/", Variant.FULL)


def filled(newsroom: Newsroom, scene: Callable[[FrontDoor], Awaitable[None]]) -> FrontDoor:
    house = a_house(newsroom)

    async def whole() -> None:
        await house.following.look()
        await scene(house)
        house.filling.close()
        house.following.close()

    played(whole)
    return house


def a_newsroom() -> Newsroom:
    newsroom = Newsroom()
    newsroom.publish("/news/", article=1)
    return newsroom


def test_two_hundred_who_ask_at_once_cost_one_rendering() -> None:
    newsroom = a_newsroom()

    async def scene(house: FrontDoor) -> None:
        assert all(await asyncio.gather(*(house.filling.fill(PAGE) for _ in range(200))))

    house = filled(newsroom, scene)
    assert newsroom.renders == [("/news/", "", Variant.FULL)]
    assert b"/news/" in house.store.entries


def test_one_who_goes_away_does_not_end_the_work_for_the_others() -> None:
    newsroom = a_newsroom()
    gate = Gate()
    newsroom.while_rendering = gate.wait

    async def scene(house: FrontDoor) -> None:
        impatient = asyncio.ensure_future(house.filling.fill(PAGE))
        patient = asyncio.ensure_future(house.filling.fill(PAGE))
        await asyncio.to_thread(gate.reached.wait, 10)
        impatient.cancel()
        gate.open()
        assert await patient

    filled(newsroom, scene)
    assert len(newsroom.renders) == 1


def test_a_page_that_changed_while_it_was_rendered_is_rendered_again() -> None:
    newsroom = a_newsroom()
    newsroom.texts["/news/"] = "Old."

    def publish_once() -> None:
        if newsroom.texts["/news/"] == "Old.":
            newsroom.texts["/news/"] = "New."
            newsroom.change("page:1")

    newsroom.while_rendering = publish_once

    async def scene(house: FrontDoor) -> None:
        assert await house.filling.fill(PAGE)

    house = filled(newsroom, scene)
    assert len(newsroom.renders) == 2
    assert b"New." in house.store.entries[b"/news/"].variants[Variant.FULL].by_encoding[0].whole


def test_a_change_elsewhere_costs_no_second_rendering() -> None:
    newsroom = a_newsroom()
    newsroom.while_rendering = lambda: newsroom.change("page:99")

    async def scene(house: FrontDoor) -> None:
        assert await house.filling.fill(PAGE)

    filled(newsroom, scene)
    assert len(newsroom.renders) == 1


def test_a_page_that_never_stands_still_is_left_to_django() -> None:
    newsroom = a_newsroom()
    newsroom.while_rendering = lambda: newsroom.change("page:1")

    async def scene(house: FrontDoor) -> None:
        assert not await house.filling.fill(PAGE)

    house = filled(newsroom, scene)
    assert not house.store.entries


def test_nothing_is_kept_when_the_log_cannot_be_read_after_the_rendering() -> None:
    newsroom = a_newsroom()

    def lose_the_database() -> None:
        newsroom.database_is_up = False
        newsroom.marker += 1

    newsroom.while_rendering = lose_the_database

    async def scene(house: FrontDoor) -> None:
        assert not await house.filling.fill(PAGE)

    house = filled(newsroom, scene)
    assert not house.store.entries


def test_what_may_not_be_kept_is_left_to_django_and_not_tried_again_at_once() -> None:
    newsroom = Newsroom()

    async def scene(house: FrontDoor) -> None:
        assert not await house.filling.fill(PAGE)
        assert house.store.refuses(b"/news/", 0.0)

    filled(newsroom, scene)


def test_a_rendering_that_fails_or_sets_a_cookie_is_not_kept() -> None:
    newsroom = a_newsroom()
    plan = newsroom.pages["/news/"]

    def broken(path: str, query: str, variant: Variant) -> Rendered:
        if variant is Variant.FULL:
            raise RuntimeError("the template is broken")
        return Rendered(200, (("Set-Cookie", "a=b"),), b"personal", plan)

    house = a_house(newsroom, render=broken)

    async def whole() -> None:
        await house.following.look()
        assert not await house.filling.fill(PAGE)
        assert not await house.filling.fill(Fill(b"/news/", Variant.REGISTER))

    played(whole)
    assert not house.store.entries


def test_beyond_the_pages_that_may_wait_django_is_asked() -> None:
    newsroom = a_newsroom()
    gate = Gate()
    newsroom.while_rendering = gate.wait

    async def scene(house: FrontDoor) -> None:
        newsroom.pages.update({f"/{number}/": newsroom.pages["/news/"] for number in range(MOST_WAITING)})
        waiting = [
            asyncio.ensure_future(house.filling.fill(Fill(b"/%d/" % number, Variant.FULL)))
            for number in range(MOST_WAITING)
        ]
        await asyncio.sleep(0)
        assert not await house.filling.fill(PAGE)
        gate.open()
        assert all(await asyncio.gather(*waiting))

    filled(newsroom, scene)


def test_a_gated_article_is_kept_by_variant() -> None:
    newsroom = a_newsroom()
    newsroom.publish("/news/", Level.REGISTERED, article=1)

    async def scene(house: FrontDoor) -> None:
        for variant in (Variant.FULL, Variant.REGISTER):
            assert await house.filling.fill(Fill(b"/news/", variant))

    house = filled(newsroom, scene)
    assert set(house.store.entries[b"/news/"].variants) == {Variant.FULL, Variant.REGISTER}
