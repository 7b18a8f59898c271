from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standfirst.access.levels import Level, Tier, Variant
from standfirst.access.policy import ANONYMOUS, CRAWLER, NONE, Allowances, Reason, Visitor, decide

articles = st.integers(min_value=1, max_value=2**63)
levels = st.sampled_from(Level)
grants = st.frozensets(articles, max_size=5)
few = st.integers(min_value=0, max_value=7)
tiers = st.sampled_from(Tier)
visitors = st.builds(Visitor, tier=tiers, provisional=st.booleans(), grants=grants, used=few, gifts=grants)
allowances = st.builds(Allowances, anonymous=few, registered=few, ask=st.booleans())
FIVE = Allowances(registered=5)


@given(articles, visitors, allowances)
def test_everybody_reads_a_free_article(article: int, visitor: Visitor, allowed: Allowances) -> None:
    assert decide(Level.FREE, article, visitor, allowed).variant is Variant.FULL


@given(articles, visitors, allowances)
def test_a_premium_article_is_shown_only_by_subscription_grant_or_gift(
    article: int, visitor: Visitor, allowed: Allowances
) -> None:
    decision = decide(Level.PREMIUM, article, visitor, allowed)
    subscribes = visitor.tier is Tier.SUBSCRIBER and not visitor.provisional
    granted = visitor.tier is not Tier.ANONYMOUS and article in visitor.grants
    assert (decision.variant is Variant.FULL) == (subscribes or granted or article in visitor.gifts)


@given(levels, articles, visitors, allowances)
def test_a_gift_opens_its_own_article_spends_nothing_and_changes_nothing_at_any_other(
    level: Level, article: int, visitor: Visitor, allowed: Allowances
) -> None:
    given_it = replace(visitor, gifts=visitor.gifts | {article})
    decision = decide(level, article, given_it, allowed)
    assert (decision.variant, decision.unlocks) == (Variant.FULL, False)
    others, none = replace(visitor, gifts=visitor.gifts - {article}), replace(visitor, gifts=frozenset())
    assert decide(level, article, others, allowed) == decide(level, article, none, allowed)


@given(levels, articles, visitors, allowances)
def test_a_gift_is_said_to_be_the_reason_only_where_there_is_no_other(
    level: Level, article: int, visitor: Visitor, allowed: Allowances
) -> None:
    reasons = decide(level, article, replace(visitor, gifts=visitor.gifts | {article}), allowed).trace
    without = decide(level, article, replace(visitor, gifts=frozenset()), allowed)
    assert (reasons == (Reason.GIFT,)) == (without.variant is not Variant.FULL)


@given(levels, articles, visitors, allowances)
def test_an_article_unlocks_only_for_somebody_with_some_of_their_allowance_left(
    level: Level, article: int, visitor: Visitor, allowed: Allowances
) -> None:
    decision = decide(level, article, visitor, allowed)
    if not decision.unlocks:
        return
    assert decision.variant is not Variant.FULL, "who forgets to spend one shows a wall"
    allowance = {
        (Level.REGISTERED, Tier.ANONYMOUS): allowed.anonymous,
        (Level.PREMIUM, Tier.REGISTERED): allowed.registered,
    }[level, visitor.tier]
    assert visitor.used < allowance
    assert not (level is Level.PREMIUM and (visitor.provisional or allowed.ask))


@given(levels, articles, visitors, allowances)
def test_every_decision_says_why(level: Level, article: int, visitor: Visitor, allowed: Allowances) -> None:
    assert decide(level, article, visitor, allowed).trace


@given(st.sampled_from([Level.REGISTERED, Level.PREMIUM]), articles, st.booleans())
def test_without_an_allowance_somebody_we_do_not_know_meets_the_wall(
    level: Level, article: int, provisional: bool
) -> None:
    assert decide(level, article, Visitor(Tier.ANONYMOUS, provisional=provisional)).variant is Variant.REGISTER


@given(articles, grants)
def test_no_allowance_of_the_anonymous_ever_opens_a_premium_article(article: int, opened: frozenset[int]) -> None:
    visitor = Visitor(Tier.ANONYMOUS, grants=opened | {article})
    decision = decide(Level.PREMIUM, article, visitor, Allowances(anonymous=100, registered=100))
    assert (decision.variant, decision.unlocks) == (Variant.REGISTER, False)


@pytest.mark.parametrize("provisional", [True, False])
def test_registering_opens_registered_articles_before_the_address_is_confirmed(provisional: bool) -> None:
    assert decide(Level.REGISTERED, 7, Visitor(Tier.REGISTERED, provisional=provisional)).variant is Variant.FULL


WALLS: list[tuple[str, Visitor, Allowances, Variant, bool, Reason]] = [
    ("nobody we know", ANONYMOUS, FIVE, Variant.REGISTER, False, Reason.ANONYMOUS),
    ("no allowance", Visitor(Tier.REGISTERED), NONE, Variant.PREMIUM, False, Reason.NO_ALLOWANCE),
    ("four of five used", Visitor(Tier.REGISTERED, used=4), FIVE, Variant.SPENT, True, Reason.ALLOWED),
    ("five of five used", Visitor(Tier.REGISTERED, used=5), FIVE, Variant.SPENT, False, Reason.SPENT),
    ("asked first", Visitor(Tier.REGISTERED), Allowances(0, 5, ask=True), Variant.ASK, False, Reason.ASKED),
    ("unconfirmed", Visitor(Tier.REGISTERED, provisional=True), FIVE, Variant.CONFIRM, False, Reason.UNCONFIRMED),
    (
        "unconfirmed, at the article of its wall",
        Visitor(Tier.REGISTERED, provisional=True, grants=frozenset({7})),
        FIVE,
        Variant.FULL,
        False,
        Reason.GRANT,
    ),
    ("nobody we know, with a gift", Visitor(gifts=frozenset({7})), FIVE, Variant.FULL, False, Reason.GIFT),
    (
        "nobody we know, with another gift",
        Visitor(gifts=frozenset({8})),
        FIVE,
        Variant.REGISTER,
        False,
        Reason.ANONYMOUS,
    ),
    (
        "five of five used, with a gift",
        Visitor(Tier.REGISTERED, used=5, gifts=frozenset({7})),
        FIVE,
        Variant.FULL,
        False,
        Reason.GIFT,
    ),
    (
        "unconfirmed, with a gift",
        Visitor(Tier.REGISTERED, provisional=True, gifts=frozenset({7})),
        FIVE,
        Variant.FULL,
        False,
        Reason.GIFT,
    ),
    ("a subscriber", Visitor(Tier.SUBSCRIBER), NONE, Variant.FULL, False, Reason.TIER),
]


@pytest.mark.parametrize("case", WALLS, ids=lambda case: case[0])
def test_at_a_premium_article(case: tuple[Any, ...]) -> None:
    _, visitor, allowed, variant, unlocks, reason = case
    assert decide(Level.PREMIUM, 7, visitor, allowed) == (variant, unlocks, (reason,))


def test_somebody_without_an_account_opens_as_many_registered_articles_as_they_are_allowed() -> None:
    two = Allowances(anonymous=2)
    assert decide(Level.REGISTERED, 7, ANONYMOUS, two).unlocks
    assert decide(Level.REGISTERED, 7, Visitor(grants=frozenset({7}), used=2), two).variant is Variant.FULL
    assert decide(Level.REGISTERED, 8, Visitor(grants=frozenset({6, 7}), used=2), two) == (
        Variant.REGISTER,
        False,
        (Reason.SPENT,),
    )


@given(levels, articles, visitors, allowances)
def test_who_has_a_seat_in_an_institutions_network_reads_all_and_spends_nothing(
    level: Level, article: int, visitor: Visitor, allowed: Allowances
) -> None:
    variant, unlocks, trace = decide(level, article, replace(visitor, institution=7), allowed)
    assert (variant, unlocks) == (Variant.FULL, False)
    assert trace in [(Reason.INSTITUTION,), (Reason.FREE,)]


@given(levels, articles, allowances)
def test_a_confirmed_search_engine_reads_all_and_spends_nothing(
    level: Level, article: int, allowed: Allowances
) -> None:
    variant, unlocks, trace = decide(level, article, CRAWLER, allowed)
    assert (variant, unlocks) == (Variant.FULL, False)
    assert trace in [(Reason.CRAWLER,), (Reason.FREE,)]
