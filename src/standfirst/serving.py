"""``standfirst serve``: the web processes and the worker, on one socket, out of one command."""

import gc
import os
import resource
import socket
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from standfirst.supervising import Duty, Supervisor

if TYPE_CHECKING:
    from standfirst.frontdoor.house import FrontDoor
    from standfirst.live.listeners import Room

Asked = TypeVar("Asked")
Told = TypeVar("Told")

BACKLOG = 2_048
_SWITCH_EVERY = 0.0005
"""Seconds after which a thread that renders gives way to the loop that serves (Python's default is 0.005)."""


def serve(host: str, port: int, *, web: int, worker: bool) -> int:
    """
    Serve on ``host``:``port`` with ``web`` processes, and a worker unless told not to, until SIGTERM or SIGINT.

    Brings the data folder up to this version first. Returns the exit status. Raises OSError when it may not listen.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "standfirst.settings")
    with _listener(host, port) as listener:
        _make_ready(_say)
        duties = [Duty(f"web process {number}", lambda: run_web(listener)) for number in range(1, web + 1)]
        if worker:
            duties.append(Duty("worker", _run_worker))
        _say(f"Serving on http://{host}:{port} ({len(duties)} processes). Ctrl-C ends it.")
        return Supervisor(duties, _say).run()


def run_web(listener: socket.socket) -> None:
    """One web process: Django behind the front door. Ends at SIGTERM, when the requests in hand are done."""
    from standfirst.asgi import application
    from standfirst.frontdoor import web

    sys.setswitchinterval(_SWITCH_EVERY)
    _allow_connections()
    web.run(application, _front_door(), listener)


def _front_door() -> "FrontDoor":
    from django.conf import settings

    from standfirst.access.at_the_door import spend
    from standfirst.access.gate import names, pass_keys
    from standfirst.access.institutions import rules_for_callers
    from standfirst.access.noting import notes
    from standfirst.access.proxies import trusted_proxies
    from standfirst.access.recording import record
    from standfirst.audience.counting import counts
    from standfirst.audience.writing import write
    from standfirst.frontdoor.flushing import Sink
    from standfirst.frontdoor.guests import guests_of
    from standfirst.frontdoor.house import FrontDoor
    from standfirst.frontdoor.resolving import resolver_of
    from standfirst.generations.raising import shared_marker
    from standfirst.generations.reading import changes_since, where_to_begin
    from standfirst.live.hub import Hub
    from standfirst.live.topics import tell
    from standfirst.rendering import render_variant

    return FrontDoor(
        render=render_variant,
        marker=shared_marker().value,
        newest=where_to_begin,
        changes=_on_one_connection(changes_since),
        spend=spend,
        keys=pass_keys(),
        cookies=names(),
        hosts=settings.ALLOWED_HOSTS,
        entry_bytes=settings.STANDFIRST_ENTRY_BYTES,
        counts=counts,
        sinks=[Sink("the figures of the audience", counts.gather, _on_one_connection(write), counts.put_back)],
        notes=notes if settings.STANDFIRST_DECISIONS_DAYS else None,
        record=_on_one_connection(record),
        callers=rules_for_callers,
        proxies=trusted_proxies(),
        resolver=resolver_of(settings.STANDFIRST_RESOLVER),
        hub=Hub(_on_one_connection(tell), _room()),
        others=settings.STANDFIRST_THIRD_PARTIES.origins,
        guests=guests_of(settings.STANDFIRST_BOT_CHECK),
    )


def _allow_connections() -> None:
    """As many open files as the system allows; what a shell starts with, often 1,024, is for other programs."""
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))


def _room() -> "Room":
    """Who listens leaves at least half of the connections that the system allows to those who read."""
    from django.conf import settings

    from standfirst.live.listeners import Room

    allowed, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    most = settings.STANDFIRST_LIVE_LISTENERS
    return Room(
        most if allowed == resource.RLIM_INFINITY else min(most, allowed // 2),
        settings.STANDFIRST_LIVE_LISTENERS_PER_ADDRESS,
    )


def _on_one_connection(ask: Callable[[Asked], Told]) -> Callable[[Asked], Told]:
    """For threads that ask every second for as long as the process lives; to connect anew each time is waste."""
    from django.db import close_old_connections, connection

    def kept_open(asked: Asked) -> Told:
        # The database may have gone and come back.
        close_old_connections()
        try:
            return ask(asked)
        finally:
            connection.close_at = None

    return kept_open


def _listener(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=BACKLOG)
    except OSError as error:
        raise OSError(f"cannot listen on {host}:{port}: {error.strerror}") from None


def _make_ready(say: Callable[[str], None]) -> None:
    """What every child would do for itself is done once, before they are made: their memory is shared until written."""
    import django

    django.setup()
    from django.db import connections
    from django.urls import get_resolver

    from standfirst.preparing import prepare

    prepare(say)
    _ = get_resolver().url_patterns
    # A connection that went through a fork would be used by two processes.
    connections.close_all()
    gc.collect()
    gc.freeze()


def _run_worker() -> None:
    from standfirst.working import work

    raise SystemExit(work())


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)
