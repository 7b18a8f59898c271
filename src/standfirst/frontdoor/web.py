"""One web process: uvicorn on a socket that is already bound, with the front door as its protocol."""

import asyncio
import socket
from types import FrameType
from typing import Any

import uvicorn
import uvloop

from standfirst.frontdoor.house import FrontDoor

ENDS_WITHIN = 10
"""Seconds that requests in hand get when the process is told to end."""


class _Server(uvicorn.Server):
    """
    A server that ends when it is told to.

    uvicorn sends itself the signal again when it has ended, and would be killed by it before everything is put away.
    """

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        self.should_exit = True


def run(application: Any, house: FrontDoor, listener: socket.socket) -> None:
    """Serve on ``listener`` until SIGTERM or SIGINT; requests in hand are finished first."""
    uvloop.run(_serve(application, house, listener))


async def _serve(application: Any, house: FrontDoor, listener: socket.socket) -> None:
    config = uvicorn.Config(
        application,
        http=house.protocol,  # type: ignore[arg-type]  # uvicorn asks for a class and only ever calls it
        loop="none",
        ws="none",
        lifespan="off",
        interface="asgi3",
        log_config=None,
        access_log=False,
        proxy_headers=False,
        server_header=False,
        timeout_graceful_shutdown=ENDS_WITHIN,
    )
    async with house.running():
        await _Server(config).serve(sockets=[listener])
    await asyncio.sleep(0)
