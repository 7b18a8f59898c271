"""Pictures on their way in: what is taken, and what is kept of it."""

import re
import zlib
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.images import ImageFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from standfirst.newsroom.locations import GPS_FOLDER
from standfirst.newsroom.models import Picture, PictureRendition
from tests.newsroom.making import a_picture

pytestmark = pytest.mark.django_db

XMP = b"<x:xmpmeta xmlns:x='adobe:ns:meta/'><exif:GPSLatitude>51,30.5N</exif:GPSLatitude></x:xmpmeta>"
ORIENTATION, ARTIST = 0x0112, 0x013B


def a_file(kind: str = "JPEG", **how: Any) -> bytes:
    """A picture of 400 by 300 as a file of ``kind``."""
    file = BytesIO()
    Image.radial_gradient("L").convert("RGB").resize((400, 300)).save(file, kind, **how)
    return file.getvalue()


def made_at_a_source_home() -> Image.Exif:
    exif = Image.Exif()
    exif[ORIENTATION], exif[ARTIST] = 6, "Ann Other"
    exif.get_ifd(GPS_FOLDER).update({1: "N", 2: (51.0, 30.0, 1.0)})
    return exif


def upload(client: Client, content: bytes, name: str = "boat.jpg", **fields: str) -> Any:
    told = {"title": "A boat", "credit": "Ann Other", "description": "", **fields}
    return client.post("/admin/images/add/", {**told, "file": SimpleUploadedFile(name, content)})


@pytest.mark.parametrize(
    ("kind", "name", "more"),
    [
        ("JPEG", "a.jpg", {}),
        ("MPO", "several-in-one.jpg", {"save_all": True, "append_images": [Image.new("RGB", (400, 300))]}),
        ("PNG", "a.png", {}),
        ("WEBP", "a.webp", {}),
        ("AVIF", "a.avif", {}),
        ("JPEG", "with-xmp.jpg", {"xmp": XMP}),
        ("WEBP", "with-xmp.webp", {"xmp": XMP}),
    ],
)
def test_a_picture_loses_the_place_where_it_was_made_and_nothing_else(
    kind: str, name: str, more: dict[str, Any], desk: Client
) -> None:
    upload(desk, a_file(kind, exif=made_at_a_source_home(), **more), name)
    with Picture.objects.get().file.open() as stored:
        content = stored.read()
    picture = Image.open(BytesIO(content))
    exif = picture.getexif()
    assert GPS_FOLDER not in exif
    assert b"GPS" not in content
    assert (exif[ORIENTATION], exif[ARTIST]) == (6, "Ann Other")
    assert picture.size == (400, 300)


@pytest.mark.parametrize("kind", ["JPEG", "WEBP", "AVIF"])
def test_a_place_that_only_the_xmp_part_tells_is_lost_too(kind: str, desk: Client) -> None:
    upload(desk, a_file(kind, xmp=XMP), f"a.{kind.lower()}")
    with Picture.objects.get().file.open() as stored:
        assert b"GPS" not in stored.read()


def test_a_picture_without_a_place_is_kept_byte_for_byte(desk: Client) -> None:
    content = a_file()
    upload(desk, content)
    with Picture.objects.get().file.open() as stored:
        assert stored.read() == content


def test_a_place_in_a_broken_exif_part_is_lost_with_all_of_it(desk: Client) -> None:
    orientation_as_text = made_at_a_source_home().tobytes().replace(b"\x01\x12\x00\x03", b"\x01\x12\x00\x02")
    content = a_file(exif=orientation_as_text)
    upload(desk, content)
    with Picture.objects.get().file.open() as stored:
        assert GPS_FOLDER not in Image.open(stored).getexif()


def test_one_of_several_pictures_that_are_uploaded_at_once_loses_its_place_too(desk: Client) -> None:
    file = SimpleUploadedFile("boat.jpg", a_file(exif=made_at_a_source_home()))
    answer = desk.post("/admin/images/multiple/add/", {"title": "A boat", "files[]": file}).json()
    assert Picture.objects.count() == 0, "a picture without a credit is no picture yet"
    number = re.search(r"create_from_uploaded_image/(\d+)/", answer["form"])
    assert number
    fields = {f"uploaded-image-{number[1]}-{name}": value for name, value in (("title", "A boat"), ("credit", "Ann"))}
    answer = desk.post(f"/admin/images/multiple/create_from_uploaded_image/{number[1]}/", fields).json()
    assert answer["success"], answer
    picture = Picture.objects.get()
    with picture.file.open() as stored:
        assert GPS_FOLDER not in Image.open(stored).getexif()
    assert [each.name for each in Path(settings.MEDIA_ROOT, "original_images").iterdir()] == [
        Path(picture.file.name).name
    ]


@pytest.mark.parametrize("credit", ["", "   "])
def test_a_picture_needs_a_credit(credit: str, desk: Client) -> None:
    answer = upload(desk, a_file(), credit=credit)
    assert "This field is required." in answer.text
    assert not Picture.objects.exists()


def test_a_picture_that_is_uploaded_from_within_an_article_needs_a_credit_too(desk: Client) -> None:
    told = {"image-chooser-upload-title": "A boat", "image-chooser-upload-file": SimpleUploadedFile("a.jpg", a_file())}
    answer = desk.post("/admin/images/chooser/create/", told)
    assert "This field is required." in str(answer.json())
    assert not Picture.objects.exists()


SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
HTML = b"<!doctype html><script>alert(1)</script>"


def huge_png() -> bytes:
    """Few bytes whose head promises 50,000 by 50,000 pixels."""
    plain = a_file("PNG")
    head = b"IHDR" + (50_000).to_bytes(4, "big") * 2 + plain[24:29]
    return plain[:12] + head + zlib.crc32(head).to_bytes(4, "big") + plain[33:]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("drawing.svg", SVG),
        ("drawing.png", SVG),
        ("page.png", HTML),
        ("page.html", HTML),
        ("page.jpg.html", a_file()),
        ("boat.php", a_file()),
        ("boat.png", a_file("JPEG")),
        ("script.gif", b"GIF89a/*" + b"*/=1;alert(1)"),
        ("script.jpg", b"\xff\xd8\xff\xe0*/=1;alert(1)"),
        ("huge.png", huge_png()),
        ("truncated.jpg", a_file()[:-2000]),
        ("truncated.png", a_file("PNG")[:-2000]),
        ("empty.jpg", b""),
        ("noise.jpg", bytes(range(256)) * 20),
        ("document.pdf", b"%PDF-1.7"),
        ("boat.tiff", a_file("TIFF")),
        ("archive.jpg", b"PK\x03\x04" + a_file()),
        ("too-big.jpg", a_file() + bytes(settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE)),
    ],
)
def test_what_is_no_sound_picture_is_refused_in_words(name: str, content: bytes, desk: Client) -> None:
    answer = upload(desk, content, name)
    assert answer.status_code == 200
    assert 'class="error-message"' in answer.text
    assert not Picture.objects.exists()


@pytest.mark.parametrize(
    "name", ["../../boat.jpg", "/etc/boat.jpg", "..\\boat.jpg", "bo\u202eat.jpg", "b" * 300 + ".jpg"]
)
def test_the_name_of_a_file_leads_nowhere_else(name: str, desk: Client) -> None:
    upload(desk, a_file(), name)
    for picture in Picture.objects.all():
        assert re.fullmatch(r"original_images/[0-9a-f]{16}-[^/]+\.jpg", picture.file.name)
    stored = list(Path(settings.MEDIA_ROOT).parent.rglob("*.jpg"))
    assert {each.parent for each in stored} == {Path(settings.MEDIA_ROOT, "original_images")}


def test_a_picture_that_gets_another_file_has_no_sizes_of_the_one_before(db: None) -> None:
    picture = a_picture()
    picture.get_rendition("width-480")
    picture.file = ImageFile(BytesIO(a_file(exif=made_at_a_source_home())), name="new.jpg")
    picture.save()
    assert not PictureRendition.objects.exists()
    with Picture.objects.get().file.open() as stored:
        assert GPS_FOLDER not in Image.open(stored).getexif()


def test_a_file_is_replaced_in_the_form(desk: Client) -> None:
    picture = a_picture()
    file = SimpleUploadedFile("new.png", a_file("PNG", exif=made_at_a_source_home()))
    answer = desk.post(f"/admin/images/{picture.pk}/", {"title": "A boat", "credit": "Ann", "file": file})
    assert answer.status_code == 302
    with Picture.objects.get().file.open() as stored:
        replaced = Image.open(stored)
        assert replaced.format == "PNG"
        assert GPS_FOLDER not in replaced.getexif()
