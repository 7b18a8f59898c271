import pytest
from hypothesis import given
from hypothesis import strategies as st

from standfirst.access.levels import Level, Tier, Variant
from standfirst.access.policy import ANONYMOUS, Visitor, decide

articles = st.integers(min_value=1, max_value=2**63)
visitors = st.builds(
    Visitor, tier=st.sampled_from(Tier), provisional=st.booleans(), grants=st.frozensets(articles, max_size=5)
)


@given(articles, visitors)
def test_everybody_reads_a_free_article(article: int, visitor: Visitor) -> None:
    assert decide(Level.FREE, article, visitor) is Variant.FULL


@given(st.sampled_from([Level.REGISTERED, Level.PREMIUM]), articles, st.booleans(), st.frozensets(articles, max_size=5))
def test_an_anonymous_visitor_meets_the_wall_whatever_the_pass_claims(
    level: Level, article: int, provisional: bool, grants: frozenset[int]
) -> None:
    visitor = Visitor(Tier.ANONYMOUS, provisional=provisional, grants=grants | {article})
    assert decide(level, article, visitor) is Variant.REGISTER


@given(articles, visitors)
def test_a_premium_article_opens_only_by_subscription_or_grant_and_never_provisionally(
    article: int, visitor: Visitor
) -> None:
    entitled = visitor.tier is Tier.SUBSCRIBER or (visitor.tier is Tier.REGISTERED and article in visitor.grants)
    opened = decide(Level.PREMIUM, article, visitor) is Variant.FULL
    assert opened == (entitled and not visitor.provisional)


@pytest.mark.parametrize("provisional", [True, False])
def test_registering_opens_registered_articles_before_the_address_is_confirmed(provisional: bool) -> None:
    assert decide(Level.REGISTERED, 7, Visitor(Tier.REGISTERED, provisional=provisional)) is Variant.FULL


def test_a_registered_reader_at_a_premium_article_meets_the_premium_wall_not_the_form() -> None:
    assert decide(Level.PREMIUM, 7, Visitor(Tier.REGISTERED)) is Variant.PREMIUM
    assert decide(Level.PREMIUM, 7, ANONYMOUS) is Variant.REGISTER
