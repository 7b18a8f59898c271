"""HTTP as bytes on a socket: what is asked is sent as it is written, and every byte of the answer is kept."""

import gzip
import socket
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from types import TracebackType

import brotli

Headers = Iterable[tuple[str, str]]
PATIENCE = 90.0
"""Seconds until an answer that does not come fails the test."""


class Closed(ConnectionError):
    """The server ended the connection before a whole answer had come."""


@dataclass(frozen=True)
class Answer:
    """One answer as it came. ``head`` is everything before the body, ``body`` as it was sent but for chunk sizes."""

    status: int
    head: bytes
    headers: tuple[tuple[str, str], ...]
    body: bytes

    def header(self, name: str) -> str:
        """All values of ``name`` joined by a comma, empty when there is none."""
        return ", ".join(value for key, value in self.headers if key.lower() == name)

    def has(self, name: str) -> bool:
        return any(key.lower() == name for key, _ in self.headers)

    @property
    def plain(self) -> bytes:
        """The body with its content coding undone."""
        return decoded(self.body, self.header("content-encoding")) if self.body else b""

    @property
    def text(self) -> str:
        return self.plain.decode("utf-8", "replace")


def decoded(body: bytes, coding: str) -> bytes:
    """``body`` without its content coding. Raises ValueError for one that is not known."""
    # Wagtail says None of a document whose coding it does not know.
    if coding in ("", "identity", "None"):
        return body
    if coding == "gzip":
        return gzip.decompress(body)
    if coding == "br":
        return bytes(brotli.decompress(body))
    if coding == "deflate":
        return zlib.decompress(body)
    raise ValueError(coding)


def request(method: str, target: str, headers: Headers = (), body: bytes = b"", *, version: str = "HTTP/1.1") -> bytes:
    """The bytes of a request; whatever is odd about it is sent as it stands."""
    lines = [f"{method} {target} {version}", *(f"{name}: {value}" for name, value in headers)]
    if body:
        lines.append(f"Content-Length: {len(body)}")
    return "\r\n".join(lines).encode("utf-8", "surrogateescape") + b"\r\n\r\n" + body


class Connection:
    """One connection to the site, kept open between requests and opened anew when the server has ended it."""

    def __init__(self, port: int, *, source: str = "127.0.0.1") -> None:
        self._address = ("127.0.0.1", port)
        self._source = source
        self._socket: socket.socket | None = None
        self._read = b""

    def __enter__(self) -> "Connection":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        if self._socket is not None:
            self._socket.close()
        self._socket, self._read = None, b""

    @property
    def socket(self) -> socket.socket:
        if self._socket is None:
            made = socket.create_connection(self._address, PATIENCE, (self._source, 0))
            if made.getsockname() == made.getpeername():
                # Nobody listens yet, and the kernel's choice of a port for our end was the very one (RFC 9293 §3.5).
                made.close()
                raise ConnectionRefusedError
            self._socket = made
            self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return self._socket

    def ask(
        self, method: str, target: str, headers: Headers = (), body: bytes = b"", *, version: str = "HTTP/1.1"
    ) -> Answer:
        """One request and its answer. A Host line is added when there is none."""
        lines = list(headers)
        if not any(name.lower() == "host" for name, _ in lines):
            lines.insert(0, ("Host", "{}:{}".format(*self._address)))
        raw = request(method, target, lines, body, version=version)
        was_open = self._socket is not None
        try:
            self.send(raw)
            return self.answer(to_head=method == "HEAD")
        except (ConnectionError, TimeoutError):
            # A connection that was quiet for long may have been ended while we were about to use it.
            self.close()
            if not was_open:
                raise
        self.send(raw)
        return self.answer(to_head=method == "HEAD")

    def get(self, target: str, headers: Headers = ()) -> Answer:
        return self.ask("GET", target, headers)

    def send(self, raw: bytes) -> None:
        self.socket.sendall(raw)

    def answer(self, *, to_head: bool = False) -> Answer:
        """The next answer. Raises Closed when none comes any more, TimeoutError when it takes too long."""
        head, _, self._read = self._until(b"\r\n\r\n").partition(b"\r\n\r\n")
        line, *lines = head.decode("latin-1").split("\r\n")
        status = int(line.split(" ", 2)[1])
        pairs = [each.partition(":") for each in lines]
        headers = tuple((name, value.strip()) for name, _, value in pairs)
        named = {name.lower(): value for name, value in headers}
        if to_head or status in (204, 304):
            body = b""
        elif "content-length" in named:
            body = self._exactly(int(named["content-length"]))
        elif named.get("transfer-encoding") == "chunked":
            body = self._chunks()
        else:
            body = self._rest()
        if named.get("connection", "").lower() == "close":
            self.close()
        return Answer(status, head + b"\r\n\r\n", headers, body)

    def everything(self) -> bytes:
        """Whatever still comes until the server ends the connection, or a second passes without a byte."""
        self.socket.settimeout(1.0)
        try:
            return self._rest()
        except TimeoutError:
            data, self._read = self._read, b""
            return data
        finally:
            self.close()

    def as_it_comes(self, mark: bytes) -> bytes:
        """What has come when ``mark`` is there, of an answer that goes on; the connection is of no more use."""
        heard = self._until(mark)
        self.close()
        return heard

    def _more(self) -> None:
        data = self.socket.recv(262_144)
        if not data:
            raise Closed("the connection was ended")
        self._read += data

    def _until(self, mark: bytes) -> bytes:
        while mark not in self._read:
            self._more()
        return self._read

    def _exactly(self, length: int) -> bytes:
        while len(self._read) < length:
            self._more()
        data, self._read = self._read[:length], self._read[length:]
        return data

    def _chunks(self) -> bytes:
        body = b""
        while True:
            line, _, self._read = self._until(b"\r\n").partition(b"\r\n")
            size = int(line, 16)
            body += self._exactly(size)
            self._exactly(2)
            if not size:
                return body

    def _rest(self) -> bytes:
        try:
            while True:
                self._more()
        except (Closed, ConnectionResetError):
            data, self._read = self._read, b""
            return data
