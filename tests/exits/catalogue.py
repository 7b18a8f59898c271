"""The known ways around a wall: the shapes of catalogue.txt, each with its number in the bypass catalogue."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from tests.serving.wire import request

Line = tuple[str, str]

_TABLE = Path(__file__).with_suffix(".txt")
_OTHER_VERSION = re.compile(r" (HTTP/\S+)$")
_ALWAYS = {
    "long": "x" * 8_000,
    "many ranges": "bytes=" + ",".join(f"{start}-{start + 9}" for start in range(100)),
}


@dataclass(frozen=True)
class Shape:
    """One way to ask. ``number`` is that of the catalogue; what the words in braces stand for is said in its head."""

    number: int
    method: str = "GET"
    target: str = "{path}"
    headers: tuple[Line, ...] = ()
    body: bytes = b""
    version: str = "HTTP/1.1"

    def about(self, words: Mapping[str, str]) -> "Shape":
        """The shape with the words of one article in it."""
        headers = tuple((name, _filled(value, words)) for name, value in self.headers)
        return replace(self, target=_filled(self.target, words), headers=headers)

    def raw(self, before: Iterable[Line]) -> bytes:
        """The bytes of it, after the header lines that go before."""
        return request(self.method, self.target, [*before, *self.headers], self.body, version=self.version)


def _filled(text: str, words: Mapping[str, str]) -> str:
    for name, word in {**_ALWAYS, **words}.items():
        text = text.replace("{" + name + "}", word)
    return text


def _read(section: str) -> tuple[Shape, ...]:
    """The shapes of one section of the table."""
    return tuple(_shape(line) for line in _lines_of(section))


def _lines_of(section: str) -> Iterator[str]:
    inside = False
    for line in _TABLE.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            inside = line.startswith(f"[{section}:")
        elif inside and line and not line.startswith("#"):
            yield line


def _shape(line: str) -> Shape:
    number, method, target, *fields = line.split(" | ")
    version = _OTHER_VERSION.search(target)
    pairs = [(name, value.strip()) for name, _, value in (field.partition(":") for field in fields)]
    return Shape(
        int(number),
        method,
        _OTHER_VERSION.sub("", target),
        tuple((name, value) for name, value in pairs if name != "body"),
        "".join(value for name, value in pairs if name == "body").encode(),
        version[1] if version else "HTTP/1.1",
    )


WHO_YOU_SAY_YOU_ARE = _read("who")
METHOD_AND_PROTOCOL = _read("protocol")
OTHER_DOORS = _read("doors")
SPELLINGS = _read("spelling")
CACHE = _read("cache")

FOR_AN_ARTICLE = (*WHO_YOU_SAY_YOU_ARE, *METHOD_AND_PROTOCOL, *OTHER_DOORS, *SPELLINGS, *CACHE)
"""Every shape that is about one article."""

FOR_ANY_ADDRESS = tuple(
    shape
    for shape in (*METHOD_AND_PROTOCOL, *SPELLINGS[-60::4])
    if shape.target == "{path}" or shape.target.startswith("{path}?")
)
"""The shapes that can be tried at an address that is no article, with some of the queries."""

OTHER_HOSTS = (
    "{HOST}", "{name}.:{port}", "localhost:{port}", "{name}", "evil.example", "{name}:{port}@evil.example", "{name}:1",
    "[::1]:{port}", "127.1:{port}", "2130706433", "{name}:{port}:80", "{name},evil.example", "", "a b", "0x7f.1",
    "{name}:99999999", ".{name}", "{name}:{port}/", "{name}%00", "user@{name}",
)  # fmt: skip
"""62: ways to name the host."""

ELSEWHERE = {
    2: "reader mode works on the bytes of shape 1, which are searched whole",
    3: "scripts blocked one by one: the browser's tests; the bytes are those of shape 1",
    4: "hidden elements are bytes of shape 1",
    5: "scripts and islands of data are bytes of shape 1",
    6: "structured data are bytes of shape 1",
    7: "meta elements are bytes of shape 1",
    8: "every link is followed: test_every_exit",
    10: "error twins: test_errors",
    11: "fresh connections: test_every_exit",
    12: "forged cookies: test_every_exit",
    13: "lapsed and closed accounts are among the visitors of test_every_exit",
    22: "many requests at once and one article left: tests/serving/test_meter",
    32: "framing read in two ways: test_smuggling",
    41: "search: test_search",
    54: "pictures: test_files",
    55: "documents: test_files",
    62: "hosts: test_hosts",
    63: "after an entitled reader: test_order",
    64: "unkeyed parameters after an entitled reader: test_order",
    67: "while the database is away: tests/serving/test_database_gone",
    68: "the moment of withdrawal: tests/serving/test_publishing",
    70: "two readers on one connection: test_order",
    71: "a connection that is ended: tests/serving/test_meter",
    72: "the same article by another way: tests/serving/test_meter",
    73: "validators and fetching ahead: tests/serving/test_meter",
    74: "every address is a reader of its own: no rule of the product joins those of one mailbox yet",
    75: "how many may use one subscription is no rule of the product yet",
}
"""The numbers that are no single request: where they are tried, or why they cannot be."""

NUMBERS = range(1, 77)
