"""Preferences: each saved at once; newsletters also by the link of a mail, which does nothing else."""

from datetime import time

import pytest
from django.conf import LazySettings
from django.test import Client

from standfirst.newsletters.models import Newsletter, Subscription
from standfirst.readers import preferring
from standfirst.readers.ledger.people import acts_of
from standfirst.readers.marketing import wants_offers
from standfirst.readers.models import Reader, Way
from tests.readers.cast import PASSWORD, signed_in

PAGE = "/account/preferences/"


@pytest.fixture
def letters(db: None) -> list[Newsletter]:
    made = [("Morning", "morning"), ("Evening", "evening")]
    return [Newsletter.objects.create(name=n, slug=s, summary="News.", cadence="Daily") for n, s in made]


def gets(reader: Reader) -> set[str]:
    return set(Subscription.objects.filter(reader=reader).values_list("newsletter__slug", flat=True))


def test_newsletters_are_chosen_and_left(ann: Reader, letters: list[Newsletter]) -> None:
    browser = signed_in()
    answer = browser.post(PAGE, {"part": "newsletters", "newsletters": ["morning", "evening", "no-such"]})
    assert answer["Location"] == f"{PAGE}?saved=newsletters#newsletters"
    assert gets(ann) == {"morning", "evening"}
    browser.post(PAGE, {"part": "newsletters", "newsletters": "evening"})
    assert gets(ann) == {"evening"}
    assert browser.get(answer["Location"]).content.decode().count(">Saved</span>") == 1


def test_a_list_that_has_closed_is_left_as_it_is(ann: Reader, letters: list[Newsletter]) -> None:
    browser = signed_in()
    browser.post(PAGE, {"part": "newsletters", "newsletters": ["morning"]})
    Newsletter.objects.filter(slug="morning").update(open=False)
    browser.post(PAGE, {"part": "newsletters"})
    assert gets(ann) == {"morning"}


def test_with_script_each_part_answers_with_its_own_word(ann: Reader) -> None:
    browser = signed_in()
    for part, said in [
        ("newsletters", {}),
        ("notices", {"replies": "now", "mentions": "page", "follows": "daily", "followers": "page"}),
        ("quiet", {"quiet_from": "22:00", "quiet_until": "07:00", "time_zone": "Asia/Tokyo"}),
        ("reminders", {}),
        ("appearance", {"look": "dark"}),
    ]:
        answer = browser.post(PAGE, {"part": part, **said}, headers={"HX-Request": "true"})
        assert (answer.status_code, answer.content.decode().strip()) == (200, "Saved")
    kept = preferring.preferences_of(ann)
    assert (kept.replies, kept.follows, kept.event_reminders) == (Way.NOW, Way.DAILY, False)
    assert (kept.quiet_from, kept.quiet_until, kept.time_zone) == (time(22), time(7), "Asia/Tokyo")
    assert browser.cookies["sf_look"].value == "dark"


@pytest.mark.parametrize(
    "said",
    [
        {},
        {"part": "tier"},
        {"part": "notices", "replies": "now"},
        {"part": "notices", "replies": "never", "mentions": "page", "follows": "page", "followers": "page"},
        {"part": "quiet", "quiet_from": "22:00", "quiet_until": "", "time_zone": ""},
        {"part": "quiet", "quiet_from": "25:00", "quiet_until": "07:00", "time_zone": ""},
        {"part": "quiet", "quiet_from": "22:00", "quiet_until": "07:00", "time_zone": "Europe/Atlantis"},
        {"part": "appearance", "look": "pink"},
        {"part": "appearance", "look": "dark;path=/admin"},
    ],
)
def test_a_choice_that_is_none_is_refused_and_nothing_is_kept(said: dict[str, str], ann: Reader) -> None:
    browser = signed_in()
    assert browser.post(PAGE, said).status_code == 400
    assert preferring.preferences_of(ann).pk is None
    assert "sf_look" not in browser.cookies


def test_extra_answers_change_nothing_else(ann: Reader) -> None:
    more = {"is_staff": "on", "tier": "subscriber", "email": "x@example.com", "reader": "1"}
    signed_in().post(PAGE, {"part": "reminders", "event_reminders": "on", **more})
    ann.refresh_from_db()
    assert (ann.is_staff, ann.email) == (False, "ann@example.com")


def test_the_look_is_on_ones_own_pages_before_any_script_runs(ann: Reader) -> None:
    browser = signed_in()
    browser.post(PAGE, {"part": "appearance", "look": "dark"})
    assert 'data-look="dark"' in browser.get("/account/").content.decode()
    browser.post(PAGE, {"part": "appearance", "look": "system"})
    assert "data-look" not in browser.get("/account/").content.decode()
    forged = Client()
    forged.cookies["sf_look"] = '"><script>'
    assert "data-look" not in forged.get("/sign-in/").content.decode()


def test_the_link_of_a_mail_shows_and_saves_newsletters_and_does_nothing_else(
    ann: Reader, letters: list[Newsletter]
) -> None:
    signed_in().post(PAGE, {"part": "newsletters", "newsletters": ["morning"]})
    path = preferring.choices_path(ann.subject)
    assert "example.com" not in path
    browser = Client()
    for method in ("get", "head"):
        assert getattr(browser, method)(path).status_code == 200
    page = browser.get(path)
    assert gets(ann) == {"morning"}, "a GET changes nothing"
    assert ann.email not in page.content.decode()
    assert ann.first_name not in page.content.decode()
    assert page["Referrer-Policy"] == "no-referrer"
    assert browser.post(path, {"newsletters": "evening"}).status_code == 303
    assert gets(ann) == {"evening"}
    assert browser.post(path, {"newsletters": "evening", "stop": "all"}).status_code == 303
    assert gets(ann) == set()
    for closed in (PAGE, "/account/", "/account/security/"):
        assert browser.get(closed).status_code == 303
    assert "sf_session" not in browser.cookies


def test_an_altered_or_foreign_link_opens_nothing(ann: Reader, letters: list[Newsletter]) -> None:
    bob = Reader.objects.create_user("bob@example.com", PASSWORD)
    path = preferring.choices_path(ann.subject)
    signature = path.rstrip("/").rpartition(":")[2]
    for forged in (
        path.replace(ann.subject.hex, bob.subject.hex),
        path.replace(signature, signature[::-1]),
        "/newsletters/choices/x/",
        f"/newsletters/choices/{ann.subject.hex}/",
    ):
        assert Client().get(forged).status_code == 404
        assert Client().post(forged, {"newsletters": "morning"}).status_code == 404
    Reader.objects.filter(pk=ann.pk).update(is_active=False)
    assert Client().get(path).status_code == 404
    assert not Subscription.objects.exists()


def test_offers_are_asked_about_where_the_publication_does_and_each_change_is_written_down(
    ann: Reader, settings: LazySettings
) -> None:
    browser = signed_in()
    assert "own_offers" not in browser.get(PAGE).content.decode()
    settings.STANDFIRST_MARKETING = "opt-in"
    assert "own_offers" in browser.get(PAGE).content.decode()
    for sent in ({"own_offers": "on"}, {"own_offers": "on"}, {}, {}):
        assert browser.post(PAGE, {"part": "offers", **sent})["Location"] == f"{PAGE}?saved=offers#offers"
    assert [(act.purpose, act.act, act.form) for act in acts_of(ann)] == [
        ("marketing", "given", "preferences"),
        ("marketing", "withdrawn", "preferences"),
    ]


def test_who_gets_offers_can_stop_them_also_when_nobody_is_asked_any_more(ann: Reader, settings: LazySettings) -> None:
    browser = signed_in()
    settings.STANDFIRST_MARKETING = "opt-in"
    browser.post(PAGE, {"part": "offers", "own_offers": "on"})
    settings.STANDFIRST_MARKETING = "none"
    assert "own_offers" in browser.get(PAGE).content.decode()
    browser.post(PAGE, {"part": "offers"})
    assert not wants_offers(ann)
    assert "own_offers" not in browser.get(PAGE).content.decode()
