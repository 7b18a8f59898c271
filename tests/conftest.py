"""What every test stands on."""

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    """``--database`` is read in ``environment``, before this; here it is only made known."""
    parser.addoption("--database", choices=("sqlite", "postgres"), default="sqlite", help="the database of this run")
