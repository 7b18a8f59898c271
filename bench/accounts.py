"""
Signing in and the pages of an account: ``make bench-accounts``, or ``python -m bench.accounts``.

A house with two web processes and the load generator share two cores. Measured are: signing in beside the bare Argon2id
hash on the same cores; the pages of an account; how long a walled article takes at the front door while passwords are
guessed as fast as anybody can send them; and whether the time of an answer tells a known address from an unknown one:
``--tries`` of each, in turns, for every form that takes an address.

The exit status is 1 when a figure misses its mark.
"""

import argparse
import asyncio
import contextlib
import csv
import os
import random
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from urllib.parse import urlencode

from argon2.low_level import Type, hash_secret, verify_secret

from bench import site as newsroom
from bench.asking import Asker, ask_all

READERS = 3_000
PASSWORD = "Tulip9 orchard"
SALT = b"0123456789abcdefghijkl"
"""As long as those of the house: a shorter one would be hashed anew at the first sign-in."""
WEB = 2
STANDFIRST = [sys.executable, "-m", "standfirst.cli"]
AT_ONCE = 12
LEAST_OF_HASH, PAGES_P95_MS, FLOOD_P99_MS = 0.8, 40.0, 20.0
PAGES = ("/account/", "/account/preferences/", "/account/security/", "/account/sessions/", "/account/data/")
FORMS: dict[str, tuple[str, dict[str, str]]] = {
    "register": (
        "/register/",
        {"password": PASSWORD, "first_name": "Nia", "last_name": "New", "over_18": "on", "next": "/"},
    ),
    "sign in": ("/sign-in/", {"password": "Wrong 1 password"}),
    "new password": ("/forgotten-password/", {}),
    "code by mail": ("/sign-in/code/", {}),
}


def main() -> int:
    parser = argparse.ArgumentParser(description="Measure signing in and the pages of an account.")
    parser.add_argument("--tries", type=int, default=200, help="for each kind of address and form (default 200)")
    parser.add_argument("--seconds", type=float, default=5.0, help="length of one run (default 5)")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="standfirst-bench-") as name, running(Path(name)) as port:
        rows = [
            signing_in(port, options.seconds),
            pages(port, options.tries),
            flood(port, options.seconds),
            *(told_apart(port, form, options.tries) for form in FORMS),
        ]
    print("| what | measured | mark |\n| --- | ---: | ---: |")
    for what, measured, mark, _ in rows:
        print(f"| {what} | {measured} | {mark} |")
    return 0 if all(good for *_, good in rows) else 1


Row = tuple[str, str, str, bool]


def signing_in(port: int, seconds: float) -> Row:
    """Right passwords, each of another reader and from another source, beside nothing but hashes."""
    bare = hashes_a_second(seconds)
    requests = (posted("/sign-in/", {"email": address(n), "password": PASSWORD}) for n in range(READERS // 2))
    took, answers = asyncio.run(ask_all(port, requests, AT_ONCE, seconds=seconds))
    if any(answer.status != 303 for answer in answers):
        raise SystemExit(f"not signed in: {next(answer for answer in answers if answer.status != 303)}")
    rate = len(answers) / took
    return (
        f"signing in, a second (the bare hash on both cores: {bare:.0f})",
        f"{rate:.0f}, {rate / bare:.2f} of it",
        f"at least {LEAST_OF_HASH}",
        rate / bare >= LEAST_OF_HASH,
    )


def hashes_a_second(seconds: float) -> float:
    """How many passwords two threads check, the cost being that of the house: 19 MiB, two passes, one lane."""
    encoded = hash_secret(PASSWORD.encode(), SALT, 2, 19_456, 1, 32, Type.ID)
    until, counted = time.perf_counter() + seconds, [0, 0]

    def check(which: int) -> None:
        while time.perf_counter() < until:
            verify_secret(encoded, PASSWORD.encode(), Type.ID)
            counted[which] += 1

    threads = [threading.Thread(target=check, args=(which,)) for which in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(counted) / seconds


def pages(port: int, tries: int) -> Row:
    """One reader who goes from page to page."""
    cookie = asyncio.run(cookie_of(port, address(READERS - 1)))
    requests = [got(path, cookie) for _ in range(tries) for path in PAGES]
    _, answers = asyncio.run(ask_all(port, iter(requests), 1))
    if any(answer.status != 200 for answer in answers):
        raise SystemExit(f"no page of an account: {next(answer for answer in answers if answer.status != 200)}")
    p95 = statistics.quantiles((answer.milliseconds for answer in answers), n=20)[18]
    return "pages of an account, p95 ms", f"{p95:.1f}", f"at most {PAGES_P95_MS:.0f}", p95 <= PAGES_P95_MS


async def cookie_of(port: int, email: str) -> bytes:
    """The Cookie line of a browser that has just signed in."""
    async with Asker(port) as asker:
        answer = await asker.ask(posted("/sign-in/", {"email": email, "password": PASSWORD}))
    return b"; ".join(line.partition(b";")[0] for line in answer.lines(b"set-cookie"))


def flood(port: int, seconds: float) -> Row:
    """Guesses at accounts, each from another source and at another account, and a reader at a walled article."""

    async def scene() -> list[float]:
        took = []
        async with Asker(port) as asker:
            while not guessing.done():
                answer = await asker.ask(got(newsroom.WALLED, b""))
                if answer.status != 200:
                    raise SystemExit(f"no article: {answer}")
                took.append(answer.milliseconds)
                await asyncio.sleep(0.004)
        return took

    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as other:
        guessing = other.submit(guess, port, seconds)
        took = asyncio.run(scene())
        guessed = guessing.result()
    p99 = statistics.quantiles(took, n=100)[98]
    return (
        f"walled article at the front door while {guessed / seconds:,.0f} guesses a second come in, p99 ms",
        f"{p99:.1f}",
        f"at most {FLOOD_P99_MS:.0f}",
        p99 <= FLOOD_P99_MS,
    )


def guess(port: int, seconds: float) -> int:
    """How many guesses were answered, of as many as fit into the time."""
    guesses = (posted("/sign-in/", {"email": address(n % READERS), "password": f"No {n}"}) for n in range(10**6))
    return len(asyncio.run(ask_all(port, guesses, 4 * AT_ONCE, seconds=seconds))[1])


def told_apart(port: int, form: str, tries: int) -> Row:
    """
    Known and unknown addresses in turns. Noise: by how much the medians differ, in 95 of 100 cases, when the same times
    are dealt out at random.
    """
    path, fields = FORMS[form]
    first = list(FORMS).index(form) * tries
    emails = [(address(first + n), f"nobody{first + n}@example.com") for n in range(tries)]
    asked = [posted(path, {"email": email, **fields}) for pair in emails for email in pair]
    _, answers = asyncio.run(ask_all(port, iter(asked), 1))
    statuses = {answer.status for answer in answers}
    if len(statuses) != 1 or not statuses <= {200, 303, 422}:
        raise SystemExit(f"{form}: answers of {statuses}")
    times = [answer.milliseconds for answer in answers]
    difference = statistics.median(times[::2]) - statistics.median(times[1::2])
    noise, median = by_chance(times), statistics.median(times)
    return (
        f"{form}: known and unknown, difference of the medians of {tries} each, ms (median {median:.1f})",
        f"{difference:+.2f}",
        f"noise {noise:.2f}",
        abs(difference) <= noise,
    )


def by_chance(times: list[float], rounds: int = 2_000) -> float:
    """The difference of medians, in milliseconds, that 95 of 100 random halves of ``times`` stay under."""
    dealt, picked, found = list(times), random.Random(1), []
    half = len(times) // 2
    for _ in range(rounds):
        picked.shuffle(dealt)
        found.append(abs(statistics.median(dealt[:half]) - statistics.median(dealt[half:])))
    return sorted(found)[int(rounds * 0.95)]


_sources: Iterator[str] = (f"10.{n >> 16 & 255}.{n >> 8 & 255}.{n & 255}" for n in range(1, 1 << 24))


def posted(path: str, fields: dict[str, str]) -> bytes:
    """A form that is sent from a page of ours, from a source that has sent nothing before."""
    body = urlencode(fields).encode()
    return (
        f"POST {path} HTTP/1.1\r\nHost: {HOST}\r\nSec-Fetch-Site: same-origin\r\nX-Forwarded-For: {next(_sources)}\r\n"
        f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n\r\n"
    ).encode() + body


def got(path: str, cookie: bytes) -> bytes:
    return f"GET {path} HTTP/1.1\r\nHost: {HOST}\r\nAccept: text/html\r\nCookie: ".encode() + cookie + b"\r\n\r\n"


HOST = "127.0.0.1"


def address(number: int) -> str:
    return f"reader{number}@example.com"


@contextlib.contextmanager
def running(data: Path) -> Iterator[int]:
    """The port of a house with two web processes, its articles and its readers, on both cores."""
    newsroom.bring_in(data, 12)
    port = newsroom.free_port()
    environment = {
        **os.environ,
        "STANDFIRST_DATA": str(data),
        "STANDFIRST_SITE_URL": f"http://{HOST}:{port}",
        "STANDFIRST_TRUSTED_PROXIES": HOST,
        "STANDFIRST_BOT_CHECK": "none",
    }
    write_readers(data / "readers.csv")
    bring = ("import", "readers", str(data / "readers.csv"), "--from", "The old site", "--basis", "consent")
    subprocess.run([*STANDFIRST, *bring], env=environment, check=True, stdout=subprocess.DEVNULL)
    serve = ("serve", "--port", str(port), "--web", str(WEB), "--no-worker")
    server = subprocess.Popen([*STANDFIRST, *serve], env=environment, stderr=subprocess.DEVNULL)
    try:
        newsroom.wait_for(f"http://{HOST}:{port}/readyz")
        yield port
    finally:
        server.terminate()
        server.wait(20)


def write_readers(file: Path) -> None:
    """All with one password, at the cost of the house."""
    encoded = "argon2" + hash_secret(PASSWORD.encode(), SALT, 2, 19_456, 1, 32, Type.ID).decode()
    with file.open("w", encoding="utf-8", newline="") as out:
        rows = csv.writer(out)
        rows.writerow(("email", "first_name", "last_name", "password", "confirmed"))
        rows.writerows((address(n), "Ada", "Reader", encoded, "yes") for n in range(READERS))


if __name__ == "__main__":
    sys.exit(main())
