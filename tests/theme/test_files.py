"""What is shipped with the theme and is not ours carries its licence and says where it is from."""

import re

import pytest

from tests.theme.source import STATIC

FAMILIES = ["atkinson-hyperlegible-next", "literata", "newsreader", "noto-naskh-arabic"]


@pytest.mark.parametrize("family", FAMILIES)
def test_every_face_ships_with_its_licence_and_its_source(family: str) -> None:
    licence = (STATIC / "fonts" / f"OFL-{family}.txt").read_text(encoding="utf-8")
    assert "SIL OPEN FONT LICENSE Version 1.1" in licence
    assert re.search(rf"fonts/{family}-\*\s+@fontsource/{family} 5\.\d+\.\d+\s+OFL-1\.1", _sources())


def test_no_face_ships_without_a_licence() -> None:
    faces = [file.name for file in (STATIC / "fonts").glob("*.woff2")]
    assert [name for name in faces if not name.startswith(tuple(f"{family}-" for family in FAMILIES))] == []
    assert [family for family in FAMILIES if not any(name.startswith(f"{family}-") for name in faces)] == []


def test_every_face_is_a_woff2() -> None:
    for file in (STATIC / "fonts").glob("*.woff2"):
        assert file.read_bytes()[:4] == b"wOF2", file.name


def test_htmx_ships_with_its_licence_and_its_source() -> None:
    licence = (STATIC / "htmx-LICENSE.txt").read_text(encoding="utf-8")
    assert "Zero-Clause BSD" in licence
    version = re.search(r"htmx\.min\.js\s+htmx\.org (2\.\d+\.\d+)\s+0BSD", _sources())
    assert version is not None
    assert f'version:"{version[1]}"' in (STATIC / "htmx.min.js").read_text(encoding="utf-8")


def _sources() -> str:
    return (STATIC / "SOURCES.txt").read_text(encoding="utf-8")
