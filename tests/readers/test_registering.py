"""The form at the wall: every word it says, and what pressing its button leaves behind."""

import pytest
from django.conf import LazySettings
from django.test import Client

from standfirst.access.levels import Tier
from standfirst.access.subscribing import standing_of
from standfirst.newsletters.models import Newsletter, Subscription
from standfirst.readers.forms import RegistrationForm
from standfirst.readers.models import Act, Reader, Registration
from tests.readers.cast import ARTICLE, Post, answers

SHAPE = "Enter your email address, like name@example.com"
FIRST = "Use letters, spaces, hyphens and apostrophes in your first name"
LAST = "Use letters, spaces, hyphens and apostrophes in your last name"
OWN = "Choose a password that is not your name or email address"
LEAKED = "That password has appeared in a known leak. Choose another"

REFUSED = [
    ("email", "", "Enter your email address"),
    ("email", "   ", "Enter your email address"),
    ("email", "ann", SHAPE),
    ("email", "ann@", SHAPE),
    ("email", "@example.com", SHAPE),
    ("email", "ann@example", SHAPE),
    ("email", "ann@b@example.com", SHAPE),
    ("email", "ann smith@example.com", SHAPE),
    ("email", "ann@example..com", SHAPE),
    ("email", "ann@example.com\n", None),
    ("email", "ann@example.com\nBcc: all@example.com", SHAPE),
    ("email", "a\u202en@example.com", SHAPE),
    ("email", "a" * 10_000, SHAPE),
    ("email", "a" * 250 + "@example.com", SHAPE),
    ("email", "ann@\x00example.com", SHAPE),
    ("email", "ann@desk.local", "Check the part after @: desk.local does not receive email"),
    ("email", "ann@no.invalid", "Check the part after @: no.invalid does not receive email"),
    ("password", "", "Choose a password"),
    ("password", "Ab1de", "Use at least 6 characters for your password"),
    ("password", "tulip9x", "Add a capital letter to your password"),
    ("password", "TULIP9X", "Add a small letter to your password"),
    ("password", "TulipxX", "Add a number to your password"),
    ("password", "tulipxx", "Your password still needs: a capital letter, a number"),
    ("password", "ab", "Your password still needs: at least 6 characters, a capital letter, a number"),
    ("password", "Password1", LEAKED),
    ("password", "Ann1234", OWN),
    ("password", "Ann@Example.com1", OWN),
    ("password", "AnnOneilCelik1", None),
    ("password", "Standfirst1", "Choose a password that is not the name of this site"),
    ("password", "Aa1" * 334, "Use 1,000 characters or fewer for your password"),
    ("password", "Tulip9\x00orchard", "Use letters, numbers, spaces and punctuation in your password"),
    ("password", "Tulip9🌷", None),
    ("first_name", "", "Enter your first name"),
    ("first_name", " \t ", "Enter your first name"),
    ("first_name", "a" * 41, "Keep your first name to 40 characters"),
    ("first_name", "a" * 10_000, "Keep your first name to 40 characters"),
    ("first_name", "R2D2", FIRST),
    ("first_name", "Ann<b>", FIRST),
    ("first_name", "🌷", FIRST),
    ("first_name", "A\u202enn", FIRST),
    ("first_name", "A\x00nn", FIRST),
    ("first_name", "...", FIRST),
    ("first_name", "www.evil.com", FIRST),
    ("first_name", "Z" + "\u0301" * 6, FIRST),
    ("last_name", "", "Enter your last name"),
    ("last_name", "b" * 41, "Keep your last name to 40 characters"),
    ("last_name", "O_Neil", LAST),
    ("over_18", None, "Tick to confirm that you are 18 or over"),
]


@pytest.mark.django_db
@pytest.mark.parametrize(("field", "answer", "words"), REFUSED)
def test_each_answer_is_refused_in_the_words_of_the_house(field: str, answer: str | None, words: str | None) -> None:
    page = Client().post("/register/", answers(**{field: answer}), headers={"HX-Request": "true"})
    if words is None:
        assert page.status_code == 200
        return
    assert page.status_code == 422
    form: RegistrationForm = page.context["form"]
    assert [(problem.control, problem.words) for problem in form.problems] == [(f"id_{field}", words)]
    assert form.summary_heading == "One answer needs another look"
    text = page.content.decode()
    assert text.count(words.replace("'", "&#x27;")) == 2, "once in the summary and once at the field"
    assert Registration.objects.count() == 0


@pytest.mark.parametrize(
    "name",
    [
        "José",
        "Jose\u0301",
        "O’Neil",
        "O'Neil",
        "Anne-Marie",
        "J. R. R.",
        "李小龍",
        "محمد",
        "नरेन्द्र",
        "علی\u200cرضا",
        "Ngô",
        "ʻOlu",
    ],
)
def test_names_of_any_script_are_welcome(name: str, db: None) -> None:
    assert Client().post("/register/", answers(first_name=f" {name} ", last_name=name)).status_code == 303


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (" Ann@Example.COM ", "ann@example.com"),
        ("用户@例え.jp", "用户@例え.jp"),
        ("ann@xn--r8jz45g.jp", "ann@例え.jp"),
        ("ann+news@example.com", "ann+news@example.com"),
        ("ann@paper.test", "ann@paper.test"),
    ],
)
def test_addresses_are_kept_in_one_spelling(typed: str, kept: str, db: None) -> None:
    Client().post("/register/", answers(email=typed))
    assert Registration.objects.get().email == kept


def test_all_refusals_come_at_once_with_every_value_kept_but_the_password(stranger: Client) -> None:
    page = stranger.post(
        "/register/", answers(email="ann@", password="S3cretx", first_name="R2", over_18=None, last_name="Li")
    )
    text = page.content.decode()
    assert page.status_code == 422
    assert page.context["form"].summary_heading == "3 answers need another look"
    assert [problem.control for problem in page.context["form"].problems] == ["id_email", "id_first_name", "id_over_18"]
    assert all(f'value="{kept}"' in text for kept in ("ann@", "R2", "Li"))
    assert "S3cretx" not in text


def test_a_rule_that_is_off_is_neither_shown_nor_checked(stranger: Client, settings: LazySettings) -> None:
    settings.STANDFIRST_MIN_AGE = 0
    settings.STANDFIRST_NAME_LETTERS = False
    settings.STANDFIRST_PASSWORD_COMMON = False
    assert "or over" not in stranger.get("/register/").content.decode()
    assert (
        stranger.post("/register/", answers(over_18=None, first_name="R2D2", password="Password1")).status_code == 303
    )
    assert "age" not in [said["purpose"] for said in Registration.objects.get().agreed_to]


def test_another_age_is_asked_for_in_the_same_words(stranger: Client, settings: LazySettings) -> None:
    settings.STANDFIRST_MIN_AGE = 16
    page = stranger.post("/register/", answers(over_18=None))
    assert [problem.words for problem in page.context["form"].problems] == ["Tick to confirm that you are 16 or over"]


@pytest.mark.parametrize(
    ("password", "status"),
    [
        ("x" * 14, 422),
        ("tulip orchard x", 303),
        ("🌷🌻🌹🌺🌸🌼💐🥀🪷🌾🌿🍀🍁🍂🍃", 303),
        ("z" * 63 + "q", 303),
        ("correct horse battery", 303),
    ],
)
def test_where_length_is_the_rule_nothing_else_is_asked(
    password: str, status: int, stranger: Client, settings: LazySettings
) -> None:
    settings.STANDFIRST_PASSWORD_RULE = "length"
    settings.STANDFIRST_PASSWORD_MIN = 15
    assert "capital letter" not in stranger.get("/register/").content.decode()
    assert stranger.post("/register/", answers(password=password)).status_code == status


def test_the_hint_says_what_the_rules_ask(stranger: Client) -> None:
    page = stranger.get("/register/").content.decode()
    assert (
        "6 characters or more, with a capital letter, a small letter and a number. Three short words work well." in page
    )


def test_without_script_the_reader_goes_on_in_the_article_and_is_welcomed_once(stranger: Client) -> None:
    answer = stranger.post("/register/", answers())
    assert (answer.status_code, answer["Location"]) == (303, f"{ARTICLE}#continue")
    page = stranger.get("/register/code/")
    assert page.context["welcome"].first_name == "Ann"
    assert page.context["welcome"].email == "ann@example.com"
    assert stranger.get("/register/code/").context["welcome"] is None


def test_with_script_the_answer_is_a_fragment_that_names_the_article_and_holds_none_of_it(stranger: Client) -> None:
    answer = stranger.post("/register/", answers(), headers={"HX-Request": "true"})
    assert answer.status_code == 200
    assert "<html" not in answer.content.decode()
    assert f'data-article="{ARTICLE}"' in answer.content.decode()
    assert "sf_welcome" not in answer.cookies


def test_nobody_has_an_account_before_the_address_is_confirmed(stranger: Client, post: Post) -> None:
    stranger.post("/register/", answers())
    assert Reader.objects.count() == 0
    assert stranger.get("/account/")["Location"] == "/register/code/"
    assert stranger.get("/account/nav/").context["first_name"] == "Ann"


def test_consents_are_kept_in_the_words_that_were_shown(stranger: Client, post: Post) -> None:
    Newsletter.objects.create(name="The Tide", slug="tide", summary="What the sea did.", cadence="Fridays")
    Newsletter.objects.create(name="Closed", slug="closed", summary="Gone.", cadence="Never", open=False)
    stranger.post("/register/", answers(newsletters=["tide", "closed", "unheard-of"]))
    assert Subscription.objects.count() == Act.objects.count() == 0, "nothing counts before the address is confirmed"
    stranger.post(post.link())
    lines = {line.purpose: line for line in Act.objects.all()}
    assert set(lines) == {"age", "newsletter:tide"}
    assert lines["age"].wording == "I am 18 or over"
    assert lines["newsletter:tide"].wording.startswith("The Tide: What the sea did. Fridays.")
    assert all(line.act == "given" and line.page == ARTICLE and len(line.version) == 12 for line in lines.values())


def test_the_decoy_stops_who_fills_it_in(stranger: Client) -> None:
    page = stranger.post("/register/", answers(website="https://spam.example"))
    assert page.status_code == 422
    words = "We could not tell that you are a person. Try again, or ask us to email you a link"
    assert [problem.words for problem in page.context["form"].problems] == [words]


def test_extra_fields_change_nothing(stranger: Client, post: Post) -> None:
    stranger.post(
        "/register/", answers(is_staff="1", is_superuser="1", tier="subscriber", known="1", confirmed_at="2020-01-01")
    )
    stranger.post(post.link())
    ann = Reader.objects.get()
    assert (standing_of(ann.subject).tier, ann.is_staff, ann.is_superuser) == (Tier.REGISTERED, False, False)
