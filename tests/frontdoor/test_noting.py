"""What is noted of decisions at the door: each that somebody saw, and for whom until that is told, not longer."""

from collections import Counter

import pytest

from standfirst.access.levels import Level, Tier
from standfirst.access.policy import Allowances, Visitor
from standfirst.frontdoor import noting
from standfirst.frontdoor.counts import cut
from standfirst.frontdoor.noting import TOGETHER, Batch, Noted, Notes, as_decided, noting_sink
from standfirst.frontdoor.noting import noted_of as about
from standfirst.frontdoor.revocations import Revocations
from standfirst.frontdoor.visitors import Visitors
from tests.frontdoor.stage import COOKIES, KEYS, Newsroom, a_house, a_pass, exchange, played, request, served

NOON = 1_800_000_000.0
ANN = bytes(range(16))
FIVE = Allowances(0, 5)


def noted_of(*requests: bytes, level: Level = Level.PREMIUM, allowances: Allowances = FIVE) -> dict[Noted, int]:
    """What was handed on to be kept when a door had answered ``requests``, one after the other."""
    newsroom, kept = Newsroom(), Counter[Noted]()
    newsroom.publish("/a/", level, allowances=allowances)
    house = a_house(newsroom, notes=Notes(lambda: NOON), record=kept.update)

    async def scene() -> None:
        async with served(house) as port:
            for sent in requests:
                await exchange(port, sent, bodiless=sent.startswith(b"HEAD"))
        await house.flushing.flush()

    played(scene)
    return dict(kept)


def decided(tier: str, reason: str, *, level: Level = Level.PREMIUM) -> Noted:
    return Noted(cut(NOON), 7, 0, level.value, tier, reason)


def with_pass(tier: Tier = Tier.REGISTERED, **told: object) -> bytes:
    return request("/a/", Cookie=f"sf_pass={a_pass(tier, subject=ANN, **told)}")  # type: ignore[arg-type]


def test_people_without_an_account_are_told_by_nothing() -> None:
    sent = [request("/a/"), request("/a/", Cookie="_ga=1"), request("/a/", Cookie="_ga=2")]
    assert noted_of(*sent) == {decided("anonymous", "ANONYMOUS"): 3}


def test_a_reader_with_a_meter_is_told_until_the_place_of_the_article_is_found() -> None:
    grants = frozenset({3, 5})
    sent = with_pass(grants=grants, used=2)
    # The visit that spends one, and the next with what the browser holds then.
    again = with_pass(grants=grants | {7}, used=3)
    ann = decided("registered", "")._replace(allowance=5, subject=ANN)
    assert noted_of(sent, again, again) == {
        ann._replace(reason="ALLOWED", used=2, grants=(3, 5)): 1,
        ann._replace(reason="GRANT", used=3, grants=(3, 5, 7)): 2,
    }


def test_a_reader_whose_allowance_is_spent_is_noted_at_the_wall() -> None:
    sent = with_pass(grants=frozenset({1, 2, 3, 4, 5}), used=5)
    (noted,) = noted_of(sent)
    assert (noted.reason, noted.used, noted.grants) == ("SPENT", 5, (1, 2, 3, 4, 5))


def test_whom_no_meter_counts_is_told_by_the_tier_alone() -> None:
    sent = [with_pass(Tier.SUBSCRIBER), with_pass(provisional=True)]
    assert noted_of(*sent) == {decided("subscriber", "TIER"): 1, decided("unconfirmed", "UNCONFIRMED"): 1}
    free = decided("registered", "FREE", level=Level.FREE)._replace(used=2, allowance=5)
    assert noted_of(with_pass(grants=frozenset({3, 5}), used=2), level=Level.FREE) == {free: 1}


def told_of(visitor: Visitor, allowances: Allowances = FIVE) -> Noted:
    noted = about(Level.PREMIUM, 7, 1, visitor, allowances, moment=0, shown=False, subject=ANN)
    assert noted is not None
    return noted


def test_an_article_that_was_given_away_takes_no_place_among_those_of_the_allowance() -> None:
    given = told_of(Visitor(Tier.REGISTERED, gifts=frozenset({7}), used=2))
    assert (given.reason, given.subject, given.used) == ("GIFT", b"", 0)


@pytest.mark.parametrize("tier", [Tier.ANONYMOUS, Tier.REGISTERED])
def test_whoever_sits_in_an_institution_reads_as_a_subscriber(tier: Tier) -> None:
    noted = told_of(Visitor(tier, institution=3, used=2))
    assert noted == Noted(0, 7, 1, "premium", "subscriber", "INSTITUTION")


def test_nor_does_one_before_which_its_reader_is_asked() -> None:
    asked = told_of(Visitor(Tier.REGISTERED, used=2), Allowances(0, 5, ask=True))
    assert (asked.reason, asked.subject, asked.used, asked.allowance) == ("ASKED", b"", 2, 5)


def test_what_the_meter_knew_counts_not_what_the_pass_of_one_browser_did() -> None:
    before, spent_now = Visitor(Tier.REGISTERED), Visitor(Tier.REGISTERED, grants=frozenset({7}), used=1)
    elsewhere = Visitor(Tier.REGISTERED, grants=frozenset({1, 2, 3, 4, 7}), used=5)
    assert as_decided(before, None, shown=True) is before
    assert as_decided(before, spent_now, shown=True) is before
    assert as_decided(before, elsewhere, shown=True) is elsewhere
    assert as_decided(before, elsewhere, shown=False) is elsewhere


@pytest.mark.parametrize(
    "sent",
    [
        request("/a/", "HEAD"),
        request("/a/", User_Agent="curl/8.5.0"),
        request("/a/", Sec_Fetch_Dest="empty"),
        request("/a/", Purpose="prefetch"),
        request("/none/"),
    ],
)
def test_what_nobody_opens_is_not_noted(sent: bytes) -> None:
    assert noted_of(sent) == {}


def test_a_list_is_no_article() -> None:
    newsroom, notes = Newsroom(), Notes()
    newsroom.publish("/a/", article=0)

    async def scene() -> None:
        async with served(a_house(newsroom, notes=notes)) as port:
            await exchange(port, request("/a/"))

    played(scene)
    assert notes.gather() is None


def test_when_it_cannot_be_written_it_is_kept_without_the_cookies_and_within_bounds(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(noting, "MOST_KEPT", 2)
    notes = Notes(lambda: NOON)
    some = [decided("anonymous", "ANONYMOUS")._replace(article=number) for number in range(4)]
    notes.put_back(Batch(cut(NOON), {(object(), object(), b"sf_pass=x", None): 1}, dict.fromkeys(some, 3)))  # type: ignore[dict-item]
    notes.add(some[0])
    batch = notes.gather()
    assert batch is not None
    assert (batch.seen, batch.noted) == ({}, {some[0]: 4, some[1]: 3})


class Keeper:
    """Takes ``pieces`` pieces, a second each, then fails."""

    def __init__(self, pieces: int) -> None:
        self.left = pieces
        self.taken: list[list[Noted]] = []
        self.pauses: list[float] = []
        self.now = 0.0

    def record(self, noted: dict[Noted, int]) -> None:
        if not self.left:
            raise OSError("no room")
        self.left -= 1
        self.now += 1
        self.taken.append(list(noted))

    def write(self, batch: Batch) -> None:
        noting_sink(Notes(), VISITORS, self.record, clock=lambda: self.now, pause=self.pauses.append).write(batch)


VISITORS = Visitors(KEYS, COOKIES, Revocations())


def a_batch(readers: int) -> Batch:
    """Each reader was refused an article before, as it was noted, they opened one."""
    noted = decided("registered", "SPENT")._replace(allowance=5)
    return Batch(
        cut(NOON),
        noted={
            noted._replace(subject=bytes([reader] * 16), article=article, used=used): 1
            for article, used in ((8, 5), (7, 4))
            for reader in range(readers)
        },
    )


def test_a_few_are_written_at_a_time_and_others_get_as_much_of_it() -> None:
    keeper = Keeper(100)
    keeper.write(a_batch(readers=TOGETHER))
    assert [len(piece) for piece in keeper.taken] == [TOGETHER, TOGETHER]
    assert keeper.pauses == [1.0]
    in_order = [one for piece in keeper.taken for one in piece]
    for reader in range(TOGETHER):
        assert [one.article for one in in_order if one.subject[0] == reader] == [7, 8]


def test_what_could_be_written_is_not_kept_for_another_time() -> None:
    keeper, batch = Keeper(1), a_batch(readers=TOGETHER)
    with pytest.raises(OSError, match="no room"):
        keeper.write(batch)
    assert len(batch.noted) == TOGETHER
    assert not set(batch.noted) & set(keeper.taken[0])
