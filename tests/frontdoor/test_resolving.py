"""Name servers: the real resolver against a small server of our own, right, slow, silent and lying."""

import socket
import threading
import time
from collections.abc import Iterator
from ipaddress import ip_address

import dns.message
import dns.rrset
import pytest

from standfirst.frontdoor.crawlers import confirms
from standfirst.frontdoor.resolving import CannotTell, NobodyAnswers, SystemResolver, TableResolver, resolver_of

ZONE = {
    ("1.2.0.192.in-addr.arpa.", "PTR"): "crawl-1.Engine.example.",
    ("crawl-1.engine.example.", "A"): "192.0.2.1",
    # Who may write the names of their own address can write any; the engine's own name server does not agree.
    ("2.2.0.192.in-addr.arpa.", "PTR"): "crawl-1.engine.example.",
    ("3.2.0.192.in-addr.arpa.", "PTR"): "crawl-3.engine.example.evil.example.",
    ("crawl-3.engine.example.evil.example.", "A"): "192.0.2.3",
    ("4.2.0.192.in-addr.arpa.", "PTR"): "evilengine.example.",
    ("evilengine.example.", "A"): "192.0.2.4",
    ("5.2.0.192.in-addr.arpa.", "PTR"): "gone.engine.example.",
    ("1." + "0." * 23 + "8.b.d.0.1.0.0.2.ip6.arpa.", "PTR"): "crawl-6.engine.example.",
    ("crawl-6.engine.example.", "AAAA"): "2001:db8::1",
}
SILENT = "9.2.0.192.in-addr.arpa."
DOMAINS = ("engine.example",)


@pytest.fixture(scope="module")
def nameserver() -> Iterator[int]:
    """Answers from ZONE, and to SILENT not at all; its port."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as server:
        server.bind(("127.0.0.1", 0))
        thread = threading.Thread(target=_answer_all, args=(server,), daemon=True)
        thread.start()
        yield server.getsockname()[1]
        server.sendto(b"end", server.getsockname())
        thread.join(5)


def _answer_all(server: socket.socket) -> None:
    while (sent := server.recvfrom(4_096))[0] != b"end":
        question = dns.message.from_wire(sent[0])
        name, kind = question.question[0].name.to_text().lower(), question.question[0].rdtype.name
        if name == SILENT:
            continue
        answer = dns.message.make_response(question)
        if (name, kind) in ZONE:
            answer.answer.append(dns.rrset.from_text(name, 60, "IN", kind, ZONE[name, kind]))
        server.sendto(answer.to_wire(), sent[1])


@pytest.mark.parametrize(
    ("address", "is_one"),
    [
        ("192.0.2.1", True),
        ("192.0.2.2", False),
        ("192.0.2.3", False),
        ("192.0.2.4", False),
        ("192.0.2.5", False),
        ("192.0.2.6", False),
        ("2001:db8::1", True),
        ("2001:db8::2", False),
    ],
)
def test_an_address_is_an_engines_whose_name_leads_back_to_it(nameserver: int, address: str, is_one: bool) -> None:
    assert confirms(SystemResolver(["127.0.0.1"], nameserver), ip_address(address), DOMAINS) == is_one


def test_a_name_server_that_says_nothing_is_given_up_within_the_second(nameserver: int) -> None:
    began = time.monotonic()
    with pytest.raises(CannotTell):
        confirms(SystemResolver(["127.0.0.1"], nameserver), ip_address("192.0.2.9"), DOMAINS)
    assert time.monotonic() - began < 2


def test_a_name_server_that_is_not_there_cannot_tell() -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as nobody:
        nobody.bind(("127.0.0.1", 0))
        port = nobody.getsockname()[1]
    with pytest.raises(CannotTell):
        confirms(SystemResolver(["127.0.0.1"], port), ip_address("192.0.2.1"), DOMAINS)


def test_the_setting_names_who_is_asked() -> None:
    assert isinstance(resolver_of("system"), SystemResolver)
    assert isinstance(resolver_of("none"), NobodyAnswers)
    table = resolver_of("table:192.0.2.1=crawl-1.engine.example, 2001:db8::1=crawl-6.engine.example")
    assert isinstance(table, TableResolver)
    assert confirms(table, ip_address("2001:db8::1"), DOMAINS)
    assert not confirms(table, ip_address("192.0.2.2"), DOMAINS)


@pytest.mark.parametrize("setting", ["", "google", "table:x=y", "table:192.0.2.1", "127.0.0.1"])
def test_a_setting_that_cannot_be_is_refused(setting: str) -> None:
    with pytest.raises(ValueError, match="table:ADDRESS=NAME"):
        resolver_of(setting)
