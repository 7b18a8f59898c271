"""The simulator against readers with a memory: exact where it says so, and never wrong about between what it lies."""

from dataclasses import replace
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from standfirst.access.levels import Level, Tier, Variant
from standfirst.newsroom.levels import Rule
from standfirst.newsroom.simulating import About, Answer, DayOf, Proposal, Recorded, Tally, Unsure, simulate
from tests.newsroom.replaying import BEGINS, Newspaper, Visit, recorded, truth

PAPER = Newspaper(9)
LEVELS = st.sampled_from(list(Level))
RULES = st.lists(
    st.builds(
        Rule,
        LEVELS,
        section=st.sampled_from([None, 1, 2, 3]),
        topic=st.sampled_from([None, None, 100, 101]),
        older_than=st.sampled_from([None, None, 1, 5]),
    ),
    max_size=4,
).map(tuple)
PROPOSALS = st.builds(Proposal, st.integers(0, 4), st.integers(0, 6), st.sampled_from(["month", "week"]), RULES)
WHO = st.sampled_from(
    [
        Visit(0, "ann", Tier.REGISTERED, False, 1),
        Visit(0, "bob", Tier.REGISTERED, False, 1),
        Visit(0, "cyd", Tier.SUBSCRIBER, False, 1),
        Visit(0, "dee", Tier.REGISTERED, True, 1),
        Visit(0, "nobody", Tier.ANONYMOUS, False, 1),
        Visit(0, "somebody", Tier.ANONYMOUS, False, 1),
    ]
)


def visits(hours: st.SearchStrategy[float]) -> st.SearchStrategy[list[Visit]]:
    made = st.builds(
        lambda hours, who, article: replace(who, hours=hours, article=article), hours, WHO, st.integers(1, 9)
    )
    return st.lists(made, max_size=60)


VISITS = visits(st.integers(0, 200))
IN_ANY_MINUTE = visits(st.integers(0, 4 * 200).map(lambda quarters: quarters / 4))
WITH_ACCOUNTS = VISITS.map(lambda visits: [visit for visit in visits if visit.tier is not Tier.ANONYMOUS])


def tried(visits: list[Visit], in_force: Proposal, proposal: Proposal) -> Answer:
    return simulate(recorded(PAPER, visits, in_force), proposal, PAPER.about, DayOf(ZoneInfo("UTC")))


def numbers(tally: Tally) -> tuple[int, int]:
    return tally.least, tally.most


@given(IN_ANY_MINUTE, PROPOSALS)
def test_the_rules_in_force_give_what_was_recorded(visits: list[Visit], in_force: Proposal) -> None:
    answer = tried(visits, in_force, in_force)
    met = truth(PAPER, visits, in_force)
    assert answer.whole == Tally(len(visits), met, met, met)
    assert answer.unsure == set()
    for told in (answer.by_day, answer.by_section, answer.by_tier, answer.by_wall):
        assert all(tally.met == tally.least == tally.most for tally in told.values())


@given(WITH_ACCOUNTS, PROPOSALS, st.integers(0, 6), st.sampled_from(["month", "week"]))
def test_another_allowance_by_the_month_or_the_week_is_told_exactly_for_readers_with_accounts(
    visits: list[Visit], in_force: Proposal, allowance: int, period: str
) -> None:
    proposal = replace(in_force, registered=allowance, period=period)
    answer = tried(visits, in_force, proposal)
    assert numbers(answer.whole) == (truth(PAPER, visits, proposal),) * 2


@given(VISITS, PROPOSALS, PROPOSALS)
def test_the_truth_never_lies_outside_of_what_is_told(
    visits: list[Visit], in_force: Proposal, proposal: Proposal
) -> None:
    answer = tried(visits, in_force, proposal)
    assert answer.whole.least <= truth(PAPER, visits, proposal) <= answer.whole.most
    assert answer.whole.exact == (not answer.unsure)


@given(VISITS, PROPOSALS, PROPOSALS, st.integers(0, 3), st.integers(0, 3))
def test_a_larger_allowance_never_makes_more_walls(
    visits: list[Visit], in_force: Proposal, proposal: Proposal, more: int, for_readers: int
) -> None:
    larger = replace(proposal, anonymous=proposal.anonymous + more, registered=proposal.registered + for_readers)
    before, after = tried(visits, in_force, proposal).whole, tried(visits, in_force, larger).whole
    assert (after.least <= before.least, after.most <= before.most) == (True, True)


@given(VISITS, PROPOSALS, PROPOSALS, st.integers(0, 3))
def test_a_stricter_rule_never_makes_fewer_walls(
    visits: list[Visit], in_force: Proposal, proposal: Proposal, which: int
) -> None:
    # With an allowance for people without an account it can: what becomes Premium leaves that allowance to the others.
    proposal = replace(proposal, anonymous=0)
    last = (*proposal.rules, Rule(Level.FREE))
    which %= len(last)
    stricter = {Level.FREE: Level.REGISTERED}.get(last[which].level, Level.PREMIUM)
    strict = replace(proposal, rules=(*last[:which], replace(last[which], level=stricter), *last[which + 1 :]))
    before, after = tried(visits, in_force, proposal).whole, tried(visits, in_force, strict).whole
    assert (after.least >= before.least, after.most >= before.most) == (True, True)


@given(VISITS, PROPOSALS, PROPOSALS)
def test_every_part_adds_up_to_the_whole(visits: list[Visit], in_force: Proposal, proposal: Proposal) -> None:
    answer = tried(visits, in_force, proposal)
    for told in (answer.by_day, answer.by_section, answer.by_tier):
        parts = list(told.values())
        assert sum(part.decisions for part in parts) == answer.whole.decisions == len(visits)
        assert sum(part.most for part in parts) == answer.whole.most
    walls = list(answer.by_wall.values())
    assert [sum(wall.met for wall in walls), sum(wall.least for wall in walls), sum(wall.most for wall in walls)] == [
        answer.whole.met,
        *numbers(answer.whole),
    ]


PREMIUM = (Rule(Level.PREMIUM),)
FIVE = Proposal(0, 5, "month", PREMIUM)
ANN_READS_EIGHT = [Visit(hour, "ann", Tier.REGISTERED, False, hour) for hour in range(1, 9)]


def test_somebody_who_came_to_eight_with_five_would_have_met_one_wall_with_seven() -> None:
    answer = tried(ANN_READS_EIGHT, FIVE, replace(FIVE, registered=7))
    assert answer.whole == Tally(8, 3, 1, 1)
    assert answer.by_wall == {Variant.SPENT: Tally(3, 3, 1, 1)}


def test_going_back_to_an_article_counts_once_under_every_allowance() -> None:
    again = [Visit(20 + number, "ann", Tier.REGISTERED, False, 2) for number in range(10)]
    assert tried([*ANN_READS_EIGHT, *again], FIVE, replace(FIVE, registered=2)).whole.least == 6


def test_without_an_allowance_another_wall_is_met() -> None:
    answer = tried(ANN_READS_EIGHT, FIVE, replace(FIVE, registered=0))
    assert answer.by_wall == {Variant.SPENT: Tally(3, 3, 0, 0), Variant.PREMIUM: Tally(8, 0, 8, 8)}


def test_how_much_people_without_an_account_would_read_of_an_allowance_is_not_known_and_said() -> None:
    registered = Proposal(0, 5, "month", (Rule(Level.REGISTERED),))
    nobody = [Visit(hour, "nobody", Tier.ANONYMOUS, False, hour) for hour in range(1, 5)]
    answer = tried(nobody, registered, replace(registered, anonymous=2))
    assert (answer.whole, answer.unsure) == (Tally(4, 4, 0, 4), {Unsure.NOBODY_KNOWN})


def test_an_archive_for_premium_tells_exactly_whom_without_an_account_it_stops() -> None:
    nobody = [Visit(hour, "nobody", Tier.ANONYMOUS, False, 1) for hour in range(0, 48, 6)]
    archive = replace(FIVE, rules=(Rule(Level.PREMIUM, older_than=1),))
    answer = tried(nobody, replace(FIVE, rules=()), archive)
    # Published an hour and a half before the first: a day old from the fifth on.
    assert answer.whole == Tally(8, 0, 4, 4)
    assert answer.by_day == {"2026-11-01": Tally(4, 0, 0, 0), "2026-11-02": Tally(4, 0, 4, 4)}


def test_days_in_a_row_are_only_told_as_far_as_they_are_known() -> None:
    answer = tried(ANN_READS_EIGHT, FIVE, replace(FIVE, period="30"))
    assert (answer.whole, answer.unsure) == (Tally(8, 3, 0, 8), {Unsure.OTHER_PERIOD})


def test_other_articles_that_count_are_told_as_far_as_they_are_known() -> None:
    one_section = replace(FIVE, registered=2, rules=(Rule(Level.PREMIUM, section=1),))
    answer = tried(ANN_READS_EIGHT, one_section, replace(one_section, rules=PREMIUM))
    # Articles 3 and 6 are Premium now, and two are allowed: from the fourth on others surely stop her.
    assert (answer.whole, answer.unsure) == (Tally(8, 0, 2, 8), {Unsure.OTHER_ARTICLES})


def row(**told: object) -> Recorded:
    usual = Recorded(BEGINS, 1, 1, "premium", "anonymous", "ANONYMOUS", 0, 0, 0, 0, "month", 1)
    return usual._replace(**told)  # type: ignore[arg-type]


def one(rows: Recorded, proposal: Proposal, about: dict[int, About]) -> Tally:
    return simulate([rows], proposal, about, DayOf(ZoneInfo("UTC"))).whole


def test_rules_change_nothing_of_an_article_that_chose_for_itself_or_is_gone() -> None:
    free_for_all = replace(FIVE, rules=())
    assert one(row(), free_for_all, {1: About(True, frozenset(), BEGINS)}) == Tally(1, 1, 1, 1)
    assert one(row(), free_for_all, {}) == Tally(1, 1, 1, 1)
    assert one(row(), free_for_all, {1: About(False, frozenset(), BEGINS)}) == Tally(1, 1, 0, 0)


def test_what_was_opened_by_something_else_than_the_rules_stays_open() -> None:
    gift = row(reason="GIFT")
    assert one(gift, FIVE, {1: About(False, frozenset(), BEGINS)}) == Tally(1, 0, 0, 0)
