"""What is counted at the door: each page that somebody opens, once, under what they saw of it."""

import threading
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standfirst.access.levels import Level, Variant
from standfirst.frontdoor import counts as counts_module
from standfirst.frontdoor.counts import SPAN, Batch, Counted, Counts, page_counted
from standfirst.frontdoor.plan import CachePlan
from tests.frontdoor.stage import Newsroom, a_house, a_pass, exchange, pass_cookie, played, request, served

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
CUBOT = "Mozilla/5.0 (Linux; Android 13; CUBOT P80) AppleWebKit/537.36 Chrome/126.0.0.0 Mobile Safari/537.36"
GOOGLEBOT = "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"


class Clock:
    def __init__(self) -> None:
        self.now = 900_000.0

    def __call__(self) -> float:
        return self.now


def counted_of(*requests: bytes, level: Level = Level.REGISTERED) -> dict[Counted, int]:
    """What a door has counted when it has answered ``requests``, one after the other."""
    newsroom, counts = Newsroom(), Counts(Clock())
    newsroom.publish("/a/", level)

    async def scene() -> None:
        async with served(a_house(newsroom, counts=counts)) as port:
            for sent in requests:
                await exchange(port, sent, bodiless=sent.startswith(b"HEAD"))

    played(scene)
    (batch,) = (counts.gather() or {0: {}}).values()
    return batch


def test_each_visitor_is_counted_under_what_they_saw() -> None:
    sent = [request("/a/"), request("/a/"), request("/a/", Cookie=pass_cookie()), request("/a/?utm_source=x")]
    assert counted_of(*sent) == {Counted("register", 7): 3, Counted("full", 7): 1}


def test_a_wall_of_premium_is_counted_under_its_name() -> None:
    provisional = f"sf_pass={a_pass(provisional=True)}"
    sent = [request("/a/"), request("/a/", Cookie=pass_cookie()), request("/a/", Cookie=provisional)]
    seen = counted_of(*sent, level=Level.PREMIUM)
    assert seen == {Counted("register", 7): 1, Counted("premium", 7): 1, Counted("confirm", 7): 1}


def test_a_page_that_the_browser_has_already_is_opened_again() -> None:
    sent = request("/a/", If_None_Match="*")
    assert counted_of(sent, sent) == {Counted("register", 7): 2}


def test_asking_for_the_head_shows_nobody_anything() -> None:
    sent = [request("/a/", "HEAD"), request("/a/", "HEAD", If_None_Match="*"), request("/a/")]
    assert counted_of(*sent) == {Counted("register", 7): 1}


@pytest.mark.parametrize(
    "lines",
    [
        {"Sec_Purpose": "prefetch;prerender"},
        {"Purpose": "prefetch"},
        {"X_Moz": "prefetch"},
        {"Sec_Fetch_Dest": "empty"},
        {"Sec_Fetch_Dest": "image"},
        {"User_Agent": GOOGLEBOT},
        {"User_Agent": "curl/8.5.0"},
        {"User_Agent": "python-requests/2.32"},
        {"User_Agent": "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)"},
        {"user_agent": GOOGLEBOT + " " * 300 + "x"},
    ],
)
def test_what_no_person_opens_is_not_counted(lines: dict[str, str]) -> None:
    ahead = request("/a/", **lines)
    assert counted_of(ahead, ahead, request("/a/")) == {Counted("register", 7): 1}


@pytest.mark.parametrize("agent", [FIREFOX, CUBOT])
def test_browsers_of_people_are_counted(agent: str) -> None:
    opened = request("/a/", User_Agent=agent, Sec_Fetch_Dest="document", Sec_Fetch_Mode="navigate")
    assert counted_of(opened, opened) == {Counted("register", 7): 2}


def test_what_is_no_page_to_read_is_not_counted() -> None:
    plan = CachePlan(article=7, section=3)
    assert page_counted(plan, Variant.FULL, "text/html; charset=utf-8") == Counted("full", 7, 3)
    assert page_counted(plan, Variant.FULL, "application/rss+xml") is None


def test_what_is_gathered_is_forgotten_and_what_comes_back_goes_with_the_next() -> None:
    clock = Clock()
    counts = Counts(clock)
    assert counts.gather() is None
    counts.now[Counted("full", 1)] = 2
    first = counts.gather()
    assert first == {900_000: {Counted("full", 1): 2}}
    assert counts.gather() is None
    clock.now += SPAN
    counts.now[Counted("full", 1)] = 5
    counts.put_back(first)
    assert counts.gather() == {900_000: {Counted("full", 1): 2}, 900_000 + SPAN: {Counted("full", 1): 5}}


@given(st.lists(st.tuples(st.sampled_from(["full", "register"]), st.integers(1, 60), st.booleans()), max_size=80))
def test_no_number_is_lost_and_the_memory_is_bounded_however_often_writing_fails(
    steps: list[tuple[str, int, bool]],
) -> None:
    clock, most, before = Clock(), 20, counts_module.MOST_KEPT
    counts, written = Counts(clock), 0
    counts_module.MOST_KEPT = most
    try:
        for kind, article, fails in steps:
            clock.now += SPAN / 3
            shown = Counted(kind, article)
            counts.now[shown] = counts.now.get(shown, 0) + 1
            batch = counts.gather() or {}
            assert len(batch) == 1 or sum(map(len, batch.values())) <= most + 2 * len(batch)
            if fails:
                counts.put_back(batch)
            else:
                written += total(batch)
        assert written + total(counts.gather() or {}) == len(steps)
    finally:
        counts_module.MOST_KEPT = before


def total(batch: Batch) -> int:
    return sum(sum(numbers.values()) for numbers in batch.values())


def test_threads_that_count_at_once_lose_nothing() -> None:
    counts = Counts(Clock())
    threads = [threading.Thread(target=_count, args=(counts,)) for _ in range(4)]
    for thread in threads:
        thread.start()
    seen = 0
    while any(thread.is_alive() for thread in threads):
        seen += total(counts.gather() or {})
    assert seen + total(counts.gather() or {}) == 4 * 2 * 3_000


def _count(counts: Counts) -> None:
    for kind, _ in product(("began", "unlocked"), range(3_000)):
        counts.add(Counted(kind, 7))
