"""A house of its own for what is measured in the process: a database, laid and empty, that goes when it is done."""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from tests.scratch_postgres import ScratchPostgres


def inside(database: str, module: str, *words: str) -> dict[str, Any]:
    """
    What ``python -m module --inside words…`` prints as JSON, in a house on ``database``: ``sqlite`` or ``postgres``.

    Raises CalledProcessError when it fails.
    """
    with tempfile.TemporaryDirectory(prefix="standfirst-bench-") as name:
        Path(name).chmod(0o755)
        environment = {**os.environ, "STANDFIRST_DATA": f"{name}/data", "STANDFIRST_STAFF_SECOND_FACTOR": "off"}
        environment.pop("DATABASE_URL", None)
        server = ScratchPostgres(Path(name) / "postgres", durable=True) if database == "postgres" else None
        try:
            if server is not None:
                environment["DATABASE_URL"] = server.start()
            for manage in (("migrate",), ("collectstatic", "--no-input")):
                ready = [sys.executable, "-m", "standfirst.cli", "manage", *manage, "--verbosity", "0"]
                subprocess.run(ready, env=environment, check=True)
            command = [sys.executable, "-m", module, "--inside", *words]
            told = subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE, text=True).stdout
        finally:
            if server is not None:
                server.stop()
    found: dict[str, Any] = json.loads(told)
    return found
