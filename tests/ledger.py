"""The guards of the ledger's table, for tests that must do what nobody may: empty it, or change a row by hand."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection
from django.test import TransactionTestCase


@contextmanager
def guards_down() -> Iterator[None]:
    """Inside, the database lets rows of the ledger be changed and deleted."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'readers_act'")
            laid = cursor.fetchall()
            for name, _sql in laid:
                cursor.execute(f"DROP TRIGGER {name}")
        else:
            cursor.execute("SELECT tgname FROM pg_trigger WHERE tgrelid = 'readers_act'::regclass AND NOT tgisinternal")
            laid = cursor.fetchall()
            cursor.execute("ALTER TABLE readers_act DISABLE TRIGGER USER")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            for name, *sql in laid:
                cursor.execute(sql[0] if sql else f"ALTER TABLE readers_act ENABLE ALWAYS TRIGGER {name}")


def let_tests_empty_the_ledger() -> None:
    """A test with commits of its own ends by emptying every table, which the guards of this one refuse."""
    empty = TransactionTestCase._fixture_teardown  # type: ignore[attr-defined]  # Django's own; not in the stubs

    def emptied(case: TransactionTestCase) -> None:
        # A test of a TestCase is rolled back and never gets here.
        with guards_down():
            empty(case)

    TransactionTestCase._fixture_teardown = emptied  # type: ignore[attr-defined]
