"""What others may load in a browser: asked where there is something to ask, kept in the ledger, undone at any time."""

import pytest
from django.conf import LazySettings
from django.test import Client

from standfirst.readers import limits
from standfirst.readers.ledger.people import acts_of
from standfirst.readers.models import Act, Pseudonym, Reader
from standfirst.third_parties import ThirdParties
from tests.newsroom.making import words
from tests.readers.cast import signed_in
from tests.readers.counting import COUNTING, SQUAWK
from tests.readers.markup import Markup

pytestmark = pytest.mark.django_db


@pytest.fixture
def others(settings: LazySettings) -> ThirdParties:
    settings.STANDFIRST_THIRD_PARTIES = ThirdParties((COUNTING, SQUAWK))
    return ThirdParties((COUNTING, SQUAWK))


def choose(browser: Client, choice: str, **more: str) -> str:
    """Post the form; the value of the cookie for our script."""
    assert browser.post("/cookies/", {"choice": choice, **more}).status_code == 303
    return browser.cookies["sf_choices"].value


def said() -> list[tuple[str, str]]:
    return [(act.purpose, act.act) for act in Act.objects.all()]


def test_without_anything_of_others_there_is_no_notice_and_nothing_to_choose(stranger: Client) -> None:
    assert "cookie-asking" not in words("/")
    assert "choices.js" not in words("/")
    page = stranger.get("/cookies/").content.decode()
    assert "there is nothing to choose" in page
    answer = stranger.post("/cookies/", {"choice": "all"})
    assert answer.status_code == 200
    assert not answer.cookies
    assert Act.objects.count() == 0


def test_the_notice_is_the_same_for_everybody_and_names_everybody(others: ThirdParties) -> None:
    found = Markup.of(words("/"))
    notice = found.with_id("cookie-asking")
    assert "hidden" in notice.attrs
    assert all(party.name in found.text(notice) for party in others.all)


def test_to_refuse_is_as_plain_as_to_accept(others: ThirdParties) -> None:
    found = Markup.of(words("/"))
    buttons = [tag for tag in found.all("button") if tag.attrs.get("name") == "choice"]
    assert [found.text(tag) for tag in buttons] == ["Reject all", "Accept all"]
    assert buttons[0].attrs["class"] == buttons[1].attrs["class"]


def test_nothing_of_others_stands_in_a_page_before_it_is_accepted(others: ThirdParties) -> None:
    found = Markup.of(words("/"))
    assert not [tag for tag in found.all("script") if "example" in tag.attrs.get("src", "")]
    assert not [tag for tag in found.all("link") if "count.example" in tag.attrs.get("href", "")]


def test_who_only_looks_gets_no_cookie_and_no_row(others: ThirdParties, stranger: Client) -> None:
    for path in ("/", "/cookies/"):
        assert not {"sf_choices", "sf_chooser"} & set(stranger.get(path).cookies)
    assert Act.objects.count() == 0


def test_a_choice_is_kept_in_the_words_that_were_shown_under_a_name_of_the_browser(
    others: ThirdParties, stranger: Client
) -> None:
    assert choose(stranger, "ticked", measurement="on", page="/harbour/") == f"{others.version}.measurement"
    given, refused = Act.objects.all()
    assert (given.purpose, given.act, given.basis, given.channel) == ("cookies:measurement", "given", "consent", "site")
    assert given.wording == f"Measurement. {COUNTING.told}"
    assert (given.form, given.page, given.version) == ("cookie notice", "/harbour/", others.version)
    assert (refused.purpose, refused.act) == ("cookies:embeds", "refused")
    assert given.pseudonym == refused.pseudonym
    assert given.pseudonym in stranger.get("/cookies/").content.decode(), "so that evidence can be asked for"
    assert Pseudonym.objects.count() == 0


def test_to_take_it_back_is_one_button_and_one_row_a_kind(others: ThirdParties, stranger: Client) -> None:
    choose(stranger, "all")
    assert choose(stranger, "none") == f"{others.version}.none"
    assert said()[2:] == [("cookies:measurement", "withdrawn"), ("cookies:embeds", "withdrawn")]
    assert len(set(Act.objects.values_list("pseudonym", flat=True))) == 1


def test_the_same_choice_again_is_no_news(others: ThirdParties, stranger: Client) -> None:
    for _ in range(3):
        choose(stranger, "none")
    assert said() == [("cookies:measurement", "refused"), ("cookies:embeds", "refused")]


def test_another_list_is_asked_about_anew(others: ThirdParties, stranger: Client, settings: LazySettings) -> None:
    choose(stranger, "all")
    settings.STANDFIRST_THIRD_PARTIES = ThirdParties((COUNTING,))
    page = Markup.of(stranger.get("/cookies/"))
    assert not [box for box in page.all("input", type="checkbox") if "checked" in box.attrs]
    choose(stranger, "none")
    assert said()[2:] == [("cookies:measurement", "refused")]


def test_the_page_shows_what_stands(others: ThirdParties, stranger: Client) -> None:
    choose(stranger, "ticked", embeds="on")
    page = Markup.of(stranger.get("/cookies/?saved"))
    ticked = [box.attrs["name"] for box in page.all("input", type="checkbox") if "checked" in box.attrs]
    assert ticked == ["embeds"]


def test_the_choice_of_somebody_signed_in_is_theirs(others: ThirdParties, ann: Reader) -> None:
    browser = signed_in()
    choose(browser, "all")
    assert [act.act for act in acts_of(ann)] == ["given", "given"]
    assert "sf_chooser" not in browser.cookies, "their account is name enough"


@pytest.mark.parametrize("choice", ["", "everything", "ticked"])
def test_what_is_not_accepted_in_so_many_words_is_refused(choice: str, others: ThirdParties, stranger: Client) -> None:
    assert choose(stranger, choice, unheard_of="on") == f"{others.version}.none"


@pytest.mark.parametrize(
    "cookie", ["x", "....", "00000000.measurement", "{}.nonsense-x", "{}.", "{}.none-", "é", "x" * 4_000]
)
def test_a_cookie_of_anybodys_making_accepts_nothing(cookie: str, others: ThirdParties, stranger: Client) -> None:
    stranger.cookies["sf_choices"] = cookie.format(others.version)
    page = Markup.of(stranger.get("/cookies/"))
    assert not [box for box in page.all("input", type="checkbox") if "checked" in box.attrs]


def test_nobody_can_write_under_the_name_of_another(others: ThirdParties, stranger: Client) -> None:
    choose(stranger, "all")
    name = Act.objects.all()[0].pseudonym
    forger = Client()
    forger.cookies["sf_chooser"] = name
    choose(forger, "all")
    assert Act.objects.filter(pseudonym=name).count() == 2
    assert Act.objects.count() == 4


def test_a_program_cannot_fill_the_ledger_and_to_refuse_is_never_refused(
    others: ThirdParties, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "COOKIE_CHOICES_FROM_A_SOURCE", limits.Limit("cookie choices of a test", 2, 60))
    for _ in range(2):
        choose(Client(), "all")
    answer = Client().post("/cookies/", {"choice": "all"})
    assert answer.status_code == 429
    assert int(answer["Retry-After"]) > 0
    assert not {"sf_choices", "sf_chooser"} & set(answer.cookies)
    assert choose(Client(), "none") == f"{others.version}.none"
    assert Act.objects.count() == 4


def test_a_choice_leads_to_no_other_site(others: ThirdParties, stranger: Client) -> None:
    for away in ("//evil.example/", "https://evil.example/", "/\\evil.example", "javascript:alert(1)"):
        answer = stranger.post("/cookies/", {"choice": "none", "page": away})
        assert answer["Location"] == "/cookies/?saved"


def test_our_script_gets_the_cookie_without_a_page(others: ThirdParties, stranger: Client) -> None:
    answer = stranger.post("/cookies/", {"choice": "all", "page": "/"}, headers={"HX-Request": "true"})
    assert (answer.status_code, answer.content) == (204, b"")
    kept, named = answer.cookies["sf_choices"], answer.cookies["sf_chooser"]
    assert (bool(kept["httponly"]), bool(named["httponly"])) == (False, True)
    assert kept["max-age"] == named["max-age"] == 180 * 86_400
    assert kept["samesite"] == "Lax"


def test_every_cookie_that_the_site_sets_is_told_of(stranger: Client, settings: LazySettings) -> None:
    page = stranger.get("/cookies/").content.decode()
    names = settings.STANDFIRST_COOKIES
    ours = [names.reader_pass, names.session, names.provisional, names.welcome, names.meter, names.signed_hint]
    assert [
        name
        for name in (*ours, "sf_csrf", "sf_device", "sf_code", "sf_look", "sf_choices", "sf_chooser")
        if name not in page
    ] == []
