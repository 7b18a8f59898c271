"""Lists that show an article which the clock has put behind another wall."""

from datetime import timedelta
from typing import Any
from unittest import mock

import pytest
from django.utils import timezone

from standfirst.access.levels import Level
from standfirst.newsroom.ageing import Ages, follow_ages
from standfirst.newsroom.models import ArticlePage, LevelRule, SectionPage
from standfirst.working import _duties
from tests.newsroom.making import an_article, last_change, raised_since


@pytest.fixture
def archive(db: None) -> LevelRule:
    """What is older than 90 days is Premium."""
    return LevelRule.objects.create(older_than_days=90, level=Level.PREMIUM.value)


@pytest.fixture
def left(harbour: SectionPage) -> ArticlePage:
    """An article left to the rules."""
    return an_article(harbour, access_level="")


def raised_by_a_look(ages: Ages) -> set[str]:
    before = last_change()
    ages.follow()
    return raised_since(before)


@pytest.mark.usefixtures("archive")
def test_lists_fall_once_when_an_article_grows_older_than_a_rule_asks_about(
    left: ArticlePage, time_machine: Any
) -> None:
    assert left.first_published_at
    comes = left.first_published_at + timedelta(days=90)
    ages = Ages()
    time_machine.move_to(comes - timedelta(seconds=20), tick=False)
    ages.follow()
    time_machine.move_to(comes - timedelta(seconds=1), tick=False)
    assert raised_by_a_look(ages) == set()
    time_machine.move_to(comes, tick=False)
    assert raised_by_a_look(ages) == {"lists", f"page:{left.pk}"}
    time_machine.move_to(comes + timedelta(seconds=20), tick=False)
    assert raised_by_a_look(ages) == set()


@pytest.mark.usefixtures("archive")
def test_an_article_that_says_itself_whom_it_is_for_lets_nothing_fall(harbour: SectionPage, time_machine: Any) -> None:
    article = an_article(harbour)
    assert article.first_published_at
    ages = Ages()
    ages.follow()
    time_machine.move_to(article.first_published_at + timedelta(days=91), tick=False)
    assert raised_by_a_look(ages) == set()


@pytest.mark.usefixtures("left")
def test_a_rule_that_asks_for_no_age_lets_nothing_fall_by_the_clock(time_machine: Any) -> None:
    LevelRule.objects.create(level=Level.PREMIUM.value)
    ages = Ages()
    assert raised_by_a_look(ages) == set()
    time_machine.move_to(timezone.now() + timedelta(days=400), tick=False)
    assert raised_by_a_look(ages) == set()


@pytest.mark.usefixtures("archive")
def test_a_worker_that_has_just_started_lets_everything_fall_that_it_may_have_missed() -> None:
    ages = Ages()
    assert raised_by_a_look(ages) == {"site"}
    assert raised_by_a_look(ages) == set()


@pytest.mark.usefixtures("archive")
def test_what_could_not_be_said_is_said_at_the_next_look(left: ArticlePage, time_machine: Any) -> None:
    assert left.first_published_at
    ages = Ages()
    ages.follow()
    time_machine.move_to(left.first_published_at + timedelta(days=90), tick=False)
    with mock.patch("standfirst.newsroom.ageing.raise_for", side_effect=RuntimeError), pytest.raises(RuntimeError):
        ages.follow()
    assert raised_by_a_look(ages) == {"lists", f"page:{left.pk}"}


def test_the_worker_follows_the_ages() -> None:
    assert follow_ages in _duties()
