"""Processes that are killed: the others serve on, what was lost is replaced, nothing that was accepted is lost."""

import os
import signal
import socket
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from standfirst.supervising import GRACE
from tests.serving.conftest import MakeSite
from tests.serving.desk import Desk
from tests.serving.running import RunningSite, is_alive, wait_until
from tests.serving.wire import Connection, request

OURS = [("Sec-Fetch-Site", "same-origin"), ("Content-Type", "application/x-www-form-urlencoded")]
BACK_WITHIN = 20.0
ENDS_WITHIN = 30.0


def registration(address: str) -> bytes:
    return f"email={address}&password=Tulip9+orchard&first_name=Nia&last_name=New&over_18=on&next=/".encode()


def mails_to(site: RunningSite, address: str) -> int:
    files = Path(site.data / "mail").glob("*.log")
    return sum(file.read_text(encoding="utf-8").count(f"To: {address}") for file in files)


@pytest.fixture(scope="module")
def own(make_site: MakeSite) -> RunningSite:
    """A site of this module's own, whose processes may be killed."""
    return make_site("killed").start()


def is_served_by(site: RunningSite, *pids: int) -> bool:
    return len(site.web_processes()) == site.web and not set(site.web_processes()) & set(pids)


def test_when_a_web_process_is_killed_the_other_serves_on_and_it_is_replaced(own: RunningSite) -> None:
    with own.connections() as connections:
        killed, other = connections
        connections[other].get("/", own.host)
        os.kill(killed, signal.SIGKILL)
        for _ in range(50):
            assert connections[other].get("/", own.host).status == 200
        assert own.answered_by(connections[other]) == other
    wait_until(lambda: len(own.web_processes()) == 2, BACK_WITHIN, own.what_it_said)
    assert killed not in own.web_processes()
    assert other in own.web_processes()
    with own.connections() as connections:
        assert {connection.get("/", own.host).status for connection in connections.values()} == {200}
    assert "web process" in own.what_it_said()


def test_what_was_published_while_a_process_was_away_is_on_the_pages_of_its_successor(own: RunningSite) -> None:
    killed = own.web_processes()[0]
    with Desk(own) as desk:
        page = desk.publish("while-away", body="<p>One.</p><p>Two.</p><p>The old lantern.</p>")
        with own.connections() as connections:
            for connection in connections.values():
                assert "lantern" in connection.get("/harbour/while-away/", own.host).text
        os.kill(killed, signal.SIGKILL)
        desk.change(page, access_level="premium")
    wait_until(partial(is_served_by, own, killed), BACK_WITHIN, own.what_it_said)
    with own.connections() as connections:
        for connection in connections.values():
            assert "lantern" not in connection.get("/harbour/while-away/", own.host).text


def test_when_the_worker_is_killed_it_is_replaced_and_the_mail_that_waited_goes_out_once(own: RunningSite) -> None:
    killed = own.worker()
    os.kill(killed, signal.SIGSTOP)
    with Connection(own.port) as connection:
        answer = connection.ask("POST", "/register/", [*own.host, *OURS], registration("queued@example.com"))
    assert answer.status == 303
    os.kill(killed, signal.SIGKILL)
    wait_until(lambda: mails_to(own, "queued@example.com") > 0, BACK_WITHIN, own.what_it_said)
    assert own.worker() != killed
    with Connection(own.port) as connection:
        connection.ask("POST", "/register/", [*own.host, *OURS], registration("after@example.com"))
    wait_until(lambda: mails_to(own, "after@example.com") > 0, BACK_WITHIN, own.what_it_said)
    assert mails_to(own, "queued@example.com") == 1


@pytest.fixture
def short_lived(make_site: MakeSite, request: pytest.FixtureRequest) -> Iterator[RunningSite]:
    """A site that its test brings to an end."""
    site = make_site(request.node.name.replace("test_", "")[:40]).start()
    yield site
    site.stop()


def test_when_the_supervisor_is_killed_its_children_end_and_the_address_is_free(short_lived: RunningSite) -> None:
    site = short_lived
    assert site.process is not None
    children = site.children()
    assert len(children) == 3
    site.process.kill()
    site.process.wait(timeout=10)
    wait_until(lambda: not any(map(is_alive, children)), ENDS_WITHIN)
    with pytest.raises(ConnectionRefusedError), socket.create_connection(("127.0.0.1", site.port), 5):
        pass
    # Nothing stands in the way of the next start.
    site.start()
    with Connection(site.port) as connection:
        assert connection.get("/", site.host).status == 200


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT], ids=["SIGTERM", "SIGINT"])
def test_told_to_end_it_finishes_what_it_has_in_hand_and_ends_well(make_site: MakeSite, number: signal.Signals) -> None:
    site = make_site(f"told_{number.name.lower()}").start()
    assert site.process is not None
    children = site.children()
    body = registration("inhand@example.com")
    with site.connections() as connections:
        for connection in connections.values():
            raw = request("POST", "/register/", [*site.host, *OURS], body)
            connection.send(raw[: -len(body) + 20])
            # Only what has arrived is in hand.
            connection.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        idle = Connection(site.port)
        idle.get("/healthz", site.host)
        site.process.send_signal(number)
        assert idle.everything() == b"", "a quiet connection is ended without a word"
        for connection in connections.values():
            connection.send(body[20:])
            answer = connection.answer()
            assert answer.status == 303
            assert answer.has("set-cookie")
    assert site.process.wait(timeout=ENDS_WITHIN) == 0
    assert not any(map(is_alive, children))
    said = site.what_it_said()
    assert "Traceback" not in said
    assert "ERROR" not in said


@pytest.mark.parametrize("moment", ["forked", "looping"])
def test_told_to_end_while_it_starts_it_ends_before_patience_does(make_site: MakeSite, moment: str) -> None:
    site = make_site(f"hardly_{moment}")
    site.launch()
    assert site.process is not None
    reached = site.is_complete if moment == "looping" else lambda: len(site.children()) == 3
    wait_until(reached, BACK_WITHIN, site.what_it_said)
    site.process.send_signal(signal.SIGTERM)
    assert site.process.wait(timeout=GRACE - 3) == 0
    with pytest.raises(ConnectionRefusedError), socket.create_connection(("127.0.0.1", site.port), 5):
        pass


def test_an_address_that_is_taken_is_said_in_a_sentence(short_lived: RunningSite) -> None:
    import subprocess
    import sys

    done = subprocess.run(
        [sys.executable, "-m", "standfirst.cli", "serve", "--port", str(short_lived.port)],
        env=short_lived.environment, capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert done.returncode == 1
    assert done.stderr.startswith("standfirst: cannot listen on 127.0.0.1:")
    assert "Traceback" not in done.stderr
