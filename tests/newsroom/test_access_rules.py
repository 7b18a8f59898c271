"""What the editors' rules do to articles that are left to them: on the page, in lists, in the search index."""

from collections.abc import Callable
from datetime import timedelta
from math import inf
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from standfirst.access.levels import Level, Variant
from standfirst.newsroom.models import ArticlePage, LevelRule, SectionPage, Topic
from tests.newsroom.making import ARTICLE, an_article, last_change, queries_of, raised_since, rendered, words
from tests.newsroom.reading import json_ld

PREMIUM = Level.PREMIUM.value
BY_THE_RULES: dict[str, Any] = {"access_level": ""}
BADGE = 'class="badge"'


def rule(level: Level = Level.PREMIUM, **asks: Any) -> LevelRule:
    return LevelRule.objects.create(level=level.value, **asks)


def level_at(path: str) -> Level:
    """The level by which the front door lets people in."""
    plan = rendered(path).plan
    assert plan is not None
    return plan.level


def test_an_article_left_to_the_rules_is_free_without_any(harbour: SectionPage) -> None:
    an_article(harbour, **BY_THE_RULES)
    assert level_at(ARTICLE) is Level.FREE
    assert json_ld(words(ARTICLE, Variant.REGISTER))["isAccessibleForFree"] is True


def test_an_article_left_to_the_rules_has_the_wall_that_they_put_up(harbour: SectionPage, client: Client) -> None:
    an_article(harbour, **BY_THE_RULES)
    rule(Level.REGISTERED, section=harbour)
    assert level_at(ARTICLE) is Level.REGISTERED
    page = words(ARTICLE, Variant.REGISTER)
    assert "zebra" not in page
    assert "zebra" not in client.get(ARTICLE).text
    assert json_ld(page)["hasPart"]["cssSelector"] == ".gated"
    assert "zebra" in words(ARTICLE)


@pytest.mark.parametrize("own", Level)
def test_the_articles_own_choice_stands_above_every_rule(own: Level, harbour: SectionPage) -> None:
    an_article(harbour, access_level=own.value)
    rule(next(level for level in Level if level is not own))
    assert level_at(ARTICLE) is own


def test_the_rule_with_the_lowest_number_is_asked_first(harbour: SectionPage, boats: Topic) -> None:
    an_article(harbour, topics=(boats,), **BY_THE_RULES)
    rule(Level.PREMIUM, order=2, section=harbour)
    rule(Level.REGISTERED, order=1, topic=boats)
    assert level_at(ARTICLE) is Level.REGISTERED
    boats.articles.clear()
    assert level_at(ARTICLE) is Level.PREMIUM


def test_the_archive_becomes_premium_at_the_moment_that_was_told_to_the_front_door(
    harbour: SectionPage, time_machine: Any
) -> None:
    article = an_article(harbour, **BY_THE_RULES)
    rule(older_than_days=90)
    plan = rendered(ARTICLE).plan
    assert plan is not None
    assert article.first_published_at
    comes = article.first_published_at + timedelta(days=90)
    assert (plan.level, plan.until) == (Level.FREE, comes.timestamp())

    time_machine.move_to(comes - timedelta(seconds=1), tick=False)
    assert level_at(ARTICLE) is Level.FREE
    time_machine.move_to(comes, tick=False)
    plan = rendered(ARTICLE, Variant.PREMIUM).plan
    assert plan is not None
    assert plan.level is Level.PREMIUM
    assert plan.until > comes.timestamp()
    assert "zebra" not in words(ARTICLE, Variant.PREMIUM)


def test_an_article_that_no_clock_changes_is_kept_for_as_long_as_nobody_changes_it(harbour: SectionPage) -> None:
    an_article(harbour, **BY_THE_RULES)
    rule(Level.REGISTERED)
    plan = rendered(ARTICLE).plan
    assert plan is not None
    assert plan.until == inf


def test_lists_mark_as_premium_what_the_rules_make_premium(
    harbour: SectionPage, culture: SectionPage, boats: Topic
) -> None:
    an_article(harbour, topics=(boats,), **BY_THE_RULES)
    an_article(culture, "the-song", **BY_THE_RULES)
    assert BADGE not in words("/")
    rule(topic=boats)
    assert BADGE in words("/")
    assert words("/topics/boats/").count(BADGE) == words("/harbour/").count(BADGE) == 1
    assert BADGE not in words("/culture/")


def test_how_many_questions_a_list_asks_does_not_grow_with_the_articles_left_to_the_rules(
    harbour: SectionPage, boats: Topic
) -> None:
    rule(topic=boats)
    an_article(harbour, "first", topics=(boats,), **BY_THE_RULES)
    words("/harbour/")
    one = queries_of("/harbour/")
    for number in range(5):
        an_article(harbour, f"more-{number}", topics=(boats,), **BY_THE_RULES)
    assert queries_of("/harbour/") == one


def test_nobody_finds_by_words_that_a_rule_may_hide_tomorrow(harbour: SectionPage, client: Client) -> None:
    an_article(harbour, **BY_THE_RULES)
    assert "the-pilot" in client.get("/search/?q=first").text
    assert "/harbour/the-pilot/" not in client.get("/search/?q=zebra").text


@pytest.mark.parametrize(
    "change",
    [
        lambda made: made.save(),
        lambda made: made.delete(),
        lambda made: LevelRule.objects.all().delete(),
        lambda made: made.section.delete(),
    ],
    ids=["saved", "deleted", "deleted in a list", "deleted with its section"],
)
def test_whatever_becomes_of_a_rule_lets_every_page_fall(
    change: Callable[[LevelRule], Any], front: Any, culture: SectionPage
) -> None:
    made = rule(section=culture)
    before = last_change()
    change(made)
    assert "site" in raised_since(before)


def test_a_new_rule_lets_every_page_fall(db: None) -> None:
    before = last_change()
    rule()
    assert raised_since(before) == {"site"}


def test_a_draft_is_judged_by_the_topics_that_its_editor_gave_it(draft: ArticlePage, boats: Topic) -> None:
    draft.access_level = ""
    rule(topic=boats)
    about_boats = draft.level
    draft.topics.clear()
    assert (about_boats, draft.level) == (Level.PREMIUM, Level.FREE)


def test_an_article_that_was_never_published_is_of_no_age(draft: ArticlePage, time_machine: Any) -> None:
    draft.access_level = ""
    rule(older_than_days=1)
    time_machine.move_to(timezone.now() + timedelta(days=5))
    assert draft.level is Level.FREE


def test_a_moderator_sets_rules_and_reads_them_in_the_order_in_which_they_are_asked(
    desk: Client, harbour: SectionPage, boats: Topic
) -> None:
    rules = "/admin/snippets/newsroom/levelrule/"
    archive = {"order": 7, "section": "", "topic": "", "older_than_days": 90, "level": PREMIUM}
    of_the_harbour = {**archive, "order": 3, "section": harbour.pk, "topic": boats.pk, "older_than_days": 1}
    for form in (archive, of_the_harbour):
        assert desk.post(f"{rules}add/", form).status_code == 302
    listed = desk.get(rules).text.rpartition("<tbody")[2]
    first, second = "Articles in Harbour, about Boats, older than 1 day", "Articles older than 90 days"
    assert 0 < listed.index(first) < listed.index(second)


def test_a_rule_for_articles_older_than_no_day_is_refused(desk: Client, front: Any) -> None:
    form = {"order": 1, "section": "", "topic": "", "older_than_days": 0, "level": PREMIUM}
    assert "Say 1 day or more" in desk.post("/admin/snippets/newsroom/levelrule/add/", form).text
    assert not LevelRule.objects.exists()
