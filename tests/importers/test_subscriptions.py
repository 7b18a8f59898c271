"""``standfirst import subscriptions``: good lines go in, bad ones are said with their number and the reason."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from standfirst.access.levels import Tier
from standfirst.access.models import Entitlement
from standfirst.access.subscribing import standing_of
from standfirst.cli import main
from standfirst.readers.models import Reader

pytestmark = pytest.mark.django_db

HEADER = "email,starts_at,ends_at,source,reference"
GOOD = "ann@example.com,2026-06-01,2027-06-01,agency,A-1"


@pytest.fixture(autouse=True)
def ann(db: None) -> Reader:
    return Reader.objects.create_user("ann@example.com", None)


def a_file(folder: Path, *lines: str, header: str = HEADER) -> Path:
    path = folder / "subscribers.csv"
    path.write_bytes("\n".join([header, *lines, ""]).encode(errors="surrogateescape"))
    return path


def brought(path: Path, capsys: pytest.CaptureFixture[str]) -> tuple[int, dict[str, Any]]:
    status = main(["import", "subscriptions", str(path), "--json"])
    return status, json.loads(capsys.readouterr().out)


def test_a_line_makes_a_subscriber_from_midnight_to_midnight_where_the_publication_is(
    tmp_path: Path, ann: Reader, capsys: pytest.CaptureFixture[str]
) -> None:
    status, told = brought(a_file(tmp_path, GOOD), capsys)
    assert (status, told["subscriptions"]) == (0, {"new": 1, "updated": 0, "unchanged": 0, "refused": 0})
    kept = Entitlement.objects.get()
    london = datetime(2026, 5, 31, 23, tzinfo=UTC), datetime(2027, 5, 31, 23, tzinfo=UTC)
    assert (kept.subject, kept.starts_at, kept.ends_at) == (ann.subject, *london)
    assert (kept.source, kept.reference) == ("agency", "A-1")


def test_an_empty_end_is_none_and_a_time_has_its_own_zone(
    tmp_path: Path, ann: Reader, capsys: pytest.CaptureFixture[str]
) -> None:
    brought(a_file(tmp_path, "Ann@Example.com,2026-01-01T10:00:00+02:00,,agency,A-1"), capsys)
    assert Entitlement.objects.values_list("starts_at", "ends_at").get() == (datetime(2026, 1, 1, 8, tzinfo=UTC), None)
    assert standing_of(ann.subject).tier is Tier.SUBSCRIBER


def test_the_same_file_again_changes_nothing_and_a_new_end_changes_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    brought(a_file(tmp_path, GOOD), capsys)
    assert brought(a_file(tmp_path, GOOD), capsys)[1]["subscriptions"]["unchanged"] == 1
    assert brought(a_file(tmp_path, GOOD.replace("2027", "2028")), capsys)[1]["subscriptions"]["updated"] == 1
    assert Entitlement.objects.count() == 1


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("bob@example.com,2026-01-01,,agency,A-2", "No reader has this address."),
        (",2026-01-01,,agency,A-2", "email is missing."),
        ("ann@example.com,01/02/2026,,agency,A-2", "starts_at: This is no date"),
        ("ann@example.com,,,agency,A-2", "starts_at is missing."),
        ("ann@example.com,2026-01-01T10:00,,agency,A-2", "starts_at: This time has no zone"),
        ("ann@example.com,2026-01-02,2026-01-01,agency,A-2", "It would end before it begins."),
        ("ann@example.com,2026-01-01,,,A-2", "source is missing."),
        ("ann@example.com,2026-01-01,,agency,", "reference is missing."),
        ("ann@example.com,2026-01-01,,agency,A-1", "This reference stands in line 2 already."),
        ("ann@example.com,2026-01-01,,agency", "4 values, where there are 5 columns"),
        ('ann@example.com,2026-01-01,,"agency,A-2', "not CSV: unexpected end of data"),
        ("ann@example.com,2026-01-01,,ag\udcffency,A-2", "not UTF-8 at byte 31 of the line"),
        ("ann@example.com,2026-01-01,,ag\0ency,A-2", "source holds characters that cannot be seen."),
    ],
)
def test_a_bad_line_is_said_with_its_number_and_the_others_go_in(
    line: str, reason: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    last = GOOD.replace("A-1", "A-3")
    status, told = brought(a_file(tmp_path, GOOD, line, last), capsys)
    assert (status, told["subscriptions"]["new"], told["subscriptions"]["refused"]) == (1, 2, 1)
    (problem,) = told["problems"]
    assert (problem["line"], problem["reason"][: len(reason)]) == (3, reason)
    assert set(Entitlement.objects.values_list("reference", flat=True)) == {"A-1", "A-3"}


def test_another_readers_reference_is_refused(tmp_path: Path, ann: Reader, capsys: pytest.CaptureFixture[str]) -> None:
    Reader.objects.create_user("bob@example.com", None)
    brought(a_file(tmp_path, GOOD), capsys)
    status, told = brought(a_file(tmp_path, GOOD.replace("ann", "bob")), capsys)
    assert (status, told["problems"][0]["reason"]) == (1, "This reference is another reader's subscription.")
    assert Entitlement.objects.get().subject == ann.subject


def test_a_byte_order_mark_and_another_order_of_columns_are_no_trouble(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = a_file(
        tmp_path, "A-1,agency,,2026-06-01,ann@example.com", header="\ufeffreference,source,ends_at,starts_at,email"
    )
    assert brought(path, capsys)[0] == 0


@pytest.mark.parametrize(
    ("header", "said"),
    [
        (HEADER.replace(",", ";"), "separated by semicolons"),
        (GOOD, "must name the columns email,starts_at,ends_at,source,reference"),
        (HEADER + ",email", "must name the columns"),
        ("email,starts_at", "must name the columns"),
        ('"email,starts_at', "its first line"),
        ("\udcff", "its first line cannot be read"),
    ],
)
def test_a_file_without_the_header_is_not_begun(
    header: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["import", "subscriptions", str(a_file(tmp_path, GOOD, header=header))]) == 2
    printed = capsys.readouterr()
    assert printed.err.startswith("The import did not start.\n")
    assert said in printed.err
    assert (printed.out, Entitlement.objects.count()) == ("", 0)


def test_it_is_told_in_words_what_is_in_and_what_to_do_next(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = a_file(tmp_path, GOOD, "x")
    assert main(["import", "subscriptions", str(path)]) == 1
    printed = capsys.readouterr()
    assert printed.out.startswith("new 1\nupdated 0\nunchanged 0\nrefused 1\n\n1 subscriptions in ")
    assert f"import {path} again" in printed.out
    assert printed.err == "line 3: 1 values, where there are 5 columns\n"


def test_hundreds_of_lines_go_in_together(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = [GOOD.replace("A-1", f"A-{number}") for number in range(250)]
    assert brought(a_file(tmp_path, *lines), capsys)[1]["subscriptions"]["new"] == 250
    assert Entitlement.objects.count() == 250
