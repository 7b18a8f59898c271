"""Who an article is for by the editors' rules: judged purely, without a database."""

from datetime import UTC, datetime, timedelta
from math import inf

from hypothesis import given
from hypothesis import strategies as st

from standfirst.access.levels import Level
from standfirst.newsroom.levels import Placed, Rule, placed

NOON = datetime(2026, 11, 16, 12, tzinfo=UTC)
HARBOUR, CULTURE = 1, 2
BOATS, SONGS = 1, 2

PLACES = st.sampled_from([HARBOUR, CULTURE])
TOPICS = st.sampled_from([BOATS, SONGS])
RULES = st.lists(
    st.builds(
        Rule,
        level=st.sampled_from(Level),
        section=st.none() | PLACES,
        topic=st.none() | TOPICS,
        older_than=st.none() | st.integers(1, 9),
    ),
    max_size=6,
)


def of(*rules: Rule, section: int = HARBOUR, topics: tuple[int, ...] = (), age: timedelta = timedelta(0)) -> Placed:
    """What ``rules`` say of an article of this ``age``."""
    return placed(rules, section=section, topics=topics, published=NOON - age, now=NOON)


def test_without_a_rule_that_fits_an_article_is_free() -> None:
    assert of() == of(Rule(Level.PREMIUM, section=CULTURE), Rule(Level.PREMIUM, topic=BOATS)) == Placed(Level.FREE, inf)


def test_the_first_rule_that_fits_speaks() -> None:
    first, second = Rule(Level.REGISTERED, section=HARBOUR), Rule(Level.PREMIUM)
    assert of(first, second).level is Level.REGISTERED
    assert of(second, first).level is Level.PREMIUM
    assert of(first, second, section=CULTURE).level is Level.PREMIUM


def test_a_rule_wants_everything_that_it_asks_for() -> None:
    rule = Rule(Level.PREMIUM, section=HARBOUR, topic=BOATS, older_than=1)
    old = timedelta(days=1)
    assert of(rule, topics=(SONGS, BOATS), age=old).level is Level.PREMIUM
    assert of(rule, topics=(SONGS,), age=old).level is Level.FREE
    assert of(rule, topics=(BOATS,), section=CULTURE, age=old).level is Level.FREE
    assert of(rule, topics=(BOATS,)).level is Level.FREE


def test_an_age_is_reached_to_the_second_and_said_beforehand() -> None:
    rule = Rule(Level.PREMIUM, older_than=90)
    age = timedelta(days=90)
    reached = NOON.timestamp()
    assert of(rule, age=age) == Placed(Level.PREMIUM, inf)
    assert of(rule, age=age - timedelta(seconds=1)) == Placed(Level.FREE, reached + 1)


def test_a_rule_of_age_for_other_articles_is_no_reason_to_look_again() -> None:
    assert of(Rule(Level.PREMIUM, section=CULTURE, older_than=90)).until == inf


@given(
    rules=RULES,
    section=PLACES,
    topics=st.sets(TOPICS),
    age=st.integers(0, 10 * 24).map(lambda hours: timedelta(hours=hours)),
    later=st.integers(0, 10 * 24).map(lambda hours: timedelta(hours=hours)),
)
def test_until_the_moment_that_is_named_nothing_changes(
    rules: list[Rule], section: int, topics: set[int], age: timedelta, later: timedelta
) -> None:
    def at(now: datetime) -> Placed:
        return placed(rules, section=section, topics=topics, published=NOON - age, now=now)

    told, then = at(NOON), NOON + later
    assert told.until > NOON.timestamp()
    if then.timestamp() < told.until:
        assert at(then).level is told.level


@given(rules=RULES, section=PLACES, topics=st.sets(TOPICS), days=st.integers(0, 10))
def test_an_article_has_the_level_of_the_first_rule_that_fits_it_alone(
    rules: list[Rule], section: int, topics: set[int], days: int
) -> None:
    def fits(rule: Rule) -> bool:
        return (
            (rule.section is None or rule.section == section)
            and (rule.topic is None or rule.topic in topics)
            and (rule.older_than is None or days >= rule.older_than)
        )

    told = placed(rules, section=section, topics=topics, published=NOON - timedelta(days=days), now=NOON)
    assert told.level is next((rule.level for rule in rules if fits(rule)), Level.FREE)
