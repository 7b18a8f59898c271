"""Spending an allowance at the front door: once for each article, before a gated byte is sent, never ahead of time."""

import asyncio
import time

import pytest

from standfirst.access.levels import Level, Tier
from standfirst.access.policy import Allowances, Visitor
from standfirst.frontdoor.revocations import Revocations
from standfirst.frontdoor.spending import Outcome, Spending, Wish
from tests.frontdoor.stage import (
    COOKIES,
    SECRET_SENTENCE,
    Answer,
    Newsroom,
    Spent,
    a_house,
    a_pass,
    exchange,
    played,
    request,
    served,
)

FIVE = Allowances(registered=5)
SUBJECT = bytes(range(16))
SECRET = SECRET_SENTENCE.encode()


def ask(newsroom: Newsroom, *requests: bytes) -> list[Answer]:
    """Send each request on a connection of its own, one after the other."""

    async def scene() -> list[Answer]:
        async with served(a_house(newsroom)) as port:
            return [await exchange(port, sent, bodiless=sent.startswith(b"HEAD")) for sent in requests]

    return played(scene)


def cookie(used: int = 0, *, grants: frozenset[int] = frozenset()) -> str:
    return f"{COOKIES.reader_pass}={a_pass(used=used, grants=grants, subject=SUBJECT)}"


@pytest.fixture
def newsroom() -> Newsroom:
    stage = Newsroom()
    stage.publish("/premium/", Level.PREMIUM, allowances=FIVE)
    return stage


def test_a_reader_with_some_left_spends_one_and_reads(newsroom: Newsroom) -> None:
    before = int(time.time())
    (answer,) = ask(newsroom, request("/premium/", Cookie=cookie()))
    ((wish,),) = newsroom.wishes
    assert wish[:3] == Wish(SUBJECT, 7, Visitor(Tier.REGISTERED))[:3]
    assert before <= wish.issued <= time.time()
    assert SECRET in answer.body
    assert answer.headers["set-cookie"] == "sf_spent=yes; Path=/"
    assert answer.headers["cache-control"].startswith("private")


def test_who_has_the_grant_in_the_pass_spends_nothing(newsroom: Newsroom) -> None:
    (answer,) = ask(newsroom, request("/premium/", Cookie=cookie(1, grants=frozenset({7}))))
    assert SECRET in answer.body
    assert newsroom.wishes == []
    assert "set-cookie" not in answer.headers


def test_who_has_spent_all_meets_the_wall_from_memory(newsroom: Newsroom) -> None:
    (answer,) = ask(newsroom, request("/premium/", Cookie=cookie(5)))
    assert b"as spent" in answer.body
    assert SECRET not in answer.body
    assert newsroom.wishes == []


@pytest.mark.parametrize("line", ["Sec-Purpose", "Purpose", "X-Moz"])
def test_a_browser_that_fetches_ahead_spends_nothing_and_sees_nothing(newsroom: Newsroom, line: str) -> None:
    (answer,) = ask(newsroom, request("/premium/", Cookie=cookie(), **{line: "prefetch"}))
    assert answer.status == 503
    assert newsroom.wishes == []
    assert SECRET not in answer.body


def test_asking_for_the_head_spends_nothing(newsroom: Newsroom) -> None:
    (answer,) = ask(newsroom, request("/premium/", "HEAD", Cookie=cookie()))
    assert answer.status == 200
    assert newsroom.wishes == []


def test_when_nobody_can_tell_the_wall_stays_and_nothing_is_spent(newsroom: Newsroom) -> None:
    def failing(wishes: object) -> list[Spent]:
        raise OSError("the database is down")

    newsroom.spend = failing  # type: ignore[method-assign]
    (answer,) = ask(newsroom, request("/premium/", Cookie=cookie()))
    assert b"as spent" in answer.body
    assert SECRET not in answer.body


def test_somebody_without_an_account_opens_registered_articles_by_the_cookie_of_the_meter() -> None:
    newsroom = Newsroom()
    newsroom.publish("/registered/", Level.REGISTERED, allowances=Allowances(anonymous=2))
    (answer,) = ask(newsroom, request("/registered/"))
    assert newsroom.wishes == [[Wish(bytes(16), 7, Visitor())]]
    assert SECRET in answer.body


def test_a_wall_that_is_shown_with_a_cookie_is_kept_by_nobody_else(newsroom: Newsroom) -> None:
    newsroom.spend = lambda wishes: [Spent(Visitor(Tier.REGISTERED, used=5), "a=b")]  # type: ignore[method-assign]
    (answer,) = ask(newsroom, request("/premium/", Cookie=cookie()))
    assert b"as spent" in answer.body
    assert answer.headers["set-cookie"] == "a=b"
    assert answer.headers["cache-control"] == "private, no-store"


def test_a_page_whose_level_has_changed_with_its_age_is_made_anew() -> None:
    newsroom = Newsroom()
    newsroom.publish("/aging/", Level.FREE, until=time.time() - 1)
    ask(newsroom, request("/aging/"))
    newsroom.publish("/aging/", Level.REGISTERED)
    first, second = ask(newsroom, request("/aging/"), request("/aging/"))
    assert SECRET not in first.body + second.body
    assert b"as register" in first.body


def test_what_waits_goes_together_into_the_next_transaction() -> None:
    batches: list[int] = []

    def spend(wishes: object) -> list[Outcome]:
        assert isinstance(wishes, list)
        batches.append(len(wishes))
        return [Spent(Visitor(), "") for _ in wishes]

    async def scene() -> None:
        spending = Spending(spend)
        await asyncio.gather(*(spending.spend(Wish(SUBJECT, article, Visitor())) for article in range(450)))
        spending.close()

    played(scene)
    assert sum(batches) == 450
    assert len(batches) <= 4


def test_a_pass_that_was_called_back_is_asked_for_again_and_a_newer_one_is_not() -> None:
    revocations = Revocations()
    revocations.note(frozenset({f"reader:{SUBJECT.hex()}", "page:3"}), 1_000.0)
    assert revocations.revoked(SUBJECT, 999)
    assert revocations.revoked(SUBJECT, 1_000)
    assert not revocations.revoked(SUBJECT, 1_001)
    assert not revocations.revoked(bytes(16), 999)


def test_what_was_called_back_is_forgotten_when_every_such_pass_has_run_out() -> None:
    revocations = Revocations()
    revocations.note(frozenset({f"reader:{SUBJECT.hex()}"}), 1_000.0)
    revocations.note(frozenset({f"reader:{bytes(16).hex()}"}), 1_301.0)
    assert not revocations.revoked(SUBJECT, 1)


def test_a_called_back_pass_goes_to_django(newsroom: Newsroom) -> None:
    newsroom.publish("/free/", Level.FREE, article=8)

    async def scene() -> tuple[Answer, Answer]:
        async with served(a_house(newsroom)) as port:
            before = await exchange(port, request("/free/", Cookie=cookie()))
            newsroom.change(f"reader:{SUBJECT.hex()}")
            return before, await exchange(port, request("/free/", Cookie=cookie()))

    before, after = played(scene)
    assert "by" not in before.headers
    assert after.headers["by"] == "django"
