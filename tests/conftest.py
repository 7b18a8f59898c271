"""What every test stands on."""

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    """``--database`` is read in ``environment``, before this; here it is only made known."""
    parser.addoption("--database", choices=("sqlite", "postgres"), default="sqlite", help="the database of this run")


@pytest.fixture(scope="session", autouse=True)
def the_ledger_can_be_emptied() -> None:
    """Its table refuses that; after a test with commits of its own it must be."""
    from tests.ledger import let_tests_empty_the_ledger

    let_tests_empty_the_ledger()
