"""What every test stands on."""

from pathlib import Path

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    """``--database`` is read in ``environment``, before this; here it is only made known."""
    parser.addoption("--database", choices=("sqlite", "postgres"), default="sqlite", help="the database of this run")


@pytest.fixture(scope="session", autouse=True)
def the_ledger_can_be_emptied() -> None:
    """Its table refuses that; after a test with commits of its own it must be."""
    from tests.ledger import let_tests_empty_the_ledger

    let_tests_empty_the_ledger()


@pytest.fixture(scope="session")
def django_db_keepdb(django_db_keepdb: bool, django_db_modify_db_settings: None) -> bool:
    """On SQLite tests begin with the database that a first start lays, which is there thirty times sooner."""
    from django.db import connection
    from django.db.migrations.loader import MigrationLoader

    from standfirst import new_database

    if connection.vendor != "sqlite":
        return django_db_keepdb
    known = set(MigrationLoader(None, ignore_no_migrations=True).disk_migrations)
    return new_database.lay(Path(connection.settings_dict["TEST"]["NAME"]), known) or django_db_keepdb
