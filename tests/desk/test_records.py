"""A reader's record in the admin: found, opened, noted, banned, and each look on record."""

import csv
import io
from typing import Any

import pytest
from django.test import Client

from standfirst.access.levels import Tier
from standfirst.access.subscribing import grant
from standfirst.access.unlocking import Wish, unlock
from standfirst.desk.models import Ban, Look, LooksAreKept, Note
from standfirst.frontdoor.revocations import PREFIX
from standfirst.generations.models import Change
from standfirst.readers.models import Reader
from standfirst.rights.models import Archive, Erasure
from tests.desk.conftest import colleague
from tests.readers.cast import PASSWORD, Post, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("cheap_hashes")]

LIST = "/admin/readers/"


def record(reader: Reader, act: str = "") -> str:
    return f"{LIST}{reader.subject}/{act}"


def looks() -> list[tuple[str, Any, int]]:
    return list(Look.objects.order_by("pk").values_list("what", "subject", "count"))


def taken(browser: Client, asked: str) -> str:
    """The list that is exported for what is asked."""
    answer: Any = browser.post(f"{LIST}export/", {"q": asked})
    return b"".join(answer.streaming_content).decode()


def test_the_list_shows_the_newest_and_finds_by_post_alone(moderator: Client, ann: Reader) -> None:
    page = moderator.get(LIST).text
    assert "ann@example.com" in page
    assert "O’Neil" in page
    assert "ann@example.com" in moderator.post(LIST, {"q": "ann@"}).text
    assert "No reader’s address or name begins with" in moderator.post(LIST, {"q": "zz"}).text
    assert moderator.get(LIST, {"q": "zz"}).text.count("ann@example.com"), "what stands in the address is not asked"


def test_a_record_says_tier_meter_consents_and_what_else_is_held(moderator: Client, ann: Reader) -> None:
    unlock([Wish(ann.subject, 7), Wish(ann.subject, 8)])
    page = moderator.get(record(ann)).text
    assert "2 of 5 Premium articles used" in page
    assert "What you agreed to" in page
    grant(ann.subject, source="agency")
    assert "Subscriber, without an end" in moderator.get(record(ann)).text


def test_every_way_to_a_record_leaves_a_line(moderator: Client, services: Client, ann: Reader) -> None:
    Reader.objects.create_user("annabel@example.com", None)
    moderator.get(record(ann))
    moderator.post(LIST, {"q": "ann@example"})
    moderator.post(LIST, {"q": "ann"})
    taken(services, "ann@")
    assert looks() == [
        ("opened the record", ann.subject, 1),
        ("found by a search", ann.subject, 1),
        ("saw in the list", None, 2),
        ("exported a list", None, 1),
    ]
    page = services.get(f"{LIST}looks/").text
    assert "opened the record" in page
    assert "Moderators" in page


def test_the_log_of_looks_is_only_added_to(moderator: Client, ann: Reader) -> None:
    moderator.get(record(ann))
    line = Look.objects.get()
    for change in (line.save, line.delete, Look.objects.all().delete, lambda: Look.objects.update(what="")):
        with pytest.raises(LooksAreKept):
            change()


def test_nobody_without_the_right_sees_anything(moderator: Client, ann: Reader) -> None:
    reader = signed_in()
    for browser in (colleague("Editors"), reader, Client()):
        for path in (LIST, record(ann), f"{LIST}looks/", f"{LIST}retention/"):
            answer = browser.get(path)
            assert answer.status_code == 302
        for act in ("note/", "ban/", "lift/", "archive/", "erase/", "merge/"):
            assert browser.post(record(ann, act), {"text": "x", "reason": "x", "email": "x"}).status_code == 302
    for act in ("archive/", "erase/", "merge/"):
        assert moderator.post(record(ann, act), {"email": "x"}).status_code == 302
    assert moderator.get(f"{LIST}looks/").status_code == 302
    assert moderator.post(f"{LIST}export/").status_code == 302
    assert not (Look.objects.exists() or Note.objects.exists() or Ban.objects.exists() or Erasure.objects.exists())
    ann.refresh_from_db()
    assert ann.is_active


def test_a_note_is_kept_with_its_author_who_alone_takes_it_away(
    moderator: Client, services: Client, ann: Reader
) -> None:
    assert moderator.post(record(ann, "note/"), {"text": "Called about <b>a refund</b>"}).status_code == 303
    note = Note.objects.get()
    assert "Called about &lt;b&gt;" in services.get(record(ann)).text
    services.post(record(ann, "note/forget/"), {"note": note.pk})
    assert Note.objects.exists()
    moderator.post(record(ann, "note/forget/"), {"note": note.pk})
    assert not Note.objects.exists()


def test_an_empty_note_is_said_in_the_form(moderator: Client, ann: Reader) -> None:
    answer = moderator.post(record(ann, "note/"), {"text": "  "})
    assert (answer.status_code, Note.objects.exists()) == (422, False)


def test_a_ban_ends_everything_and_lifting_it_lets_them_in_again(moderator: Client, ann: Reader) -> None:
    browser = signed_in()
    assert moderator.post(record(ann, "ban/"), {"reason": "Threats"}).status_code == 303
    assert Change.objects.filter(tag=f"{PREFIX}{ann.subject.hex}").exists()
    assert browser.get("/account/").status_code == 303
    assert Client().post("/sign-in/", {"email": ann.email, "password": PASSWORD}).status_code == 422
    page = moderator.get(record(ann)).text
    assert "Threats" in page
    assert "This reader is banned" in page
    moderator.post(record(ann, "ban/"), {"reason": "Again"})
    assert Ban.objects.count() == 1
    moderator.post(record(ann, "lift/"))
    assert signed_in().get("/account/").status_code == 200
    assert Ban.objects.get().lifted_at is not None


def test_a_ban_needs_a_reason_and_colleagues_are_not_banned(moderator: Client, ann: Reader) -> None:
    assert moderator.post(record(ann, "ban/"), {"reason": ""}).status_code == 422
    Reader.objects.filter(pk=ann.pk).update(is_superuser=True)
    moderator.post(record(ann, "ban/"), {"reason": "x"})
    assert not Ban.objects.exists()


def test_an_archive_for_a_letter_is_fetched_by_staff_and_one_of_the_readers_own_is_not(
    services: Client, ann: Reader, post: Post
) -> None:
    services.post(record(ann, "archive/"))
    post.deliver()
    archive = Archive.objects.get()
    answer = services.get(record(ann, f"archive/{archive.name}/"))
    assert answer["Content-Type"] == "application/zip"
    assert ("fetched an archive for the reader", ann.subject, 1) in looks()
    Archive.objects.update(for_staff=False)
    assert services.get(record(ann, f"archive/{archive.name}/")).status_code == 404


def test_an_erasure_by_letter_is_told_to_the_reader_who_can_undo_it(services: Client, ann: Reader, post: Post) -> None:
    services.post(record(ann, "erase/"))
    assert Erasure.objects.get().by_staff
    assert "We will erase your account" in post.latest.subject
    assert "will be erased on" in services.get(record(ann)).text
    assert signed_in().post("/account/erase/undo/").status_code == 303


def test_a_list_that_is_taken_away_calculates_nothing(services: Client) -> None:
    names = ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "Plain"]
    for number, name in enumerate(names):
        Reader.objects.create_user(f"r{number}@example.com", None, first_name=name, last_name="Listed")
    rows = list(csv.DictReader(io.StringIO(taken(services, "listed"))))
    told = {row["first_name"] for row in rows}
    assert told == {*(f"'{name}" for name in names[:5]), "Plain"}
    assert len(rows) == 6
    assert {row["tier"] for row in rows} == {"registered"}


def test_asking_why_of_a_reader_is_a_look_at_them(moderator: Client, ann: Reader) -> None:
    assert Tier.REGISTERED
    moderator.post("/admin/why/", {"url": "/nowhere/", "reader": ann.email})
    assert not Look.objects.filter(what="asked why they see what they see").exists(), "nothing was told"
