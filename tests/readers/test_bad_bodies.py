"""Bodies that no page of ours sends: too much, twice, broken, of another kind. Each is told why and nothing is kept."""

from typing import Any

import pytest
from django.test import Client
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from standfirst.readers.models import Reader, Registration
from standfirst.readers.reading_forms import LARGEST, MOST_FIELDS
from tests.readers.cast import answers, waits_for_its_mail
from tests.readers.sending import EVERYWHERE, FIELDS, FORM, REGISTER, SIGN_IN, accounts, post

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("cheap_hashes")]

ENFORCING: dict[str, Any] = {"raise_request_exception": False, "enforce_csrf_checks": True}


@pytest.mark.parametrize("path", EVERYWHERE)
def test_a_question_answered_twice_is_not_guessed_at(path: str, ann: Reader) -> None:
    for name in FIELDS.get(path, ("x",)):
        if name != "newsletters":
            page = post(path, f"{name}=one&{name}=two")
            assert page.status_code == 400, name
            assert "We could not read what your browser sent" in page.content.decode()


@pytest.mark.parametrize("path", EVERYWHERE)
def test_too_much_is_refused_unread(path: str, ann: Reader) -> None:
    much = {
        "one long answer": "email=" + "a" * LARGEST,
        "a million fields": "&".join("a=1" for _ in range(1_000_000)),
        "a megabyte": "email=" + "a" * 1_100_000,
    }
    for kind, body in much.items():
        page = post(path, body)
        assert page.status_code == 413, kind
        assert "That is more than this form can take" in page.content.decode()
        assert 400 <= post(path, body, browser=Client(**ENFORCING)).status_code < 500


@pytest.mark.parametrize("path", EVERYWHERE)
@pytest.mark.parametrize("count", [MOST_FIELDS + 1, 10_001])
def test_more_fields_than_a_form_has_are_refused(path: str, count: int, ann: Reader) -> None:
    assert post(path, "&".join(f"f{n}=" for n in range(count))).status_code == 400


@pytest.mark.parametrize("path", EVERYWHERE)
@pytest.mark.parametrize(
    "kind",
    ["application/json", "text/plain", "image/png", "x", "multipart/mixed; boundary=x", "application/x-www-form"],
)
def test_another_kind_of_body_is_told_what_is_taken(path: str, kind: str, ann: Reader) -> None:
    page = post(path, '{"email": "eve@example.com"}', kind)
    assert page.status_code == 415
    assert "This address takes forms only" in page.content.decode()


@pytest.mark.parametrize("path", FIELDS)
@pytest.mark.parametrize("kind", [FORM, "multipart/form-data; boundary=x", ""])
def test_no_body_is_an_empty_form(path: str, kind: str, ann: Reader) -> None:
    body = b"--x--\r\n" if kind.startswith("multipart") else b""
    assert post(path, body, kind, waits_for_its_mail(email="bob@example.com")).status_code == 422


def part(name: str, more: str = "") -> str:
    return f'--x\r\nContent-Disposition: form-data; name="{name}"{more}\r\n\r\nhi\r\n'


X = "multipart/form-data; boundary=x"
MULTIPART = {
    "no boundary": ("multipart/form-data", "--x--\r\n"),
    "an empty boundary": ("multipart/form-data; boundary=", "--x--\r\n"),
    "a boundary of no letters": ("multipart/form-data; boundary=\xe9", "--x--\r\n"),
    "a file": (X, part("email", '; filename="a.txt"') + "--x--\r\n"),
    "a field twice": (X, part("email") + part("email") + "--x--\r\n"),
    "more fields than a form has": (X, "".join(part(f"f{n}") for n in range(MOST_FIELDS + 1)) + "--x--\r\n"),
}


@pytest.mark.parametrize("odd", MULTIPART)
@pytest.mark.parametrize("path", EVERYWHERE)
def test_a_broken_multipart_body_is_refused(path: str, odd: str, ann: Reader) -> None:
    kind, body = MULTIPART[odd]
    assert post(path, body, kind).status_code == 400
    ours = {"Sec-Fetch-Site": "same-origin"}
    assert post(path, body, kind, Client(**ENFORCING), headers=ours).status_code == 400
    assert post(path, body, kind, Client(**ENFORCING)).status_code in {400, 403}


def test_a_multipart_form_is_read_like_any_other(db: None) -> None:
    sent = "".join(part(name).replace("hi", said) for name, said in answers().items()) + "--x--\r\n"
    assert post(REGISTER, sent, X).status_code == 303
    assert Registration.objects.get().last_name == "O’Neil-Çelik"


@pytest.mark.parametrize("length", ["x", "1e3", "0x10", "1 2"])
def test_the_length_of_a_body_that_is_no_number_is_refused(length: str, ann: Reader) -> None:
    assert post(SIGN_IN, b"email=a", CONTENT_LENGTH=length).status_code == 400


NAMES = sorted({name for names in FIELDS.values() for name in names})
forms = st.lists(st.tuples(st.sampled_from(NAMES), st.binary(max_size=40))).map(
    lambda pairs: b"&".join(name.encode() + b"=" + said for name, said in pairs)
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    body=st.binary(max_size=600) | forms,
    kind=st.sampled_from([FORM, X, "", "text/plain"]),
    path=st.sampled_from(EVERYWHERE),
    enforcing=st.booleans(),
)
@example(body=b"email=%ED%A0%80&password=%00", kind=FORM, path=SIGN_IN, enforcing=False)
@example(
    body=b"--x\r\nContent-Disposition: form-data; name*=nope''%E9\r\n\r\n1\r\n--x--",
    kind=X,
    path=REGISTER,
    enforcing=False,
)
def test_no_bytes_whatever_are_a_failure_of_ours_or_make_an_account(
    body: bytes, kind: str, path: str, enforcing: bool, ann: Reader
) -> None:
    before = accounts()
    client = Client(raise_request_exception=False, enforce_csrf_checks=enforcing)
    for headers in ({}, {"Sec-Fetch-Site": "same-origin"}, {"HX-Request": "true"}):
        assert post(path, body, kind, client, headers=headers).status_code < 500
    assert accounts() == before
    assert Registration.objects.count() == 0
