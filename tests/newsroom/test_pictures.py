"""Pictures on their way out: who may fetch which file, and how it is handed over."""

import re
from io import BytesIO
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.test import Client

from standfirst.newsroom.models import SectionPage
from standfirst.readers.models import Reader
from tests.newsroom.making import a_picture, an_article, words

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("spec", ["width-1120|format-webp|webpquality-62", "fill-1120x747|format-webp|webpquality-62"])
def test_the_address_of_a_size_cannot_be_guessed(spec: str, db: None) -> None:
    picture = a_picture()
    picture.focal_point_x = picture.focal_point_y = picture.focal_point_width = picture.focal_point_height = 100
    picture.save()
    first = picture.get_rendition(spec).file.name
    assert re.match(r"images/[0-9a-f]{16}-", first)
    assert first.split("/")[1][:16] != Path(picture.file.name).name[:16]


@pytest.mark.parametrize("left", [0, 600, -200])
def test_a_page_stands_when_a_picture_on_it_is_damaged_on_the_disk(left: int, harbour: SectionPage) -> None:
    hero, inside = a_picture(), a_picture()
    shown = {"image": inside, "caption": "", "alt": "", "size": "column"}
    an_article(harbour, hero=hero, body=[("picture", shown), ("text", "<p>Still here.</p>")])
    for picture in (hero, inside):
        file = Path(picture.file.path)
        file.write_bytes(file.read_bytes()[:left])
    assert "Still here." in words("/harbour/the-pilot/")
    for path in ("/harbour/", "/"):
        assert "The Pilot" in words(path)
    assert "The Pilot" in words("/feed/")


def test_the_library_opens_with_a_damaged_picture_in_it(desk: Client) -> None:
    a_picture()
    file = Path(a_picture().file.path)
    file.write_bytes(file.read_bytes()[:-200])
    assert desk.get("/admin/images/").status_code == 200


def test_everybody_gets_a_size_and_only_staff_the_original(client: Client, journalist: Reader, reader: Reader) -> None:
    picture = a_picture()
    size = f"/media/{picture.get_rendition('width-100').file.name}"
    original = f"/media/{picture.file.name}"
    assert client.get(size)["Content-Type"] == "image/jpeg"
    assert client.get(original).status_code == 404
    client.force_login(reader)
    assert client.get(original).status_code == 404
    client.force_login(journalist)
    answer = client.get(original)
    assert answer.status_code == 200
    assert answer["Cache-Control"] == "private, no-store"


def test_a_file_can_never_act_as_a_page(client: Client, journalist: Reader) -> None:
    picture = a_picture()
    client.force_login(journalist)
    for path in (picture.get_rendition("width-100").file.name, picture.file.name):
        answer = client.get(f"/media/{path}")
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
        assert answer["Content-Type"] == "image/jpeg"


def test_a_size_may_be_kept_for_good_because_another_file_has_another_name(client: Client) -> None:
    answer = client.get(f"/media/{a_picture().get_rendition('width-100').file.name}")
    assert answer["Cache-Control"] == "public, max-age=31536000, immutable"
    assert "Set-Cookie" not in answer


@pytest.mark.parametrize(
    "path",
    [
        "images/../original_images/{name}",
        "images/%2e%2e/original_images/{name}",
        "images/..%2foriginal_images/{name}",
        "images/../../../etc/passwd.png",
        "/etc/passwd.png",
        "images//etc/passwd.png",
        "images/nothing.png",
        "images/%00.png",
        "images/",
        "images/a.html",
        "images/a.svg",
        "images/" + "a" * 4_000 + ".png",
        "images/.png",
        "original_images/{name}",
        "",
    ],
)
@pytest.mark.parametrize("signed_in", [False, True])
def test_no_path_leads_out_of_the_pictures(path: str, signed_in: bool, client: Client, journalist: Reader) -> None:
    picture = a_picture()
    default_storage.save("images/a.html", BytesIO(b"<script>alert(1)</script>"))
    default_storage.save("images/a.svg", BytesIO(b"<svg/>"))
    if signed_in:
        client.force_login(journalist)
    answer = client.get("/media/" + path.format(name=Path(picture.file.name).name))
    if path == "original_images/{name}" and signed_in:
        assert answer.status_code == 200
    else:
        assert answer.status_code in {400, 404}


@pytest.mark.parametrize("path", ["/images/{}/1/original/", "/images/x/{}/width-100/", "/_images/x/{}/original/"])
def test_there_is_no_address_that_makes_sizes_for_strangers(path: str, client: Client) -> None:
    assert client.get(path.format(a_picture().pk)).status_code == 404


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_a_picture_is_only_read(method: str, client: Client) -> None:
    path = f"/media/{a_picture().get_rendition('width-100').file.name}"
    assert getattr(client, method)(path).status_code == 405
