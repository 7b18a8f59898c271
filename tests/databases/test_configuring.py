"""What the address of the database says."""

import pytest

from standfirst.databases.configuring import database_at


@pytest.mark.parametrize(("end", "kept"), [("", False), ("?disable_server_side_cursors=1", True)], ids=["none", "pool"])
def test_behind_a_pool_of_connections_nothing_is_kept_in_one(end: str, kept: bool) -> None:
    told = database_at(f"postgres://reader:word@127.0.0.1/standfirst{end}")
    assert told["DISABLE_SERVER_SIDE_CURSORS"] is kept
    assert "disable_server_side_cursors" not in told.get("OPTIONS", {})


def test_sqlite_takes_its_turn_to_write_at_once() -> None:
    told = database_at("sqlite:////srv/standfirst.sqlite3")
    assert told["ENGINE"] == "standfirst.databases.sqlite3"
    assert told["OPTIONS"]["transaction_mode"] == "IMMEDIATE"


def test_what_is_no_address_is_refused() -> None:
    with pytest.raises(ValueError, match="nowhere"):
        database_at("nowhere://host/name")
