"""Every form of the room, refused: what it says, where, and what it keeps. And what each field tells the browser."""

from typing import Any

import pytest
from django.test import Client

from standfirst.readers import limits
from standfirst.readers.models import Reader
from standfirst.readers.tokens import reset_key
from tests.readers.cast import PASSWORD, answers
from tests.readers.markup import Markup

pytestmark = pytest.mark.usefixtures("cheap_hashes")

NOT_MATCHING = "The email address and password do not match. You can also sign in with a code by email"
SHAPE = "Enter your email address, like name@example.com"
SIGN_IN, FORGOTTEN, CODE, RESET, REGISTER = (
    "/sign-in/",
    "/forgotten-password/",
    "/register/code/",
    "RESET",
    "/register/",
)

REFUSED: list[tuple[str, dict[str, Any], list[tuple[str, str]]]] = [
    (
        SIGN_IN,
        {"email": "", "password": ""},
        [("email", "Enter your email address"), ("password", "Enter your password")],
    ),
    (SIGN_IN, {"email": " ", "password": "x"}, [("email", "Enter your email address")]),
    (SIGN_IN, {"email": "ann@example.com", "password": "x"}, [("", NOT_MATCHING)]),
    (SIGN_IN, {"email": "no such thing", "password": "x"}, [("", NOT_MATCHING)]),
    (FORGOTTEN, {"email": ""}, [("email", "Enter your email address")]),
    (FORGOTTEN, {"email": "ann@"}, [("email", SHAPE)]),
    (FORGOTTEN, {"email": "ann@x.local"}, [("email", "Check the part after @: x.local does not receive email")]),
    (CODE, {"code": "000"}, [("code", "That code does not match. Check the latest email")]),
    (CODE, {}, [("code", "That code does not match. Check the latest email")]),
    (RESET, {"password": ""}, [("password", "Choose a password")]),
    (RESET, {"password": "Ab1"}, [("password", "Use at least 6 characters for your password")]),
    (RESET, {"password": "tulipxx"}, [("password", "Your password still needs: a capital letter, a number")]),
    (RESET, {"password": "Password1"}, [("password", "That password has appeared in a known leak. Choose another")]),
    (RESET, {"password": "Ann1234"}, [("password", "Choose a password that is not your name or email address")]),
    (RESET, {"password": "Aa1" * 334}, [("password", "Use 1,000 characters or fewer for your password")]),
    (
        REGISTER,
        answers(email="", password="", first_name="", last_name="", over_18=None),
        [
            ("email", "Enter your email address"),
            ("password", "Choose a password"),
            ("first_name", "Enter your first name"),
            ("last_name", "Enter your last name"),
            ("over_18", "Tick to confirm that you are 18 or over"),
        ],
    ),
    (
        REGISTER,
        answers(email="ann@", password="x", first_name="R2", last_name="b" * 41, website="spam", over_18=None),
        [
            ("", "We could not tell that you are a person. Try again, or ask us to email you a link"),
            ("email", SHAPE),
            ("password", "Your password still needs: at least 6 characters, a capital letter, a number"),
            ("first_name", "Use letters, spaces, hyphens and apostrophes in your first name"),
            ("last_name", "Keep your last name to 40 characters"),
            ("over_18", "Tick to confirm that you are 18 or over"),
        ],
    ),
]


@pytest.fixture
def browser(ann: Reader) -> Client:
    """A browser in which Bob's registration waits for its code."""
    browser = Client()
    browser.post("/register/", answers(email="bob@example.com"))
    return browser


def address(path: str) -> str:
    return f"/reset-password/{reset_key(Reader.objects.get())}/" if path == RESET else path


@pytest.mark.parametrize(("path", "sent", "said"), REFUSED)
@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}])
def test_a_refused_form_says_everything_at_once_in_the_summary_and_at_the_fields(
    path: str, sent: dict[str, Any], said: list[tuple[str, str]], headers: dict[str, str], browser: Client
) -> None:
    page = browser.post(address(path), sent, headers=headers)
    found = Markup.of(page)
    assert page.status_code == 422
    assert bool(found.all("html")) == (path != REGISTER or not headers), "a script at the wall gets the form alone"
    summary = [found.text(line) for line in found.all("li") if any(found.text(line) == words for _f, words in said)]
    assert summary == [words for _field, words in said]
    heading = found.with_id(found.with_id("register-errors").attrs["aria-labelledby"])
    assert found.text(heading) == (
        "One answer needs another look" if len(said) == 1 else f"{len(said)} answers need another look"
    )
    links = [tag.attrs["href"] for tag in found.all("a") if tag.attrs["href"].startswith("#id_")]
    assert links == [f"#id_{name}" for name, _words in said if name]
    for name, words in said:
        if name:
            control = found.one("input", name=name)
            assert control.attrs["id"] == f"id_{name}", "the link of the summary leads to the field itself"
            assert control.attrs["aria-invalid"] == "true"
            described = " ".join(found.text(found.with_id(by)) for by in control.attrs["aria-describedby"].split())
            assert words in described


@pytest.mark.parametrize(("path", "sent", "said"), REFUSED)
def test_a_refused_page_keeps_every_answer_but_the_password_and_says_so_in_its_title(
    path: str, sent: dict[str, Any], said: list[tuple[str, str]], browser: Client
) -> None:
    page = browser.post(address(path), sent)
    found = Markup.of(page)
    assert found.title.startswith("Error: ")
    for name, kept in sent.items():
        for control in found.all("input", name=name):
            if control.attrs["type"] == "password":
                assert "value" not in control.attrs
            elif control.attrs["type"] != "checkbox" and name != "website":
                assert control.attrs["value"] == kept
    if len(sent.get("password") or "") > 3:
        assert str(sent["password"]) not in page.content.decode()


@pytest.mark.parametrize("path", [REGISTER, SIGN_IN, FORGOTTEN, CODE, RESET])
def test_a_form_that_nobody_has_sent_yet_says_nothing_is_wrong(path: str, browser: Client) -> None:
    page = (Client() if path == REGISTER else browser).get(address(path))
    found = Markup.of(page)
    assert page.status_code == 200
    assert not found.title.startswith("Error")
    assert not [
        tag
        for tag in found.tags
        if "aria-invalid" in tag.attrs or (tag.attrs.get("role") == "alert" and "hidden" not in tag.attrs)
    ]
    assert len(found.all("h1")) == 1
    assert [tag.attrs["novalidate"] for tag in found.all("form", **{"class": "form"})] == [""]


AUTOCOMPLETE = [
    (REGISTER, "email", "email", "email"),
    (REGISTER, "password", "password", "new-password"),
    (REGISTER, "first_name", "text", "given-name"),
    (REGISTER, "last_name", "text", "family-name"),
    (SIGN_IN, "email", "email", "username webauthn"),
    (SIGN_IN, "password", "password", "current-password"),
    (FORGOTTEN, "email", "email", "email"),
    (RESET, "password", "password", "new-password"),
    (CODE, "code", "text", "one-time-code"),
]


@pytest.mark.parametrize(("path", "name", "kind", "autocomplete"), AUTOCOMPLETE)
def test_password_managers_and_keyboards_are_told_what_a_field_is(
    path: str, name: str, kind: str, autocomplete: str, browser: Client
) -> None:
    found = Markup.of((Client() if path == REGISTER else browser).get(address(path)))
    control = found.one("input", name=name)
    assert (control.attrs["type"], control.attrs["autocomplete"]) == (kind, autocomplete)
    assert found.text(found.one("label", **{"for": control.attrs["id"]}))
    assert not {"onpaste", "maxlength", "required", "pattern"} & set(control.attrs), "the server decides"
    if kind == "email":
        assert control.attrs["inputmode"] == "email"
    if name == "code":
        assert control.attrs["inputmode"] == "numeric"


@pytest.mark.parametrize("path", [REGISTER, SIGN_IN, RESET])
def test_a_password_can_be_shown_where_there_is_script(path: str, browser: Client) -> None:
    found = Markup.of((Client() if path == REGISTER else browser).get(address(path)))
    button = found.one("button", **{"data-show": "id_password"})
    assert (button.attrs["type"], button.attrs["aria-label"], found.text(button)) == ("button", "Show password", "Show")
    assert "hidden" in button.attrs, "without script it could do nothing"


def test_nothing_is_ticked_at_first(browser: Client) -> None:
    assert not [
        tag for tag in Markup.of(Client().get(REGISTER)).all("input", type="checkbox") if "checked" in tag.attrs
    ]


@pytest.mark.parametrize(
    ("path", "sent", "limit", "who", "status"),
    [
        (REGISTER, answers(), limits.REGISTRATIONS_FROM_A_SOURCE, "127.0.0.1", 429),
        (SIGN_IN, {"email": "ann@example.com", "password": PASSWORD}, limits.SIGN_INS_FROM_A_SOURCE, "127.0.0.1", 429),
        (FORGOTTEN, {"email": "ann@example.com"}, limits.RESETS_FROM_A_SOURCE, "127.0.0.1", 429),
        (CODE, {"code": "123456"}, limits.CODES_FROM_A_SOURCE, "127.0.0.1", 429),
    ],
)
def test_one_try_too_many_is_said_in_the_form_with_the_time_to_come_back(
    path: str, sent: dict[str, Any], limit: limits.Limit, who: str, status: int, browser: Client
) -> None:
    for _try in range(limit.most):
        limits.allows(limit, who)
    page = browser.post(path, sent, headers={"HX-Request": "true"} if path == REGISTER else {})
    assert page.status_code == status
    assert int(page["Retry-After"]) >= 1
    (problem,) = page.context["form"].problems
    assert problem.words.startswith("Too many tries from here. You can try again at ")
    assert problem.words in page.content.decode()
    if "email" in sent:
        assert Markup.of(page).one("input", name="email").attrs["value"] == sent["email"]
    assert PASSWORD not in page.content.decode()
