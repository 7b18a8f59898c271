"""Gift links over HTTP: who gives, who opens, what it costs, and what each link says that does no more."""

import re
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from standfirst.access.gifts.giving import give, stop
from standfirst.access.gifts.tokens import link_of
from standfirst.access.levels import Level
from standfirst.access.models import Gift, GiftRules, MeterRules, Unlock
from standfirst.access.passes import LIFETIME
from standfirst.access.revoking import call_back
from standfirst.access.subscribing import end, grant
from standfirst.generations.models import Change
from standfirst.newsroom.explaining import explain
from standfirst.newsroom.models import ArticlePage, SectionPage
from standfirst.readers.models import Reader
from tests.newsroom.making import ARTICLE, an_article

pytestmark = pytest.mark.django_db

SECRET = "The zebra secret."
MINE = "/account/gifts/"
GIVE = "/account/gifts/give/"


@pytest.fixture
def premium(article: ArticlePage) -> ArticlePage:
    ArticlePage.objects.filter(pk=article.pk).update(access_level=Level.PREMIUM.value)
    return ArticlePage.objects.get(pk=article.pk)


@pytest.fixture
def sue(db: None) -> Reader:
    sue = Reader.objects.create_user("sue@example.com", "Tulip9 orchard", first_name="Sue")
    grant(sue.subject, source="test")
    return sue


@pytest.fixture
def giver(sue: Reader) -> Client:
    """A browser in which the subscriber is signed in."""
    return signed_in(sue)


@pytest.fixture
def gift(sue: Reader, premium: ArticlePage) -> Gift:
    return give(sue.subject, premium.pk)


def signed_in(reader: Reader) -> Client:
    client = Client()
    client.force_login(reader, "standfirst.readers.backend.LimitedBackend")
    return client


def path_of(gift: Gift) -> str:
    return urlsplit(link_of(gift)).path


def opened(gift: Gift) -> int:
    return Gift.objects.get(pk=gift.pk).opened


def reads(client: Client, path: str = ARTICLE) -> bool:
    return SECRET in client.get(path).text


def accepted(gift: Gift, client: Client | None = None) -> Client:
    """A browser in which somebody has pressed the button of the link."""
    client = client or Client()
    answer = client.post(path_of(gift))
    assert (answer.status_code, answer["Location"]) == (303, f"{ARTICLE}#continue")
    return client


def test_a_subscriber_gives_an_article_and_is_shown_the_link(giver: Client, premium: ArticlePage) -> None:
    asked = giver.get(GIVE, {"article": ARTICLE})
    assert "5 of 5 gift links left" in asked.text
    assert not Gift.objects.exists(), "asking gives nothing"
    answer = giver.post(GIVE, {"article": ARTICLE}, follow=True)
    gift = Gift.objects.get()
    assert (gift.article, gift.opens) == (premium.pk, 10)
    assert f'value="{link_of(gift)}"' in answer.text
    assert "4 of 5 gift links left" in answer.text
    assert giver.post(GIVE, {"article": ARTICLE}, follow=True).redirect_chain == answer.redirect_chain
    assert giver.get(GIVE, {"article": ARTICLE})["Location"] == answer.redirect_chain[0][0]


def test_the_link_opens_the_article_for_somebody_without_an_account_and_no_other(
    gift: Gift, harbour: SectionPage
) -> None:
    another = an_article(harbour, "the-dredger", access_level="premium")
    browser = Client()
    assert not reads(browser)
    accepted(gift, browser)
    assert reads(browser)
    assert not reads(browser, "/harbour/the-dredger/")
    assert not reads(Client())
    assert set(browser.cookies) == {"sf_gift"}
    kept = browser.cookies["sf_gift"]
    assert (kept["httponly"], kept["samesite"], kept["path"]) == (True, "Lax", "/")
    assert another.pk != gift.article


def test_looking_at_the_link_opens_nothing_however_often_a_scanner_does(gift: Gift) -> None:
    scanner = Client()
    for _ in range(30):
        page = scanner.get(path_of(gift))
        scanner.head(path_of(gift))
        assert page.status_code == 200
        assert SECRET not in page.text
    assert opened(gift) == 0
    assert not reads(scanner)


def test_going_back_in_the_same_browser_costs_no_further_opening(gift: Gift) -> None:
    browser = accepted(gift)
    for _ in range(3):
        assert browser.post(path_of(gift))["Location"] == f"{ARTICLE}#continue"
        assert browser.get(path_of(gift))["Location"] == f"{ARTICLE}#continue"
    assert opened(gift) == 1


def test_a_gift_spends_nothing_of_the_receivers_allowance_and_an_allowance_is_not_spent_for_it(
    gift: Gift, reader: Reader
) -> None:
    browser = accepted(gift, signed_in(reader))
    assert reads(browser)
    assert not Unlock.objects.exists()
    assert opened(gift) == 1


def test_a_gift_leaves_the_meter_of_somebody_without_an_account_as_it_is(gift: Gift, harbour: SectionPage) -> None:
    MeterRules.objects.create(anonymous_allowance=1)
    an_article(harbour, "tides", access_level="registered")
    an_article(harbour, "ebb", access_level="registered")
    browser = accepted(gift)
    assert reads(browser)
    assert "sf_meter" not in browser.cookies
    assert reads(browser, "/harbour/tides/")
    meter = browser.cookies["sf_meter"].value
    assert not reads(browser, "/harbour/ebb/")
    assert reads(browser)
    assert browser.cookies["sf_meter"].value == meter


def test_somebody_to_whom_the_article_is_open_is_led_there_and_nothing_is_counted(gift: Gift, giver: Client) -> None:
    for answer in (giver.get(path_of(gift)), giver.post(path_of(gift))):
        assert (answer.status_code, answer["Location"]) == (303, f"{ARTICLE}#continue")
    assert opened(gift) == 0
    assert "sf_gift" not in giver.cookies


def test_a_stopped_link_opens_nothing_also_where_it_was_opened_and_the_stop_can_be_taken_back(
    gift: Gift, giver: Client
) -> None:
    browser = accepted(gift)
    page = giver.post(f"{MINE}{gift.handle}/stop/", follow=True)
    assert "The link is stopped" in page.text
    assert not reads(browser)
    assert browser.cookies["sf_gift"].value == "", "a cookie that opens nothing is taken away"
    refused = Client().post(path_of(gift))
    assert refused.status_code == 410
    assert "This gift link was stopped" in refused.text
    giver.post(f"{MINE}{gift.handle}/go-on/")
    assert reads(accepted(gift))


def test_a_used_up_link_says_so_and_who_has_opened_it_reads_on(gift: Gift) -> None:
    Gift.objects.update(opens=1)
    first = accepted(gift)
    second = Client().post(path_of(gift))
    assert second.status_code == 410
    assert "This gift link is used up" in second.text
    assert not second.cookies
    assert reads(first)


def test_a_link_that_has_run_out_says_so_and_so_does_the_browser_that_held_it(gift: Gift) -> None:
    browser = accepted(gift)
    with time_machine.travel(timezone.now() + timedelta(days=7, seconds=1)):
        assert "This gift link has run out" in Client().get(path_of(gift)).text
        assert not reads(browser)


def test_an_article_that_is_withdrawn_is_not_opened_by_a_gift(gift: Gift, premium: ArticlePage) -> None:
    browser = accepted(gift)
    premium.unpublish()
    page = Client().get(path_of(gift))
    assert page.status_code == 410
    assert "no longer published" in page.text
    assert premium.title not in page.text
    assert browser.get(ARTICLE).status_code == 404


@pytest.mark.parametrize("token", ["nothing", "A" * 24, "%F0%9F%98%80", "x" * 3_000])
def test_a_link_that_nobody_made_is_not_known(token: str) -> None:
    for answer in (Client().get(f"/gift/{token}/"), Client().post(f"/gift/{token}/")):
        assert answer.status_code == 404
        assert "We do not know this link" in answer.text


def test_the_links_of_a_banned_subscriber_open_nothing_and_those_of_an_ended_subscription_do(
    gift: Gift, sue: Reader
) -> None:
    end(sue.subject)
    browser = accepted(gift)
    assert reads(browser)
    sue.is_active = False
    sue.save()
    assert not reads(browser)
    assert Client().post(path_of(gift)).status_code == 410


@pytest.mark.parametrize("state", ["good", "stopped", "unknown", "opened"])
def test_no_cache_keeps_the_link_no_engine_lists_it_and_no_other_site_is_told(gift: Gift, state: str) -> None:
    if state == "stopped":
        stop(gift)
    path = "/gift/nothing/" if state == "unknown" else path_of(gift)
    answer = Client().post(path) if state == "opened" else Client().get(path)
    assert "no-store" in answer["Cache-Control"]
    assert answer["Referrer-Policy"] == "no-referrer"
    assert "noindex" in answer["X-Robots-Tag"]
    assert path.rstrip("/").rpartition("/")[2] not in answer.text or state == "unknown"
    assert 'rel="canonical"' not in answer.text


@pytest.mark.parametrize("query", ["gift=x", "gift[]=x", "gift=a&gift=b", "gift={token}", "gift={token}&gift=x"])
def test_nothing_behind_a_question_mark_opens_an_article(gift: Gift, query: str) -> None:
    token = path_of(gift).rstrip("/").rpartition("/")[2]
    answer = Client().get(f"{ARTICLE}?{query.format(token=token)}")
    assert answer.status_code == 200
    assert SECRET not in answer.text
    assert token not in answer.text
    assert opened(gift) == 0


def test_a_gift_pass_is_written_anew_before_the_front_door_would_ask_or_when_it_was_called_back(
    gift: Gift, sue: Reader
) -> None:
    now = timezone.now()
    with time_machine.travel(now, tick=False):
        browser = accepted(gift)
        assert "sf_gift" not in browser.get(ARTICLE).cookies
    with time_machine.travel(now + timedelta(seconds=LIFETIME - 30), tick=False):
        assert "sf_gift" in browser.get(ARTICLE).cookies
    Change.objects.all().delete()
    with time_machine.travel(now + timedelta(seconds=LIFETIME), tick=False):
        assert "sf_gift" not in browser.get(ARTICLE).cookies
        Change.objects.all().delete()
        call_back(sue.subject)
        Change.objects.update(at=timezone.now())
        assert "sf_gift" in browser.get(ARTICLE).cookies
        assert reads(browser)
    with time_machine.travel(now + timedelta(seconds=LIFETIME + 1), tick=False):
        assert "sf_gift" in browser.get(ARTICLE).cookies, "a door that learned of it only now would ask again"
    with time_machine.travel(now + timedelta(seconds=LIFETIME + 20), tick=False):
        browser.get(ARTICLE)
        assert "sf_gift" not in browser.get(ARTICLE).cookies


@pytest.mark.parametrize("value", ["", "junk", "A" * 5_000])
def test_a_gift_pass_that_is_none_is_taken_away_and_its_answer_is_kept_by_nobody(value: str, premium: None) -> None:
    browser = Client()
    browser.cookies["sf_gift"] = value
    answer = browser.get("/feed/")
    assert not answer.cookies["sf_gift"].value
    assert "no-store" in answer["Cache-Control"]


def test_two_gifts_in_one_browser_open_both_and_stopping_one_leaves_the_other(
    gift: Gift, sue: Reader, harbour: SectionPage
) -> None:
    other = an_article(harbour, "the-dredger", access_level="premium")
    another = give(sue.subject, other.pk)
    browser = accepted(gift)
    browser.post(path_of(another))
    assert (reads(browser), reads(browser, "/harbour/the-dredger/")) == (True, True)
    stop(gift)
    assert (reads(browser), reads(browser, "/harbour/the-dredger/")) == (False, True)


def test_an_alias_is_given_as_the_article_it_is(giver: Client, premium: ArticlePage, culture: SectionPage) -> None:
    alias = premium.create_alias(parent=culture)
    giver.post(GIVE, {"article": f"/culture/{alias.slug}/"})
    gift = Gift.objects.get()
    assert gift.article == premium.pk
    browser = accepted(gift)
    assert reads(browser, f"/culture/{alias.slug}/")


def test_my_gifts_are_mine(giver: Client, gift: Gift, reader: Reader) -> None:
    page = giver.get(MINE)
    assert "The Pilot" in page.text
    assert "Opened in 0 of 10 browsers" in page.text
    assert path_of(gift) not in page.text, "the list shows no secrets"
    other = signed_in(reader)
    assert "The Pilot" not in other.get(MINE).text
    assert other.get(f"{MINE}{gift.handle}/").status_code == 404
    for act in ("stop", "go-on"):
        assert other.post(f"{MINE}{gift.handle}/{act}/").status_code == 404
        assert giver.get(f"{MINE}{gift.handle}/{act}/").status_code == 405
    assert Gift.objects.get().stopped_at is None


@pytest.mark.parametrize("path", [MINE, f"{GIVE}?article={ARTICLE}", f"{MINE}{'0' * 8}-0000-0000-0000-{'0' * 12}/"])
def test_who_is_not_signed_in_is_asked_to_and_comes_back(path: str) -> None:
    answer = Client().get(path)
    assert answer.status_code == 303
    assert answer["Location"].startswith("/sign-in/?next=/account/gifts/")


def test_who_may_not_give_is_told_why_and_nothing_is_given(
    reader: Reader, giver: Client, premium: ArticlePage, sue: Reader
) -> None:
    other = signed_in(reader)
    assert "for subscribers" in other.get(GIVE, {"article": ARTICLE}).text
    refused = other.post(GIVE, {"article": ARTICLE})
    assert (refused.status_code, "for subscribers" in refused.text) == (403, True)
    GiftRules.objects.create(a_month=0)
    refused = giver.post(GIVE, {"article": ARTICLE})
    assert (refused.status_code, "no gift links at the moment" in refused.text) == (403, True)
    GiftRules.objects.update(a_month=1)
    give(sue.subject, 900_000)
    refused = giver.post(GIVE, {"article": ARTICLE})
    assert refused.status_code == 403
    assert re.search(r"You can give articles again from 1 [A-Z][a-z]+", refused.text)
    assert Gift.objects.count() == 1


@pytest.mark.parametrize("path", ["", "/none/", "/", "//elsewhere.example/", "/harbour/", "\x00"])
def test_what_is_no_gated_article_is_not_given(giver: Client, path: str, premium: ArticlePage) -> None:
    for answer in (giver.get(GIVE, {"article": path}), giver.post(GIVE, {"article": path})):
        assert (answer.status_code, answer["Location"]) == (303, MINE)
    ArticlePage.objects.update(access_level=Level.FREE.value)
    assert giver.post(GIVE, {"article": ARTICLE})["Location"] == MINE
    assert not Gift.objects.exists()


def test_the_offer_is_the_same_for_everybody_in_the_page_and_goes_when_gifts_are_switched_off(
    giver: Client, gift: Gift, reader: Reader
) -> None:
    whole = giver.get(ARTICLE).text
    assert "data-give hidden" in whole
    assert "data-give" not in Client().get(ARTICLE).text, "not at the wall"
    assert "data-gives" in giver.get("/account/nav/").text
    assert "data-gives" not in signed_in(reader).get("/account/nav/").text
    GiftRules.objects.create(a_month=0)
    assert "data-give" not in giver.get(ARTICLE).text
    assert "data-gives" not in giver.get("/account/nav/").text


def test_a_change_of_the_rules_lets_the_pages_fall() -> None:
    Change.objects.all().delete()
    GiftRules.load().save()
    assert "site" in set(Change.objects.values_list("tag", flat=True))


def test_staff_see_how_many_were_given_and_opened_of_each_article_and_of_nobody(
    desk: Client, gift: Gift, premium: ArticlePage
) -> None:
    accepted(gift)
    month = timezone.localdate()
    page = desk.get("/admin/gift-links/")
    assert "1 article: 1 link given, opened in 1 browser" in page.text
    assert premium.title in page.text
    assert "sue@example.com" not in page.text
    table = desk.get("/admin/gift-links/", {"month": f"{month:%Y-%m}", "format": "csv"})
    assert table["Content-Type"].startswith("text/csv")
    assert table.text.splitlines()[1] == f"{premium.pk},The Pilot,{ARTICLE},1,1"
    assert "Nobody gave an article away in June 2020" in desk.get("/admin/gift-links/", {"month": "2020-06"}).text
    for month_asked in ("9999-12", "0001-01", "nonsense", "2026-13"):
        assert desk.get("/admin/gift-links/", {"month": month_asked}).status_code == 200


def test_a_headline_is_never_a_formula_in_the_file(desk: Client, gift: Gift, premium: ArticlePage) -> None:
    ArticlePage.objects.update(title="=cmd()")
    rows = desk.get("/admin/gift-links/", {"format": "csv"}).text.splitlines()
    assert ",'=cmd()," in rows[1]


def test_only_staff_with_the_right_see_it(client: Client, journalist: Reader) -> None:
    client.force_login(journalist)
    assert client.get("/admin/gift-links/").status_code == 302


def test_why_names_the_links_that_are_good(gift: Gift, premium: ArticlePage) -> None:
    assert "1 link is good" in explain(ARTICLE).in_words()
    stop(gift)
    assert "good" not in explain(ARTICLE).in_words()
