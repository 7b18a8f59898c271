"""Pictures come from the folder that was given, and from nowhere else."""

import socket
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from PIL import Image

from standfirst.newsroom.models import ArticlePage, Picture
from tests.importers.support import Run, a_picture, an_article, import_articles, jsonl

pytestmark = pytest.mark.django_db


@pytest.fixture
def media(tmp_path: Path) -> Path:
    (tmp_path / "media").mkdir()
    return tmp_path / "media"


def bring(media: Path | None, tmp_path: Path, *images: object, **changes: object) -> Run:
    lines = [an_article(number, image=image, **changes) for number, image in enumerate(images, start=1)]
    return import_articles(jsonl(tmp_path, *lines), media)


def an_image(file: str = "ferry.jpg", **changes: object) -> dict[str, object]:
    return {"file": file, "credit": "Lowen Hale", **changes}


def test_a_picture_is_taken_from_the_folder_with_its_credit(media: Path, tmp_path: Path) -> None:
    a_picture(media / "2026" / "ferry.jpg")
    assert bring(media, tmp_path, an_image("2026/ferry.jpg", alt="A ferry")).status == 0
    picture = ArticlePage.objects.get().hero
    assert (picture.title, picture.credit, picture.description) == ("ferry", "Lowen Hale", "A ferry")
    assert picture.file.storage.exists(picture.file.name)


def test_a_picture_in_the_body_is_taken_from_the_folder(media: Path, tmp_path: Path) -> None:
    a_picture(media / "ferry.jpg")
    body = '<p>One.</p><figure><img src="/uploads/ferry.jpg" alt="A ferry"><figcaption>At sea</figcaption></figure>'
    assert bring(media, tmp_path, None, body=body).status == 0
    block = ArticlePage.objects.get().body[1]
    assert block.block_type == "picture"
    assert (block.value["image"], block.value["caption"], block.value["alt"]) == (
        Picture.objects.get(),
        "At sea",
        "A ferry",
    )


def test_nothing_is_fetched_the_path_of_a_url_is_looked_for_in_the_folder(
    media: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_connection(*_: Any) -> None:
        raise AssertionError("the import opened a connection")

    monkeypatch.setattr(socket.socket, "connect", no_connection)
    monkeypatch.setattr(socket, "getaddrinfo", no_connection)
    a_picture(media / "08" / "ferry.jpg")
    body = '<p>One.</p><img src="https://elsewhere.example/not-here.jpg">'
    run = bring(media, tmp_path, {"url": "https://cdn.example/2026/08/ferry.jpg?w=1", "credit": "x"}, body=body)
    assert run.stderr == "line 1: missing picture: https://elsewhere.example/not-here.jpg\n"
    assert ArticlePage.objects.get().hero is not None


def test_a_picture_asked_for_in_another_size_is_the_whole_one(media: Path, tmp_path: Path) -> None:
    a_picture(media / "ferry.jpg")
    assert bring(media, tmp_path, an_image("ferry-300x200.jpg")).status == 0
    assert ArticlePage.objects.get().hero is not None


def test_a_missing_picture_is_said_with_its_line_and_the_article_goes_in(media: Path, tmp_path: Path) -> None:
    run = bring(media, tmp_path, None, an_image("gone.jpg"))
    assert run.status == 1
    assert run.stderr == "line 2: missing picture: gone.jpg\n"
    assert run.counts["articles"]["new"] == 2
    assert run.counts["problems"] == [{"line": 2, "reason": "missing picture: gone.jpg"}]
    assert run.counts["notes"] == {"missing picture": 1}


def test_without_a_folder_pictures_are_counted_and_nobody_is_to_mend_anything(tmp_path: Path) -> None:
    run = bring(None, tmp_path, an_image())
    assert (run.status, run.stderr) == (0, "")
    assert run.counts["notes"] == {"picture left out: no --media folder was given": 1}


def test_running_again_without_the_folder_loses_no_picture(media: Path, tmp_path: Path) -> None:
    a_picture(media / "ferry.jpg")
    bring(media, tmp_path, an_image(), None)
    run = bring(None, tmp_path, an_image(), None)
    assert run.status == 1
    assert run.stderr == "line 1: it is here with pictures, which would be lost: give --media again\n"
    assert run.counts["articles"] == {"new": 0, "updated": 0, "unchanged": 1, "refused": 1}
    assert ArticlePage.objects.get(source_id="articles:1").hero is not None


def test_running_again_with_the_folder_brings_the_pictures_after(media: Path, tmp_path: Path) -> None:
    bring(None, tmp_path, an_image())
    a_picture(media / "ferry.jpg")
    assert bring(media, tmp_path, an_image()).counts["articles"]["updated"] == 1
    assert ArticlePage.objects.get().hero is not None


def test_the_same_bytes_under_two_names_become_one_picture(media: Path, tmp_path: Path) -> None:
    a_picture(media / "ferry.png")
    a_picture(media / "copy.png")
    bring(media, tmp_path, an_image("ferry.png"), an_image("copy.png"))
    bring(media, tmp_path, an_image("ferry.png"), an_image("copy.png"))
    assert Picture.objects.count() == 1
    assert ArticlePage.objects.exclude(hero=None).count() == 2


def test_a_picture_without_a_credit_comes_in_and_is_counted(media: Path, tmp_path: Path) -> None:
    a_picture(media / "ferry.jpg")
    run = bring(media, tmp_path, {"file": "ferry.jpg"})
    assert run.status == 0
    assert run.counts["notes"] == {"picture without a credit": 1}


def test_a_line_that_is_refused_makes_no_picture(media: Path, tmp_path: Path) -> None:
    a_picture(media / "ferry.jpg")
    assert bring(media, tmp_path, an_image(), headline="x" * 256).status == 1
    assert not Picture.objects.exists()


@pytest.mark.parametrize(
    "name", ["../secret.jpg", "/../secret.jpg", "a/../../secret.jpg", "%2e%2e/secret.jpg", "x\0y.jpg"]
)
def test_nothing_outside_the_folder_is_read(media: Path, tmp_path: Path, name: str) -> None:
    a_picture(tmp_path / "secret.jpg")
    run = bring(media, tmp_path, an_image(name))
    assert "line 1: missing picture:" in run.stderr
    assert not Picture.objects.exists()


def test_a_link_that_leads_out_of_the_folder_is_not_followed(media: Path, tmp_path: Path) -> None:
    (media / "ferry.jpg").symlink_to(a_picture(tmp_path / "secret.jpg"))
    assert "missing picture" in bring(media, tmp_path, an_image()).stderr


BROKEN = {
    "text": b"not a picture",
    "empty": b"",
    "drawing": b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
    "half a head": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
}


@pytest.mark.parametrize("content", BROKEN.values(), ids=BROKEN)
def test_a_file_that_is_no_picture_is_said(media: Path, tmp_path: Path, content: bytes) -> None:
    (media / "ferry.jpg").write_bytes(content)
    run = bring(media, tmp_path, an_image(), an_image())
    assert run.stderr == ("line 1: not a picture we can use: ferry.jpg\nline 2: not a picture we can use: ferry.jpg\n")
    assert run.counts["articles"]["new"] == 2


@pytest.mark.parametrize("name", ["ferry.jpg", "ferry.png", "ferry.gif", "ferry.webp", "ferry.avif"])
def test_half_a_picture_is_none(media: Path, tmp_path: Path, name: str) -> None:
    """Its head can be read, so only its page would find out, each time somebody asks for it."""
    path = a_picture(media / name)
    path.write_bytes(path.read_bytes()[:-40])
    assert "not a picture we can use" in bring(media, tmp_path, an_image(name)).stderr


def test_a_photograph_as_telephones_save_it_is_one(media: Path, tmp_path: Path) -> None:
    first, second = (Image.new("RGB", (64, 48), colour) for colour in ("navy", "teal"))
    first.save(media / "ferry.jpg", "MPO", save_all=True, append_images=[second])
    assert bring(media, tmp_path, an_image()).status == 0
    assert ArticlePage.objects.get().hero is not None


def test_a_picture_with_too_many_pixels_is_said(media: Path, tmp_path: Path, settings: Any) -> None:
    settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS = 64 * 48 - 1
    a_picture(media / "ferry.jpg")
    assert "line 1: picture with too many pixels: ferry.jpg" in bring(media, tmp_path, an_image()).stderr


def test_a_picture_larger_than_an_upload_may_be_is_said(media: Path, tmp_path: Path, settings: Any) -> None:
    settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE = 2 * 1024 * 1024
    path = a_picture(media / "ferry.jpg")
    path.write_bytes(path.read_bytes() + b"\0" * 2 * 1024 * 1024)
    assert "line 1: picture larger than 2 MB: ferry.jpg" in bring(media, tmp_path, an_image()).stderr


def test_the_page_shows_the_picture_at_the_top(media: Path, tmp_path: Path, client: Client) -> None:
    a_picture(media / "ferry.jpg")
    bring(media, tmp_path, an_image(alt="A ferry at the quay"))
    answer = client.get(ArticlePage.objects.get().url)
    assert answer.status_code == 200
    assert "A ferry at the quay" in answer.content.decode()
