"""Nobody learns from us whether an address has an account: status, headers, cookies, body and work are the same."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth import hashers
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django_tasks_db.models import DBTaskResult

from standfirst.readers.models import Act, Reader, Registration
from tests.readers.cast import PASSWORD, Post, answers

KNOWN, UNKNOWN = "ann@example.com", "bob@example.com"
Told = tuple[int, dict[str, str], list[str], str]


def told(response: Any, address: str) -> Told:
    """All that the asker can see, with the address they typed and what is random in every answer taken out."""
    headers = {name: value for name, value in response.items() if name != "Date"}
    cookies = sorted(re.sub(r"=[^;]*", "=", morsel.OutputString(), count=1) for morsel in response.cookies.values())
    cookies = [re.sub(r"expires=[^;]*", "", cookie) for cookie in cookies]
    body = response.content.decode().replace(address, "ADDRESS")
    return response.status_code, headers, cookies, re.sub(r'(csrfmiddlewaretoken" value=")[^"]*', r"\1", body)


ASKING: list[tuple[str, dict[str, Any], dict[str, str]]] = [
    ("/register/", answers(), {}),
    ("/register/", answers(), {"HX-Request": "true"}),
    ("/register/", answers(next=""), {}),
    ("/sign-in/", {"password": "Wrong 1 password"}, {}),
    ("/sign-in/", {"password": ""}, {}),
    ("/sign-in/code/", {}, {}),
    ("/sign-in/code/", {"next": "/harbour/#continue"}, {}),
    ("/forgotten-password/", {}, {}),
]


@pytest.mark.parametrize(("path", "form", "headers"), ASKING)
def test_known_and_unknown_addresses_get_the_same_answer(
    path: str, form: dict[str, Any], headers: dict[str, str], ann: Reader, post: Post
) -> None:
    known = Client().post(path, {**form, "email": KNOWN}, headers=headers)
    unknown = Client().post(path, {**form, "email": UNKNOWN}, headers=headers)
    assert told(known, KNOWN) == told(unknown, UNKNOWN)


@pytest.mark.parametrize(("path", "form", "headers"), ASKING)
def test_known_and_unknown_addresses_cost_the_same_work(
    path: str, form: dict[str, Any], headers: dict[str, str], ann: Reader, post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    from standfirst.readers.hashing import PooledArgon2Hasher

    hashed: list[str] = []

    def counted(name: str) -> Callable[..., Any]:
        hash_it = getattr(PooledArgon2Hasher, name)

        def count_and_hash(*args: Any, **kwargs: Any) -> Any:
            hashed.append(name)
            return hash_it(*args, **kwargs)

        return count_and_hash

    for name in ("encode", "verify"):
        monkeypatch.setattr(PooledArgon2Hasher, name, counted(name))
    costs = []
    for address in (KNOWN, UNKNOWN):
        hashed.clear()
        with CaptureQueriesContext(connection) as queries:
            Client().post(path, {**form, "email": address}, headers=headers)
        kinds = [re.sub(r"_x\d+", "", query["sql"]).split(" ", 3)[:3] for query in queries.captured_queries]
        costs.append((len(hashed), kinds))
    assert costs[0] == costs[1]


def test_the_same_rows_are_written_for_both(ann: Reader, post: Post) -> None:
    for address in (KNOWN, UNKNOWN):
        Client().post("/register/", answers(email=address))
    assert [row.known for row in Registration.objects.order_by("pk")] == [True, False]
    assert all(hashers.identify_hasher(row.password).algorithm == "argon2" for row in Registration.objects.all())
    assert [len(row.agreed_to) for row in Registration.objects.all()] == [1, 1]
    assert Act.objects.count() == 0, "nobody has confirmed"
    assert [row.task_path for row in DBTaskResult.objects.all()] == ["standfirst.readers.tasks.mail_registration"] * 2


def test_the_owner_of_a_known_address_hears_of_it_and_nothing_of_the_account_changes(ann: Reader, post: Post) -> None:
    before = Reader.objects.values().get()
    asker = Client()
    asker.post("/register/", answers(email=KNOWN, first_name="Mallory", password="Intruder1 here"))
    assert post.latest.to == [KNOWN]
    assert "already have an account" in str(post.latest.subject)
    assert "Mallory" not in str(post.latest.body)
    assert Reader.objects.values().get() == before
    assert asker.get("/account/nav/").context["provisional"] is True, "reads on, like everybody who registers"


def test_the_code_page_is_the_same_for_both(ann: Reader, post: Post) -> None:
    pages = []
    for address in (KNOWN, UNKNOWN):
        asker = Client()
        asker.post("/register/", answers(email=address))
        asker.get("/register/code/")
        pages.append([told(asker.post("/register/code/", {"code": "12"}), address) for _ in range(7)])
    assert pages[0] == pages[1]


def test_asking_again_for_a_code_is_the_same_for_both(ann: Reader, post: Post) -> None:
    seen = []
    for address in (KNOWN, UNKNOWN):
        asker = Client()
        asker.post("/register/", answers(email=address))
        seen.append([told(asker.post("/register/code/again/"), address) for _ in range(7)])
    assert seen[0] == seen[1]


def test_a_code_of_a_known_address_opens_nothing(ann: Reader, post: Post) -> None:
    from standfirst.readers import tokens

    asker = Client()
    asker.post("/register/", answers(email=KNOWN))
    page = asker.post("/register/code/", {"code": tokens.code_of(Registration.objects.get())})
    assert page.status_code == 422
    assert asker.get("/account/").status_code == 303


LOOK_ALIKES = ["ann@example.com".replace("a", "а", 1), "anſ@example.com", "ıan@example.com", "ａnn@example.com"]


@pytest.mark.parametrize("address", LOOK_ALIKES)
def test_a_look_alike_of_an_address_gets_no_link_to_its_account(address: str, ann: Reader, post: Post) -> None:
    Reader.objects.create_user("ans@example.com", PASSWORD)
    Reader.objects.create_user("ian@example.com", PASSWORD)
    Client().post("/forgotten-password/", {"email": address})
    if post.deliver():
        assert "reset-password" not in str(post.latest.body)


@pytest.mark.parametrize("address", [" ANN@example.com", "Ann@EXAMPLE.com ", "ann@ｅxample.com"])
def test_another_spelling_of_an_address_reaches_its_owner_and_nobody_else(
    address: str, ann: Reader, post: Post
) -> None:
    Client().post("/forgotten-password/", {"email": address})
    assert post.latest.to == [KNOWN]
    assert "/reset-password/" in str(post.latest.body)
