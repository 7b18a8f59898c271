"""``standfirst demo``: builds the demo newsroom once, says who can sign in, and serves it."""

import hashlib
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

from standfirst import __version__
from standfirst.demo import reading

STAMP = "demo"
"""The file that says that a data folder is the demo's, and which demo stands in it."""


def run(host: str, port: int) -> int:
    """
    Build what is not there yet, in a process of its own, and serve it. Returns the exit status.

    A build that was killed is begun anew. Raises OSError when the data folder holds something that is not the demo.
    """
    data = _data()
    _claim(data)
    if (data / STAMP).read_text(encoding="utf-8") != _edition():
        # In another process: the pictures take memory that the web processes would inherit.
        builder = [sys.executable, "-m", "standfirst.cli", "demo", "--build-only"]
        if status := subprocess.run(builder, check=False).returncode:
            return status
    _say_who_can_sign_in()
    from standfirst import serving

    return serving.serve(host, port, web=2, worker=True)


def build_only() -> int:
    """Build the demo in the data folder and end; does nothing when it stands. Returns the exit status."""
    data = _data()
    _claim(data)
    if (data / STAMP).read_text(encoding="utf-8") == _edition():
        return 0
    _empty(data)
    # What Wagtail would have the worker do (the search index, mostly) is done on the way.
    os.environ["STANDFIRST_TASKS"] = "immediate"
    import django

    django.setup()
    from standfirst.demo.building import build
    from standfirst.demo.progress import shown
    from standfirst.demo.warming import warm
    from standfirst.preparing import prepare

    started = time.monotonic()
    prepare(_say)
    with shown(sys.stderr) as step:
        build(step)
        warm(step)
    (data / STAMP).write_text(_edition(), encoding="utf-8")
    _say(f"✓ The demo newsroom is built ({time.monotonic() - started:.0f} s).")
    return 0


def _data() -> Path:
    """The data folder; the demo keeps to a database of its own in it."""
    if os.environ.pop("DATABASE_URL", None):
        _say("The demo keeps to its own database: DATABASE_URL is not used.")
    return Path(os.environ["STANDFIRST_DATA"]).expanduser().resolve()


def _claim(data: Path) -> None:
    data.mkdir(parents=True, exist_ok=True)
    if (data / STAMP).exists():
        return
    if any(data.iterdir()):
        raise OSError(f"{data} holds something that is not the demo; name another folder: STANDFIRST_DATA=…")
    (data / STAMP).write_text("", encoding="utf-8")


def _empty(data: Path) -> None:
    """Take away what a killed build, or the build of an older demo, left behind."""
    for left in data.iterdir():
        if left.is_dir():
            shutil.rmtree(left)
        elif left.name != STAMP:
            left.unlink()


def _edition() -> str:
    """Changes whenever the content or the drawings do."""
    digest = hashlib.sha256(__version__.encode())
    for file in sorted(Path(__file__).parent.rglob("*")):
        if file.suffix in {".py", ".md", ".toml"}:
            digest.update(file.read_bytes())
    return digest.hexdigest()


def _say_who_can_sign_in() -> None:
    site = os.environ["STANDFIRST_SITE_URL"]
    print(f"\nThe Aldermouth Courier: {site}\nIts mail: {site}/demo/mail/\n\nWho can sign in:", file=sys.stderr)
    accounts = reading.newsroom()["accounts"]
    wide = max(len(one["email"]) for one in accounts)
    long = max(len(one["password"]) for one in accounts)
    for one in accounts:
        print(f"  {one['email']:{wide}}  {one['password']:{long}}  {one['does']}", file=sys.stderr)
    print("\nThe demo asks staff for no second factor; a newsroom of your own does.", file=sys.stderr)
    print(file=sys.stderr, flush=True)


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)
