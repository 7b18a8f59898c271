"""Trying a rule in the admin: the rules as they are, another answer for each proposal, and nothing saved."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django.fixtures import Settings

from standfirst.access.models import Decision, MeterRules
from standfirst.newsroom.models import ArticlePage, LevelRule, SectionPage
from standfirst.readers.models import Reader
from tests.newsroom.making import last_change

pytestmark = pytest.mark.django_db

TRY = "/admin/reports/try-a-rule/"


def decided(article: ArticlePage, number: int, *, days_ago: int = 0, **told: Any) -> None:
    usual: dict[str, Any] = {
        "at": (timezone.now() - timedelta(days=days_ago)).replace(minute=0, second=0, microsecond=0),
        "article": article.pk,
        "section": article.section_id,
        "level": "premium",
        "tier": "registered",
        "reason": "SPENT",
        "in_month": 6,
        "in_week": 2,
        "allowance": 5,
        "period": "month",
        "number": number,
    }
    Decision.objects.create(**{**usual, **told})


def filled_in(rules: list[dict[str, Any]] | None = None, *, there: int = 0, **changed: Any) -> dict[str, Any]:
    """The form as a browser sends it; ``there``: how many of ``rules`` are in force."""
    rules = rules or []
    told = {"anonymous_allowance": 0, "registered_allowance": 5, "period": "month", "rolling_days": 30, "days": 28}
    form = {**told, **changed, "rules-TOTAL_FORMS": len(rules), "rules-INITIAL_FORMS": there}
    for number, rule in enumerate(rules):
        form |= {f"rules-{number}-{name}": value for name, value in rule.items()}
    return form


@pytest.fixture
def archived(article: ArticlePage) -> ArticlePage:
    """An article that is left to the rules, premium by one of them, and what was decided about it."""
    ArticlePage.objects.update(access_level="")
    LevelRule.objects.create(level="premium", section=article.section, order=3)
    decided(article, 40, days_ago=2)
    decided(article, 10, days_ago=1, in_month=7)
    decided(article, 50, reason="ALLOWED", in_month=1)
    decided(article, 900, tier="anonymous", reason="ANONYMOUS", in_month=0, in_week=0, allowance=0)
    return article


def test_the_rules_stand_there_as_they_are(desk: Client, archived: ArticlePage) -> None:
    MeterRules.objects.create(registered_allowance=7, anonymous_allowance=2, period="week")
    page = desk.get(TRY)
    form, rules = page.context["form"], page.context["rules"]
    assert [form[name].value() for name in ("registered_allowance", "anonymous_allowance", "period")] == [7, 2, "week"]
    assert [rules[0][name].value() for name in ("section", "level", "order")] == [archived.section_id, "premium", 3]
    assert "What would have been" not in page.text


def test_another_allowance_tells_how_many_walls_fewer(desk: Client, archived: ArticlePage) -> None:
    there = {"section": archived.section_id, "level": "premium", "order": 3}
    page = desk.post(TRY, filled_in([there], there=1, registered_allowance=6))
    assert "In the last 28 days readers came to articles 1,000 times and met a wall 950 times." in page.text
    assert "With these rules it would have been 910 times: 40 fewer (4%)." in page.text
    assert "Harbour" in page.text
    assert "Nothing is changed" in page.text
    assert "no-store" in page["Cache-Control"]


def test_the_rules_as_they_are_change_nothing_and_say_so(desk: Client, archived: ArticlePage) -> None:
    there = {"section": archived.section_id, "level": "premium", "order": 3}
    page = desk.post(TRY, filled_in([there], there=1))
    assert "it would have been just as often" in page.text
    assert "These are the rules as they are now." in page.text


def test_a_rule_left_out_or_another_one_in_front_is_tried(desk: Client, archived: ArticlePage) -> None:
    there = {"section": archived.section_id, "level": "premium", "order": 3}
    without = desk.post(TRY, filled_in([{**there, "remove": "on"}], there=1))
    assert "it would have been 0 times: 950 fewer (100%)" in without.text
    first = {"section": "", "level": "registered", "order": 1}
    registered = desk.post(TRY, filled_in([there, first], there=1))
    assert "it would have been 900 times: 50 fewer" in registered.text


def test_what_cannot_be_one_number_is_said_with_its_reason(desk: Client, archived: ArticlePage) -> None:
    there = {"section": archived.section_id, "level": "premium", "order": 3}
    page = desk.post(TRY, filled_in([there], there=1, period="rolling"))
    assert "between 900 and 1,000 times" in page.text
    assert "counted over other days" in page.text


def test_only_the_last_days_that_were_asked_for_count(desk: Client, archived: ArticlePage) -> None:
    assert desk.post(TRY, filled_in(days=1)).context["answer"].whole.decisions == 960


def test_a_trial_saves_nothing_and_lets_no_page_fall(desk: Client, archived: ArticlePage) -> None:
    before = last_change()
    desk.post(TRY, filled_in([{"section": "", "level": "registered", "order": 1}], registered_allowance=99))
    assert (MeterRules.objects.count(), LevelRule.objects.count(), last_change()) == (0, 1, before)


@pytest.mark.parametrize(
    ("rule", "changed", "words"),
    [
        ({}, {"registered_allowance": "many"}, "Enter a whole number from 0 to 300"),
        ({}, {"anonymous_allowance": "-1"}, "Enter a whole number from 0 to 100"),
        ({}, {"days": "91"}, "Enter a whole number from 1 to 90"),
        ({}, {"period": "rolling", "rolling_days": ""}, "Enter how many days in a row make a period"),
        ({"older_than_days": "0", "level": "premium"}, {}, "Enter a whole number from 1 to 36500"),
        ({"older_than_days": "90", "level": ""}, {}, "Choose who such articles are for"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_nothing_typed_is_lost(
    rule: dict[str, Any], changed: dict[str, Any], words: str, desk: Client, archived: ArticlePage
) -> None:
    page = desk.post(TRY, filled_in([{"order": 17, **rule}], **changed))
    assert (page.status_code, words in page.text, "Error: Try a rule" in page.text) == (422, True, True)
    assert page.context["form"]["days"].value() == changed.get("days", "28")
    assert page.context["rules"][0]["order"].value() == "17"


def test_room_for_one_more_rule_keeps_what_was_typed(desk: Client, archived: ArticlePage) -> None:
    page = desk.post(TRY, filled_in([{"level": "premium", "older_than_days": 90}], registered_allowance=3, more="1"))
    assert len(page.context["rules"].forms) == 2
    assert page.context["form"]["registered_allowance"].value() == "3"
    assert page.context["rules"][0]["older_than_days"].value() == "90"
    assert "What would have been" not in page.text


def test_more_rules_than_anybody_has_are_refused_in_a_sentence(desk: Client, archived: ArticlePage) -> None:
    page = desk.post(TRY, filled_in([{"level": "premium", "order": 1}] * 61))
    assert (page.status_code, "at most 60" in page.text) == (422, True)
    assert desk.post(TRY, {"days": "1"}).status_code == 422


def test_before_anything_is_recorded_it_is_said(desk: Client, article: ArticlePage, settings: Settings) -> None:
    assert "Nothing is recorded yet" in desk.get(TRY).text
    assert "there is nothing to compare" in desk.post(TRY, filled_in()).text
    settings.STANDFIRST_DECISIONS_DAYS = 0
    assert "records no decisions" in desk.get(TRY).text


def test_what_was_decided_about_an_article_that_is_gone_still_counts(desk: Client, archived: ArticlePage) -> None:
    SectionPage.objects.get(pk=archived.section_id).delete()
    page = desk.post(TRY, filled_in())
    assert page.context["answer"].whole.met == 950
    assert "A section that is gone" in page.text


def test_only_who_may_set_the_rules_may_try_them(
    journalist: Reader, reader: Reader, archived: ArticlePage, client: Client
) -> None:
    for somebody in (None, reader, journalist):
        if somebody is not None:
            client.force_login(somebody)
        assert client.get(TRY).status_code == 302
        assert client.post(TRY, filled_in()).status_code == 302


def test_how_many_questions_it_asks_the_database_does_not_grow_with_the_decisions(
    desk: Client, archived: ArticlePage
) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as questions:
            desk.post(TRY, filled_in())
        return len(questions)

    asked()
    few = asked()
    for number in range(30):
        decided(archived, 1, days_ago=number % 20, in_month=8 + number)
    assert asked() == few
