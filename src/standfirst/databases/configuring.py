"""What Django is told of the database that ``DATABASE_URL`` names."""

from typing import Any

import dj_database_url

_SQLITE_PRAGMAS = (
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA temp_store=MEMORY;"
    " PRAGMA mmap_size=134217728; PRAGMA cache_size=-8000; PRAGMA secure_delete=ON;"
)


def database_at(address: str) -> dict[str, Any]:
    """
    The entry of ``DATABASES`` for ``address``. Raises ValueError when it is none.

    ``?disable_server_side_cursors=1`` at its end: a pool between gives each transaction another connection, so nothing
    may be kept in one.
    """
    told: dict[str, Any] = {**dj_database_url.parse(address)}
    if told["ENGINE"] == "django.db.backends.sqlite3":
        # IMMEDIATE: a transaction that will write takes its turn at once, so none fails half-way as "locked".
        told["ENGINE"] = "standfirst.databases.sqlite3"
        told["OPTIONS"] = {"transaction_mode": "IMMEDIATE", "timeout": 5, "init_command": _SQLITE_PRAGMAS}
    elif told.get("OPTIONS", {}).pop("disable_server_side_cursors", False):
        told["DISABLE_SERVER_SIDE_CURSORS"] = True
    # A thread that waits for the next request keeps its connection, and looks whether it still works.
    return {**told, "CONN_MAX_AGE": 600, "CONN_HEALTH_CHECKS": True}
