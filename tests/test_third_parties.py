"""The file of what a publisher adds of others: read at the start, and refused in a sentence when it cannot be."""

from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from standfirst.frontdoor.security_headers import security_headers
from standfirst.third_parties import read_third_parties

GOOD = """
[[party]]
kind = "measurement"
name = "Counting House"
about = "Counts which articles are read."
keeps = "It keeps one number in your browser for a day."
script = "https://count.example/c.js"
policy = "https://count.example/privacy"
also = ["https://collect.count.example/in"]
attributes = { data-site = "courier" }
"""


def written(folder: Path, text: str) -> str:
    file = folder / "others.toml"
    file.write_text(text, encoding="utf-8")
    return str(file)


def test_without_a_file_there_is_nobody() -> None:
    none = read_third_parties("")
    assert (none.all, none.kinds, none.origins) == ((), (), ())


def test_a_good_file_says_who_loads_what_from_where(tmp_path: Path) -> None:
    found = read_third_parties(written(tmp_path, GOOD))
    assert found.kinds == ("measurement",)
    assert found.origins == ("https://collect.count.example", "https://count.example")
    assert found.all[0].attributes == {"data-site": "courier"}


def test_the_version_follows_what_readers_are_told(tmp_path: Path) -> None:
    before = read_third_parties(written(tmp_path, GOOD)).version
    assert read_third_parties(written(tmp_path, GOOD + "\n# a remark\n")).version == before
    assert read_third_parties(written(tmp_path, GOOD.replace("a day", "a year"))).version != before
    assert read_third_parties(written(tmp_path, GOOD.replace("collect.", "sell."))).version != before


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "must list"),
        ("party = 3", "must list"),
        ("[[party]]\n[other]", "must list"),
        ("[[party]", "not TOML"),
        ("[[party]]\nkind = 'measurement'", "party 1: name"),
        (GOOD.replace("measurement", "adverts"), "kind must be one of"),
        (GOOD.replace("https://count.example/c.js", "http://count.example/c.js"), "script must be an https address"),
        (GOOD.replace("https://count.example/c.js", "//count.example/c.js"), "script must be an https address"),
        (GOOD.replace("count.example/c.js", "u:p@count.example/c.js"), "script must be an https address"),
        (GOOD.replace("count.example/c.js", "count.example/c.js; script-src *"), "script must be an https address"),
        (GOOD.replace("count.example/c.js", "*.example/c.js"), "script must be an https address"),
        (GOOD.replace("https://count.example/privacy", "javascript:alert(1)"), "policy must be an https address"),
        (GOOD.replace('"https://collect.count.example/in"', '"*"'), "also must list"),
        (GOOD.replace("data-site", "onload"), "attributes must be"),
        (GOOD.replace("Counts which articles are read.", " "), "party 1: about"),
        (GOOD.replace("policy =", "polizy ="), "polizy, which nobody reads"),
    ],
)
def test_a_file_that_cannot_be_stops_the_start_and_says_why(text: str, says: str, tmp_path: Path) -> None:
    with pytest.raises(ImproperlyConfigured, match=r"STANDFIRST_THIRD_PARTIES: .*" + says.replace("[", r"\[")):
        read_third_parties(written(tmp_path, text))


def test_a_file_that_is_not_there_stops_the_start(tmp_path: Path) -> None:
    with pytest.raises(ImproperlyConfigured, match="cannot be read"):
        read_third_parties(str(tmp_path / "none.toml"))


def test_the_content_security_policy_lets_them_in_and_nobody_else(tmp_path: Path) -> None:
    origins = read_third_parties(written(tmp_path, GOOD)).origins
    policy = dict(security_headers(https=True, others=origins))["Content-Security-Policy"]
    scripts = next(part.split() for part in policy.split(";") if part.startswith(" script-src"))
    assert scripts[-2:] == ["https://collect.count.example", "https://count.example"]
    assert "example" not in dict(security_headers(https=True))["Content-Security-Policy"]
