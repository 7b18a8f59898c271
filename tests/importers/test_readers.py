"""``standfirst import readers``: good lines become accounts, bad ones are said with their number and the reason."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.db import connection
from django_tasks_db.models import DBTaskResult

from standfirst.access.levels import Tier
from standfirst.access.models import Entitlement
from standfirst.access.subscribing import end, standing_of
from standfirst.cli import main
from standfirst.importers import arrivals
from standfirst.newsletters.models import Newsletter, Subscription
from standfirst.readers.arriving import here_already
from standfirst.readers.ledger.people import acts_of
from standfirst.readers.ledger.verifying import verify
from standfirst.readers.models import Act, Reader

pytestmark = pytest.mark.django_db

HEADER = "email,first_name,last_name,tier,newsletters,registered_at"
ANN = "ann@example.com,Ann,Çelik,registered,,2019-05-04"
CONSENT = ("--from", "The old Gazette", "--basis", "consent")


@pytest.fixture(autouse=True)
def letters(db: None) -> None:
    Newsletter.objects.create(name="The Tide", slug="tide", summary="What the sea did.", cadence="Fridays")
    Newsletter.objects.create(name="Logs, and Ropes", slug="log", summary="Ships.", cadence="Daily", open=False)


def a_file(folder: Path, *lines: str, header: str = HEADER, encoding: str = "utf-8") -> Path:
    path = folder / "readers.csv"
    path.write_bytes("\n".join([header, *lines, ""]).encode(encoding, errors="surrogateescape"))
    return path


def brought(path: Path, capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, dict[str, Any]]:
    status = main(["import", "readers", str(path), "--json", *words])
    return status, json.loads(capsys.readouterr().out)


def counts(told: dict[str, Any]) -> tuple[int, int, int, int]:
    readers = told["readers"]
    return readers["new"], readers["updated"], readers["unchanged"], readers["refused"]


def test_a_line_becomes_an_account_and_nobody_is_written_to(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, told = brought(a_file(tmp_path, ANN), capsys, "--confirmed")
    assert (status, counts(told)) == (0, (1, 0, 0, 0))
    ann = Reader.objects.get()
    assert (ann.email, ann.get_full_name()) == ("ann@example.com", "Ann Çelik")
    assert ann.date_joined == datetime(2019, 5, 3, 23, tzinfo=UTC), "midnight where the publication is"
    assert standing_of(ann.subject).tier is Tier.REGISTERED
    assert EmailAddress.objects.values_list("email", "verified", "primary").get() == (ann.email, True, True)
    assert (mail.outbox, DBTaskResult.objects.count(), Act.objects.count()) == ([], 0, 0)


def test_a_subscriber_is_one_from_now_on_and_an_end_in_between_stays(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = a_file(tmp_path, ANN.replace("registered", "Subscriber", 1))
    brought(path, capsys)
    ann = Reader.objects.get()
    assert standing_of(ann.subject).tier is Tier.SUBSCRIBER
    assert ann.email not in str(Entitlement.objects.values().get()), "a subscription names no address"
    end(ann.subject)
    assert counts(brought(path, capsys)[1]) == (0, 0, 1, 0)
    assert standing_of(ann.subject).tier is Tier.REGISTERED


def test_newsletters_go_into_the_ledger_on_the_basis_that_was_said_and_in_no_invented_words(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = a_file(tmp_path, ANN.replace(",,", ",The Tide; log,"), 'bob@example.com,,,,"Logs, and Ropes",')
    status, told = brought(path, capsys, "--confirmed", "--from", "The old Gazette", "--basis", "legitimate interests")
    assert (status, told["readers"]["new"]) == (0, 2)
    ann = Reader.objects.get(email="ann@example.com")
    assert [(act.purpose, act.act, act.basis, act.by) for act in acts_of(ann)] == [
        ("newsletter:tide", "given", "legitimate interests", "program"),
        ("newsletter:log", "given", "legitimate interests", "program"),
    ]
    act = acts_of(ann)[0]
    assert act.form == "import from The old Gazette"
    assert act.wording.startswith("Brought over from The old Gazette")
    assert set(Subscription.objects.values_list("reader__email", "newsletter__slug", "source")) == {
        ("ann@example.com", "tide", "import"),
        ("ann@example.com", "log", "import"),
        ("bob@example.com", "log", "import"),
    }
    assert verify().is_whole


def test_the_words_of_the_old_form_are_kept_to_the_letter(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = "Yes, send me The Tide every Friday."
    brought(a_file(tmp_path, ANN.replace(",,", ",tide,")), capsys, "--confirmed", *CONSENT, "--wording", words)
    assert Act.objects.get().wording == words
    assert Act.objects.get().basis == "consent"


def test_newsletters_without_a_basis_are_a_reason_not_to_begin(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = a_file(tmp_path, ANN, "bob@example.com,,,,tide,")
    assert main(["import", "readers", str(path), "--confirmed"]) == 2
    assert "--basis" in capsys.readouterr().err
    assert main(["import", "readers", str(path), "--basis", "consent"]) == 2
    assert "--from" in capsys.readouterr().err
    assert Reader.objects.count() == 0


def test_what_an_unconfirmed_address_brings_stays_behind_until_somebody_says_it_is_confirmed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    header, hashed = HEADER + ",password", "$P$9IQRaTwmfeRo7ud9Fh4E2PdI0S3r.L0"
    path = a_file(tmp_path, f"{ANN.replace(',,', ',tide,')},{hashed}", header=header)
    status, told = brought(path, capsys, *CONSENT)
    assert (status, sum(told["notes"].values())) == (0, 3), "said, and nothing to mend"
    assert (Subscription.objects.count(), Act.objects.count()) == (0, 0)
    ann = Reader.objects.get()
    assert not ann.has_usable_password()
    ann.first_name = "Anna"
    ann.save()
    assert not EmailAddress.objects.get().verified, "staff who write down a name confirm nothing"
    assert counts(brought(path, capsys, "--confirmed", *CONSENT)[1]) == (0, 1, 0, 0)
    assert EmailAddress.objects.get().verified
    assert Reader.objects.get().check_password("test12345")
    assert (Subscription.objects.count(), Act.objects.count()) == (1, 1)
    assert counts(brought(path, capsys, "--confirmed", *CONSENT)[1]) == (0, 0, 1, 0)
    assert (Subscription.objects.count(), Act.objects.count()) == (1, 1)


def test_a_column_says_of_each_line_whether_its_address_is_confirmed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = ("a@example.com,yes", "b@example.com,0", "c@example.com,")
    brought(a_file(tmp_path, *lines, header="email,confirmed"), capsys)
    assert set(EmailAddress.objects.values_list("email", "verified")) == {
        ("a@example.com", True), ("b@example.com", False), ("c@example.com", False),
    }  # fmt: skip


def test_whoever_has_an_account_already_keeps_it_as_it_is(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ann = Reader.objects.create_user("ann@example.com", "Tulip9 orchard", first_name="Anne")
    line = "ANN@Example.com,Mallory,X,subscriber,tide,2019-05-04,$P$9IQRaTwmfeRo7ud9Fh4E2PdI0S3r.L0"
    path = a_file(tmp_path, line, header=HEADER + ",password")
    assert counts(brought(path, capsys, "--confirmed", *CONSENT)[1]) == (0, 1, 0, 0), "they paid"
    ann.refresh_from_db()
    assert (ann.first_name, ann.check_password("Tulip9 orchard")) == ("Anne", True)
    assert (Subscription.objects.count(), Act.objects.count()) == (0, 0)
    assert standing_of(ann.subject).tier is Tier.SUBSCRIBER
    assert counts(brought(path, capsys, "--confirmed", *CONSENT)[1]) == (0, 0, 1, 0)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("Ann@EXAMPLE.com,,,,,", "This address stands in line 2 already."),
        ("ann@ｅxample.com,,,,,", "This address stands in line 2 already."),
        (",Bob,,,,", "email is missing."),
        ("bob.example.com,Bob,,,,", "email is no address."),
        ("bob@example.invalid,Bob,,,,", "email is at a domain that receives no mail."),
        ("bob@example.com\0,Bob,,,,", "email is no address."),
        ("bob@example.com,Bob,,gold,,", "tier “gold” is neither registered nor subscriber."),
        ("bob@example.com,Bob,,,Tide of Old;tide,", "There is no newsletter “tide of old”."),
        ("bob@example.com,Bob,,,,04/05/2019", "registered_at: This is no date"),
        ("bob@example.com,Bob,,,,2019-05-04 10:00:00", "registered_at: This time has no zone"),
        ("bob@example.com,Bob,,,,2999-01-01", "registered_at is in the future."),
        ("bob@example.com,Bob,,gold,,soon", "tier “gold” is neither registered nor subscriber. registered_at:"),
        ("bob@example.com,Bob", "2 values, where there are 6 columns"),
        ('bob@example.com,"Bob,,,,', "not CSV: unexpected end of data"),
        ("bob@example.com,B\udce4b,,,,", "not UTF-8 at byte 18 of the line"),
    ],
)
def test_a_bad_line_is_said_with_its_number_and_the_others_go_in(
    line: str, reason: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, told = brought(a_file(tmp_path, ANN, line, ANN.replace("ann", "eve")), capsys, *CONSENT)
    assert (status, counts(told)) == (1, (2, 0, 0, 1))
    (problem,) = told["problems"]
    assert (problem["line"], problem["reason"][: len(reason)]) == (3, reason)
    assert set(Reader.objects.values_list("email", flat=True)) == {"ann@example.com", "eve@example.com"}


def test_addresses_that_differ_in_the_unicode_form_alone_are_one_reader(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    composed, apart = "jos\u00e9@example.com,,,,,", "JOSE\u0301@example.com,,,,,"
    assert counts(brought(a_file(tmp_path, composed, apart), capsys)[1]) == (1, 0, 0, 1)


def test_a_name_that_the_rules_refuse_is_left_out_and_its_reader_is_not(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, told = brought(a_file(tmp_path, "ann@example.com,www.win.example,Çelik,,,"), capsys, "--confirmed")
    assert (status, list(told["notes"].values())) == (0, [1])
    assert Reader.objects.values_list("first_name", "last_name").get() == ("", "Çelik")


@pytest.mark.parametrize(
    ("header", "encoding", "words"),
    [
        ("\ufeff" + HEADER, "utf-8", ()),
        (HEADER.replace(",", ";"), "utf-8", ()),
        (HEADER.upper(), "windows-1252", ("--encoding", "windows-1252")),
        (HEADER.replace(",", "\t"), "iso-8859-1", ("--encoding", "iso-8859-1")),
    ],
)
def test_the_files_that_spreadsheets_write_are_read(
    header: str, encoding: str, words: tuple[str, ...], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sign = next(sign for sign in (",", ";", "\t") if sign in header)
    path = a_file(tmp_path, ANN.replace(",", sign), header=header, encoding=encoding)
    assert counts(brought(path, capsys, *words)[1]) == (1, 0, 0, 0)
    assert Reader.objects.get().last_name == "Çelik"


@pytest.mark.parametrize(
    ("header", "said"),
    [
        ("first_name,last_name", "email among them"),
        (HEADER + ",user_pass", "it does not know 'user_pass'"),
        (HEADER + ",email", "each once"),
        ('"email,tier', "its first line"),
        ("\udcff", "its first line cannot be read"),
    ],
)
def test_a_file_without_a_header_that_is_known_is_not_begun(
    header: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["import", "readers", str(a_file(tmp_path, ANN, header=header))]) == 2
    printed = capsys.readouterr()
    assert printed.err.startswith("The import did not start.\n")
    assert said in printed.err
    assert (printed.out, Reader.objects.count()) == ("", 0)


def test_one_reader_whom_the_database_does_not_take_costs_no_other(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody else makes the account of ``eve`` after the import has looked for it."""
    Reader.objects.create_user("eve@example.com", None)
    monkeypatch.setattr(
        arrivals,
        "here_already",
        lambda some: {email: one for email, one in here_already(some).items() if email != "eve@example.com"},
    )
    lines = [ANN.replace("ann", name) for name in ("ann", "eve", "bob")]
    status, told = brought(a_file(tmp_path, *lines), capsys, "--confirmed")
    assert (status, counts(told)) == (1, (2, 0, 0, 1))
    assert told["problems"][0]["line"] == 3
    assert Reader.objects.count() == 3


def test_a_run_that_was_stopped_leaves_whole_batches_and_the_next_one_does_the_rest(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("standfirst.importers.readers.AT_A_TIME", 3)
    path = a_file(tmp_path, *(f"r{n}@example.com,Ann,,subscriber,tide,2019-05-04" for n in range(8)))
    acts = 0

    def stopped(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        nonlocal acts
        if sql.startswith('INSERT INTO "readers_act"'):
            acts += 1
            if acts == 2:
                raise KeyboardInterrupt
        return execute(sql, params, many, context)

    with connection.execute_wrapper(stopped):
        assert main(["import", "readers", str(path), "--confirmed", *CONSENT]) == 130
    capsys.readouterr()
    assert (Reader.objects.count(), Subscription.objects.count(), Entitlement.objects.count()) == (3, 3, 3)
    assert counts(brought(path, capsys, "--confirmed", *CONSENT)[1]) == (5, 0, 3, 0)
    assert (Reader.objects.count(), Subscription.objects.count(), Entitlement.objects.count()) == (8, 8, 8)
    assert (Act.objects.count(), verify().is_whole) == (8, True)
    assert counts(brought(path, capsys, "--confirmed", *CONSENT)[1]) == (0, 0, 8, 0)
    assert Act.objects.count() == 8
