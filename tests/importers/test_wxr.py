"""The file of an export itself: what is none, or would do harm, is refused before anything goes in."""

from pathlib import Path

import pytest

from standfirst.newsroom.models import ArticlePage
from tests.importers.support import an_item, import_wordpress, wxr

pytestmark = pytest.mark.django_db

BOMB = "<!DOCTYPE rss [" + "".join(
    f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "ha"}">' for n in range(10)
) + "]>"  # fmt: skip


def refused(path: Path) -> str:
    run = import_wordpress(path)
    assert run.status == 2
    assert run.stdout == ""
    assert not ArticlePage.objects.exists()
    first, sentence, what_to_do = run.stderr.splitlines()
    assert first == "The import did not start."
    assert what_to_do == "Export it again, or mend it there."
    return sentence.removeprefix(f"{path}: ")


@pytest.mark.parametrize(
    "head",
    [
        BOMB,
        '<!DOCTYPE rss [<!ENTITY e SYSTEM "file:///etc/hostname">]>',
        '<!DOCTYPE rss SYSTEM "http://evil.example/rss.dtd">',
        '<!DOCTYPE rss [<!ENTITY % p SYSTEM "http://evil.example/x">%p;]>',
    ],
    ids=["bomb", "file", "document type elsewhere", "parameter entity"],
)
def test_entities_of_its_own_are_refused(tmp_path: Path, head: str) -> None:
    path = wxr(tmp_path, "<item><title>&e9;&e;</title></item>", an_item(1), head=head)
    assert refused(path) == "it has a document type or entities of its own, which an export has not."


def test_a_file_that_breaks_off_is_refused_before_anything_goes_in(tmp_path: Path) -> None:
    path = wxr(tmp_path, an_item(1), an_item(2))
    path.write_bytes(path.read_bytes()[:-40])
    assert refused(path).startswith("it is not well-formed XML: ")


@pytest.mark.parametrize(
    "content",
    [b"{}", b"\0\0\0", b"PK\x03\x04", b"<html><body><p>Not found</body></html>", b" "],
)
def test_a_file_that_is_no_xml_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "export.xml"
    path.write_bytes(content)
    assert refused(path).startswith("it is not well-formed XML: ")


def test_a_feed_of_another_kind_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "feed.xml"
    path.write_text("<rss><channel><title>News</title><item><title>x</title></item></channel></rss>", encoding="utf-8")
    assert refused(path) == "it is not a WordPress export (it has no wp:wxr_version)."


def test_an_encoding_that_nobody_knows_is_refused(tmp_path: Path) -> None:
    path = wxr(tmp_path, an_item(1))
    path.write_text(path.read_text(encoding="utf-8").replace('"UTF-8"', '"x-klingon"'), encoding="utf-8")
    assert "unknown encoding" in refused(path)


def test_bytes_that_are_not_utf_8_are_refused(tmp_path: Path) -> None:
    path = wxr(tmp_path, an_item(1, title="CAFÉ"))
    path.write_bytes(path.read_bytes().replace("É".encode(), b"\xc9"))
    assert refused(path).startswith("it is not well-formed XML: ")


def test_control_characters_that_wordpress_lets_through_are_left_out(tmp_path: Path) -> None:
    path = wxr(tmp_path, an_item(1, title="The\x0b ferry\x00\x1f"))
    assert import_wordpress(path).status == 0
    assert ArticlePage.objects.get().title == "The ferry"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "iso-8859-1"])
def test_an_export_in_another_encoding_is_read(tmp_path: Path, encoding: str) -> None:
    path = wxr(tmp_path, an_item(1, title="CAFÉ"))
    text = path.read_text(encoding="utf-8").replace('"UTF-8"', f'"{encoding.removesuffix("-sig")}"')
    path.write_text(text, encoding=encoding)
    run = import_wordpress(path)
    assert run.status == 0, run.stderr
    assert ArticlePage.objects.get().title == "CAFÉ"


def test_tags_10_000_deep_are_read_through(tmp_path: Path) -> None:
    path = wxr(tmp_path, "<x>" * 10_000 + "</x>" * 10_000, an_item(1))
    assert import_wordpress(path).counts["articles"]["new"] == 1


def test_an_export_without_items_brings_nothing_in(tmp_path: Path) -> None:
    run = import_wordpress(wxr(tmp_path))
    assert (run.status, run.counts["articles"]["new"], run.counts["kinds"]) == (0, 0, {})
