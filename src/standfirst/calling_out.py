"""
One POST to a program elsewhere: no longer than it may take, no more than it may say, and nowhere inside our own network
unless that is meant.

The name is looked up once, and the connection goes to the address that was looked at: a name that says something else a
moment later leads nowhere else. No redirect is followed, no proxy is asked.
Source: OWASP, Server Side Request Forgery Prevention Cheat Sheet, "Application layer".
"""

import socket
import ssl
import threading
from collections.abc import Mapping
from http.client import HTTPConnection, HTTPException
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from urllib.parse import urlsplit

_PORTS = {"http": 80, "https": 443}
_NAT64 = IPv6Network("64:ff9b::/96")


class Unanswered(Exception):
    """There is no answer. The text says why, and nothing of the question: it may stand in a log."""


def post(
    address: str, body: bytes, headers: Mapping[str, str], *, within: float, largest: int, inside: bool = False
) -> bytes:
    """
    What ``address`` (http or https) answers; at most one byte more than ``largest`` is read of it.

    Takes ``within`` seconds at most, however slowly anything comes, and leaves no connection behind. ``inside``: the
    program may stand on this machine or in a private network. Raises Unanswered.
    """
    call = _Call(address, body, headers, within, largest, inside)
    thread = threading.Thread(target=call.run, name="calling-out", daemon=True)
    thread.start()
    thread.join(within)
    told = call.told
    call.hang_up()
    if isinstance(told, bytes):
        return told
    if told is None or isinstance(told, TimeoutError):
        raise Unanswered(f"no answer within {within:g} seconds")
    if isinstance(told, OSError | HTTPException | ValueError):
        # With its kind alone: the text of some says more of the question than a log should hold.
        raise Unanswered(f"no answer ({type(told).__name__})") from None
    raise told


def is_public(address: str) -> bool:
    """Whether an address of the internet protocol, in whatever form, is one of the open internet."""
    found = ip_address(address.partition("%")[0])
    inner = _within_the_address(found) if isinstance(found, IPv6Address) else None
    return found.is_global and not found.is_multicast and (inner is None or inner.is_global)


def _within_the_address(address: IPv6Address) -> IPv4Address | None:
    """The older address that a newer one leads to."""
    if address in _NAT64:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    teredo = address.teredo[1] if address.teredo else None
    return address.ipv4_mapped or address.sixtofour or teredo


class _Call:
    """Made in a thread of its own: the time-out of a socket begins anew with every byte, so somebody else hangs up."""

    def __init__(
        self, address: str, body: bytes, headers: Mapping[str, str], within: float, largest: int, inside: bool
    ) -> None:
        self._parts, self._body, self._headers = urlsplit(address), body, dict(headers)
        self._within, self._largest, self._inside = within, largest, inside
        self._line: socket.socket | None = None
        self._over = False
        self.told: bytes | Exception | None = None

    def run(self) -> None:
        try:
            self.told = self._ask()
        except Exception as error:  # noqa: BLE001  handed to who waits for it
            self.told = error

    def hang_up(self) -> None:
        """Whatever the thread still reads or writes ends."""
        self._over = True
        if self._line is not None:
            _cut(self._line)

    def _ask(self) -> bytes:
        host = self._parts.hostname or ""
        port = self._parts.port or _PORTS[self._parts.scheme]
        line = self._connected(host, port)
        with line:
            if self._parts.scheme == "https":
                line = ssl.create_default_context().wrap_socket(line, server_hostname=host)
                self._hold(line)
            connection = HTTPConnection(host, port)
            connection.sock = line
            path = f"{self._parts.path or '/'}{'?' if self._parts.query else ''}{self._parts.query}"
            connection.request("POST", path, self._body, {"Host": self._parts.netloc, **self._headers})
            with connection.getresponse() as answer:
                if answer.status // 100 != 2:
                    raise Unanswered(f"no answer (status {answer.status})")
                return answer.read(self._largest + 1)

    def _connected(self, host: str, port: int) -> socket.socket:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        if not self._inside and not all(is_public(str(where[4][0])) for where in found):
            raise Unanswered("its address is not one of the open internet")
        failed: OSError = OSError("no address")
        for family, kind, protocol, _name, where in found:
            line = socket.socket(family, kind, protocol)
            try:
                line.settimeout(self._within)
                self._hold(line)
                line.connect(where)
            except OSError as error:
                line.close()
                failed = error
            else:
                return line
        raise failed

    def _hold(self, line: socket.socket) -> None:
        self._line = line
        if self._over:
            _cut(line)
            raise TimeoutError


def _cut(line: socket.socket) -> None:
    try:
        # Of the socket below: one with TLS would let go of its state, which the other thread may be using.
        socket.socket.shutdown(line, socket.SHUT_RDWR)
    except OSError:
        return
