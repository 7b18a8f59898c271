"""A database of its own for each served site: a file in its folder, or one more on the PostgreSQL of this run."""

import os
from urllib.parse import urlsplit, urlunsplit


def a_database_like(template: str | None, name: str) -> dict[str, str]:
    """
    What the environment of a site says of its database: nothing on SQLite, where it lies in the data folder.

    On PostgreSQL it is made, as a copy of ``template`` or empty, unless there is one of that ``name``.
    """
    server = os.environ.get("DATABASE_URL")
    if not server:
        return {}
    import psycopg

    with psycopg.connect(server, autocommit=True) as connection:
        if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
            made_from = f' TEMPLATE "{template}"' if template else ""
            connection.execute(f'CREATE DATABASE "{name}"{made_from}'.encode())
    return {"DATABASE_URL": urlunsplit(urlsplit(server)._replace(path=f"/{name}"))}
