"""Calling a program elsewhere: where to, how long and how much."""

import socket
import ssl
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from standfirst.calling_out import Unanswered, is_public, post

HEAD = b"HTTP/1.1 200 OK\r\n"


class Program:
    """Listens on loopback, says ``says`` and then ``drips`` for ever; ``ended`` is set when it is hung up on."""

    def __init__(self, says: bytes, drips: bytes = b"", tls: ssl.SSLContext | None = None) -> None:
        self.says, self.drips, self.tls, self.ended, self.calls = says, drips, tls, threading.Event(), 0
        self.listening = socket.create_server(("127.0.0.1", 0))
        self.port = self.listening.getsockname()[1]
        threading.Thread(target=self._answer, daemon=True).start()

    def _answer(self) -> None:
        try:
            line, _ = self.listening.accept()
        except OSError:
            return
        self.calls += 1
        with line:
            try:
                line = self.tls.wrap_socket(line, server_side=True) if self.tls else line
                asked = b""
                while not asked.endswith(b"{}"):
                    asked += line.recv(65_536) or b"{}"
                line.sendall(self.says)
                while self.drips:
                    line.sendall(self.drips)
                    self.ended.wait(0.005)
            except OSError:
                self.ended.set()


@pytest.fixture
def programs() -> Iterator[list[Program]]:
    made: list[Program] = []
    yield made
    for program in made:
        program.listening.close()


def called(
    program: Program, host: str = "127.0.0.1", *, within: float = 5, inside: bool = True, scheme: str = "http"
) -> bytes:
    return post(f"{scheme}://{host}:{program.port}/x?y=1", b"{}", {}, within=within, largest=1_000, inside=inside)


def a_certificate(folder: Path) -> Path:
    """A file with a key and a certificate for ``localhost``, of its own making, good for an hour."""
    key = ec.generate_private_key(ec.SECP256R1())
    name, now = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")]), datetime.now(UTC)
    made = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    made = made.serial_number(1).not_valid_before(now - timedelta(hours=1)).not_valid_after(now + timedelta(hours=1))
    made = made.add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
    private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    both = folder / "both.pem"
    both.write_bytes(private + made.sign(key, hashes.SHA256()).public_bytes(Encoding.PEM))
    return both


def test_what_it_says_is_read_to_the_most_and_not_further(programs: list[Program]) -> None:
    programs += [Program(HEAD + b"\r\nyes"), Program(HEAD + b"\r\n" + b"x" * 90_000)]
    assert called(programs[0]) == b"yes"
    assert called(programs[1]) == b"x" * 1_001


@pytest.mark.parametrize(
    ("says", "drips"),
    [(HEAD + b"\r\n", b"x"), (HEAD, b"X-More: 1\r\n"[:4]), (HEAD + b"Content-Length: 900\r\n\r\n", b" ")],
    ids=["body", "header", "body of a length"],
)
def test_one_that_drips_is_hung_up_on_when_its_time_is_over(programs: list[Program], says: bytes, drips: bytes) -> None:
    programs.append(Program(says, drips))
    with pytest.raises(Unanswered, match=r"no answer within 0\.1 seconds"):
        called(programs[0], within=0.1)
    assert programs[0].ended.wait(10), "no connection is left behind"


def test_a_certificate_is_asked_for_and_has_to_be_one_that_is_trusted(
    programs: list[Program], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    both = a_certificate(tmp_path)
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(both)
    programs += [Program(HEAD + b"\r\nyes", tls=server), Program(HEAD + b"\r\nyes", tls=server)]
    with pytest.raises(Unanswered, match="SSLCertVerificationError"):
        called(programs[0], "localhost", scheme="https")
    monkeypatch.setenv("SSL_CERT_FILE", str(both))
    assert called(programs[1], "localhost", scheme="https") == b"yes"


@pytest.mark.parametrize("status", [b"302 Found", b"500 Broken", b"404 Not Found"])
def test_only_a_yes_is_an_answer_and_no_redirect_is_followed(programs: list[Program], status: bytes) -> None:
    programs.append(Program(b"HTTP/1.1 " + status + b"\r\nLocation: http://127.0.0.1/\r\n\r\n"))
    with pytest.raises(Unanswered, match=f"status {status[:3].decode()}"):
        called(programs[0])


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "0", "[::1]", "[::ffff:127.0.0.1]"])
def test_loopback_in_any_spelling_is_not_called(programs: list[Program], host: str) -> None:
    programs.append(Program(HEAD + b"\r\nsecret"))
    with pytest.raises(Unanswered):
        called(programs[0], host, inside=False)
    assert programs[0].calls == 0


@pytest.mark.parametrize(
    "address",
    [
        "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1", "::1", "::",
        "fe80::1%eth0", "fd00::1", "::ffff:10.0.0.1", "64:ff9b::a00:1", "2002:a00:1::1",
    ],
)  # fmt: skip
def test_addresses_of_inner_networks_are_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["1.1.1.1", "2606:4700:4700::1111", "64:ff9b::101:101"])
def test_addresses_of_the_open_internet_are_public(address: str) -> None:
    assert is_public(address)
