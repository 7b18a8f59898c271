"""The migration that makes the ledger takes into it what was kept of consents before."""

import uuid
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from standfirst.readers.ledger.people import acts_of
from standfirst.readers.ledger.verifying import verify
from standfirst.readers.models import Act, Pseudonym, Reader, Registration

pytestmark = pytest.mark.django_db(transaction=True)

BEFORE, AFTER = ("readers", "0002_tier_is_kept_in_access"), ("readers", "0003_ledger")


@pytest.fixture
def consents() -> Iterator[Any]:
    """The table of consents as it was, beside the ledger's; gone again at the end."""
    old = MigrationExecutor(connection).loader.project_state([BEFORE]).apps.get_model("readers", "Consent")
    with connection.schema_editor() as editor:
        editor.create_model(old)
    yield old
    with connection.schema_editor() as editor:
        editor.delete_model(old)


def line(table: Any, subject: uuid.UUID, purpose: str, channel: str = "site") -> None:
    table.objects.create(
        subject=subject,
        purpose=purpose,
        channel=channel,
        given=True,
        wording=f"The words of {purpose}",
        wording_version="0123456789ab",
        language="en-gb",
        page="/harbour/?from=a",
    )


def move() -> None:
    """What the migration does with rows."""
    from importlib import import_module

    state = MigrationExecutor(connection).loader.project_state([AFTER]).apps
    old = MigrationExecutor(connection).loader.project_state([BEFORE]).apps

    class Both:
        """The models while the migration runs: the ledger is there already, and the old table still."""

        @staticmethod
        def get_model(app: str, name: str) -> Any:
            return (old if name == "Consent" else state).get_model(app, name)

    with connection.schema_editor() as editor:
        import_module("standfirst.readers.migrations.0003_ledger").move_consents(Both, editor)


def test_readers_keep_their_consents_and_pending_registrations_theirs(consents: Any) -> None:
    ann = Reader.objects.create_user("ann@example.com", "Tulip9 orchard")
    waiting = Registration.objects.create(email="bob@example.com", first_name="Bob", last_name="B", secret="s")
    for subject in (ann.subject, waiting.subject, uuid.uuid4()):
        line(consents, subject, "terms")
        line(consents, subject, "newsletter:tide", "email")
    move()
    assert [(act.purpose, act.basis, act.page) for act in acts_of(ann)] == [
        ("terms", "contract", "/harbour/"),
        ("newsletter:tide", "consent", "/harbour/"),
    ]
    assert acts_of(ann)[0].done_at < timezone.now()
    found = verify()
    assert (found.is_whole, found.count) == (True, 2), "nobody knows whose the others were"
    waiting.refresh_from_db()
    assert [said["purpose"] for said in waiting.agreed_to] == ["terms", "newsletter:tide"]
    assert Pseudonym.objects.get().subject == ann.subject


def test_a_database_without_consents_has_an_empty_ledger(consents: Any) -> None:
    move()
    assert Act.objects.count() == Pseudonym.objects.count() == 0
