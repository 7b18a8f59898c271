"""Asks over HTTP/1.1 as fast as the answers come, and keeps how long each took."""

import asyncio
import time
from collections.abc import Iterator
from dataclasses import dataclass
from math import inf
from typing import Self


@dataclass(frozen=True)
class Answer:
    """``head``: the status line and the headers as they came."""

    status: int
    head: bytes
    body: bytes
    milliseconds: float

    def lines(self, name: bytes) -> list[bytes]:
        """The values of every header line called ``name``, in small letters."""
        parted = (line.partition(b":") for line in self.head.split(b"\r\n"))
        return [value.strip() for key, _, value in parted if key.lower() == name]


class Asker:
    """One connection, for as long as the context is open."""

    def __init__(self, port: int) -> None:
        self._port = port

    async def __aenter__(self) -> Self:
        self._reader, self._writer = await asyncio.open_connection("127.0.0.1", self._port, limit=1 << 20)
        return self

    async def __aexit__(self, *_: object) -> None:
        self._writer.close()

    async def ask(self, request: bytes) -> Answer:
        """Send one request and read its answer to the end."""
        began = time.perf_counter()
        self._writer.write(request)
        head = await self._reader.readuntil(b"\r\n\r\n")
        body = await self._body(head.lower())
        took = (time.perf_counter() - began) * 1_000
        return Answer(int(head[9:12]), head, body, took)

    async def _body(self, head: bytes) -> bytes:
        _, told, rest = head.partition(b"content-length:")
        if told:
            return await self._reader.readexactly(int(rest.split(b"\r\n", 1)[0]))
        body = b""
        while b"transfer-encoding: chunked" in head:
            length = int(await self._reader.readline(), 16)
            part = await self._reader.readexactly(length + 2)
            body += part[:-2]
            if not length:
                break
        return body


async def ask_all(
    port: int, requests: Iterator[bytes], at_once: int, *, seconds: float = inf
) -> tuple[float, list[Answer]]:
    """
    Seconds that it took, and the answers, until ``requests`` or the ``seconds`` are over.

    Each comes on a connection of its own, as from many browsers.
    """
    answers: list[Answer] = []
    began = time.perf_counter()

    async def along() -> None:
        for request in requests:
            async with Asker(port) as asker:
                answers.append(await asker.ask(request))
            if time.perf_counter() - began > seconds:
                return

    await asyncio.gather(*(along() for _ in range(at_once)))
    return time.perf_counter() - began, answers
