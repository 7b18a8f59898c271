"""``standfirst why``: the rule that spoke and what the meter held, in words."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from standfirst.access.levels import Level
from standfirst.access.models import MeterRules, Unlock
from standfirst.access.subscribing import end, grant
from standfirst.access.unlocking import Wish, unlock
from standfirst.cli import main
from standfirst.newsroom.explaining import CannotExplain, explain
from standfirst.newsroom.models import ArticlePage, LevelRule, SectionPage
from standfirst.readers.models import Reader, Registration
from tests.newsroom.making import an_article

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 11, 16, 12, tzinfo=UTC)
URL = "http://testserver/harbour/the-pilot/"
ANN = "ann@example.com"


@pytest.fixture(autouse=True)
def clock() -> Iterator[None]:
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture
def pilot(harbour: SectionPage, clock: None) -> ArticlePage:
    return an_article(harbour, access_level=Level.PREMIUM.value, first_published_at=NOON - timedelta(days=100))


@pytest.fixture
def ann(db: None, clock: None) -> Reader:
    return Reader.objects.create_user(ANN, None, date_joined=NOON - timedelta(days=365))


def told(email: str = "", at: str = "", url: str = URL) -> dict[str, str]:
    return dict(explain(url, email, at).lines)


def test_a_stranger_meets_the_wall_of_a_premium_article_by_its_own_choice(pilot: ArticlePage) -> None:
    said = told()
    assert said["Level"] == "premium, by the article's own choice"
    assert said["Sees"] == "the teaser, and a wall that asks to register"
    assert said["Decision"] == "Nobody we know: a Premium article asks to register first."


def test_a_reader_with_some_left_is_told_that_it_would_spend_one(pilot: ArticlePage, ann: Reader) -> None:
    said = told(ANN)
    assert said["Allowance"] == (
        "0 of 5 Premium articles used, in the month from 1 November 2026, 00:00 GMT to 1 December 2026, 00:00 GMT"
    )
    assert said["Sees"] == "the whole article, which spends one of the allowance"
    assert not Unlock.objects.exists(), "asking why spends nothing"


def test_what_was_unlocked_is_named_with_its_time_and_when_the_meter_refills(pilot: ArticlePage, ann: Reader) -> None:
    MeterRules.objects.create(registered_allowance=1)
    unlock([Wish(ann.subject, pilot.pk + 1000)], now=NOON - timedelta(hours=2))
    said = told(ANN)
    assert said["Unlocked"] == "16 November 2026, 10:00 GMT: an article that is gone"
    assert said["Decision"] == "The allowance of this period is used up."
    assert said["Refills"] == "1 December 2026, 00:00 GMT"


def test_an_unlocked_article_says_so(pilot: ArticlePage, ann: Reader) -> None:
    unlock([Wish(ann.subject, pilot.pk)], now=NOON - timedelta(hours=2))
    said = told(ANN)
    assert said["Unlocked"].endswith(": The Pilot")
    assert said["Decision"] == "The visitor has unlocked this article in this period."


def test_a_time_that_is_past_knows_nothing_of_what_came_after(pilot: ArticlePage, ann: Reader) -> None:
    unlock([Wish(ann.subject, pilot.pk)], now=NOON - timedelta(hours=2))
    assert "Unlocked" not in told(ANN, "2026-11-16T09:00:00+00:00")
    assert "Unlocked" in told(ANN, "2026-11-16T11:00:00+00:00")
    assert "Unlocked" not in told(ANN, "2026-12-01")


def test_a_subscription_is_told_with_its_end_and_past_ones_at_their_time(pilot: ArticlePage, ann: Reader) -> None:
    grant(ann.subject, source="test", starts_at=NOON - timedelta(days=9), ends_at=NOON + timedelta(days=1))
    assert told(ANN)["Reader"] == "subscriber until 17 November 2026, 12:00 GMT"
    end(ann.subject)
    assert told(ANN)["Reader"] == "registered"
    assert told(ANN, "2026-11-10")["Reader"] == "subscriber until 16 November 2026, 12:00 GMT"


def test_the_rule_that_spoke_is_named_by_its_number(pilot: ArticlePage, culture: SectionPage) -> None:
    ArticlePage.objects.update(access_level="")
    assert told()["Level"] == "free, because no access rule fits"
    LevelRule.objects.create(order=1, section=culture, level="premium")
    LevelRule.objects.create(order=2, older_than_days=90, level="premium")
    LevelRule.objects.create(order=3, level="free")
    assert told()["Level"].startswith("premium, by access rule 2 (")
    early = told(at="2026-10-01")["Level"]
    assert early.startswith("free, by access rule 3 (")
    assert early.endswith("until 6 November 2026, 12:00 GMT")


def test_who_waits_for_the_mail_is_told_apart(pilot: ArticlePage) -> None:
    Registration.objects.create(email=ANN, first_name="A", last_name="B", password="x", secret="s")
    assert told(ANN)["Decision"].startswith("The address is not confirmed yet")
    Registration.objects.update(article=pilot.pk)
    assert told(ANN)["Sees"] == "the whole article"


def test_a_closed_account_counts_as_nobody_known(pilot: ArticlePage, ann: Reader) -> None:
    Reader.objects.update(is_active=False)
    assert told(ANN)["Sees"] == "the teaser, and a wall that asks to register"
    assert explain(URL, ANN).subject == ann.subject


@pytest.mark.parametrize(
    "url", ["/harbour/the-pilot/", "/harbour/the-pilot", URL + "?utm=1#x", "//testserver/harbour/the-pilot/"]
)
def test_an_address_may_be_written_in_several_ways(url: str, pilot: ArticlePage) -> None:
    assert told(url=url)["Article"].startswith("The Pilot (http://testserver/")


@pytest.mark.parametrize(
    ("url", "email", "at", "sentence"),
    [
        ("https://elsewhere.example/harbour/the-pilot/", "", "", "This is not an address of http://testserver."),
        ("/harbour/none/", "", "", "No public article stands at this address."),
        ("/harbour/", "", "", "No public article stands at this address."),
        ("", "", "", "No public article stands at this address."),
        ("http://[", "", "", "This is no address of a page."),
        (URL, "nobody@example.com", "", "No reader has this address."),
        (URL, "nobody", "", "No reader has this address."),
        (URL, "", "soon", "This is no date"),
        (URL, "", "2025-01-01", "This article was not published before 8 August 2026"),
        (URL, "new@example.com", "2026-11-16T11:00:00Z", "This reader had no account before 16 November 2026"),
    ],
)
def test_what_cannot_be_explained_is_said_in_a_sentence(
    url: str, email: str, at: str, sentence: str, pilot: ArticlePage, capsys: pytest.CaptureFixture[str]
) -> None:
    Reader.objects.create_user("new@example.com", None)
    with pytest.raises(CannotExplain, match=f"^{sentence.replace('.', chr(92) + '.')}"):
        explain(url, email, at)
    assert main(["why", "--url", url, "--reader", email, "--at", at]) == 1
    printed = capsys.readouterr()
    assert (printed.out, printed.err.count("\n")) == ("", 1)
    assert printed.err.startswith(f"standfirst: {sentence}")


def test_the_command_prints_the_lines(pilot: ArticlePage, ann: Reader, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["why", "--url", URL, "--reader", ANN]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split("  ")[0] for line in lines] == [
        "Article", "Asked for", "Level", "Reader", "Allowance", "Decision", "Sees",
    ]  # fmt: skip


def test_a_rolling_period_says_since_when_it_counts(pilot: ArticlePage, ann: Reader) -> None:
    MeterRules.objects.create(period="rolling", rolling_days=7)
    assert "in any 7 days in a row, here since 9 November 2026" in told(ANN)["Allowance"]
    assert explain(URL, ANN).subject == ann.subject
