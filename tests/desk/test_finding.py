"""Readers are found by the beginning of an address or a name, page by page, and everybody exactly once."""

import random
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from standfirst.desk.finding import A_PAGE, Cursor, everybody, newest, search
from standfirst.readers.finding_keys import key_of
from standfirst.readers.models import Reader

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("cheap_hashes")]


def made(*told: tuple[str, str, str]) -> list[Reader]:
    now = timezone.now()
    return Reader.objects.bulk_create(
        [
            Reader(email=email, first_name=first, last_name=last, date_joined=now - timedelta(seconds=number // 3))
            for number, (email, first, last) in enumerate(told)
        ]
    )


@pytest.mark.parametrize(
    ("asked", "finds"),
    [
        ("ann@ex", {"ann@example.com"}),
        ("ANN@EXAMPLE.COM ", {"ann@example.com"}),
        ("o'neil", {"ann@example.com"}),
        ("O’Nei", {"ann@example.com"}),
        ("celik", {"bob@example.com"}),
        ("Çe", {"bob@example.com"}),
        ("bülent celik", {"bob@example.com"}),
        ("Çelik, Bülent", {"bob@example.com"}),
        ("jean-luc", {"cat@example.com"}),
        ("jean luc p", {"cat@example.com"}),
        ("محمد", {"dan@example.com"}),
        ("neil", set()),
        ("%", set()),
        ("_nn", set()),
        ("nobody", set()),
        ("", set()),
    ],
)
def test_whoever_types_it_and_however_it_is_spelled(asked: str, finds: set[str]) -> None:
    made(
        ("ann@example.com", "Ann", "O’Neil"),
        ("bob@example.com", "Bülent", "Çelik"),
        ("cat@example.com", "Jean-Luc", "Picard"),
        ("dan@example.com", "محمد", "علي"),
    )
    assert {reader.email for reader in search(asked).readers} == finds


def test_a_changed_name_is_found_by_its_new_beginning(ann: Reader) -> None:
    ann.last_name = "Zacharias"
    ann.save(update_fields=["last_name"])
    assert [reader.pk for reader in search("zach").readers] == [ann.pk]
    assert search("o’neil").readers == []


def test_page_by_page_everybody_stands_once() -> None:
    kinds = [
        ("lee{0}@example.com", "Ann", "Bell"),
        ("x{0}@example.com", "Lee", "Leeson"),
        ("y{0}@a.test", "Lee", "Ray"),
    ]
    told = [(email.format(number), first, last) for number in range(60) for email, first, last in kinds]
    random.Random(7).shuffle(told)
    kept = {reader.pk for reader in made(*told)}
    found = [reader.pk for reader in everybody("lee")]
    assert sorted(found) == sorted(kept), "each once"
    seen, after, pages = [], None, 0
    while True:
        page = newest(after)
        seen += [reader.pk for reader in page.readers]
        pages += 1
        assert len(page.readers) <= A_PAGE
        if page.next is None:
            break
        after = Cursor.read(str(page.next))
        assert after is not None
    assert (sorted(seen), len(seen), pages) == (sorted(kept), len(kept), 4)
    joined = dict(Reader.objects.values_list("pk", "date_joined"))
    assert [joined[pk] for pk in seen] == sorted(joined.values(), reverse=True)


@given(st.text(max_size=60))
def test_a_cursor_from_anywhere_is_a_cursor_or_nothing(text: str) -> None:
    cursor = Cursor.read(text)
    assert cursor is None or Cursor.read(str(cursor)) == cursor


@given(st.text(max_size=60), st.text(max_size=60))
def test_a_key_has_one_spelling_and_no_sign_in_it(first: str, last: str) -> None:
    key = key_of(first, last)
    assert len(key) <= 200
    assert key == " ".join(key.split())
    assert not set(key) & set("’'-.,;")


@pytest.mark.parametrize("asked", ["ann@example.com", "o’neil"])
def test_an_index_finds_them_whatever_else_there_is(asked: str) -> None:
    made(*((f"r{number}@example.com", f"First{number}", f"Last{number}") for number in range(3_000)))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    from standfirst.desk.finding import WAYS, _beginning_with

    for way in range(len(WAYS)):
        plan = _beginning_with(asked, way, None)[: A_PAGE + 1].explain()
        assert "reader_by_" in plan or "readers_reader_email" in plan, plan
        assert "Seq Scan" not in plan
        assert "SCAN readers_reader\n" not in f"{plan}\n"
