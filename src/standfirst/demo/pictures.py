"""The demo's pictures: drawn when the demo is built, then kept like any other."""

from io import BytesIO
from typing import Any

from django.core.files.images import ImageFile

from standfirst.demo.drawing.faces import Face, portrait
from standfirst.demo.reading import Manuscript
from standfirst.demo.scenes import drawn
from standfirst.newsroom.models import Picture

FACES_BY = "The Aldermouth Courier"


def face_of(author: dict[str, Any]) -> Picture:
    """An author's portrait, by the recipe in the sheet."""
    content = portrait(author["slug"], Face(**author["face"]))
    return _kept(f"{author['slug']}.jpg", content, author["name"], "", FACES_BY)


def pictures_of(article: Manuscript) -> dict[str, tuple[Picture, dict[str, str]]]:
    """Every picture of an article with what its use says, by name; the one at the top is called ``hero``."""
    wanted = {"hero": article.head["hero"], **{one["name"]: one for one in article.head.get("pictures", ())}}
    return {name: (_of_article(article, name, told), told) for name, told in wanted.items()}


def _of_article(article: Manuscript, name: str, told: dict[str, str]) -> Picture:
    content = drawn(f"{article.path} {name}", told["draw"], told["light"])
    return _kept(f"{article.slug}-{name}.jpg", content, f"{article.slug}: {name}", told["alt"], told["credit"])


def _kept(name: str, content: bytes, title: str, alt: str, credit: str) -> Picture:
    file = ImageFile(BytesIO(content), name=name)
    picture: Picture = Picture.objects.create(title=title, file=file, description=alt, credit=credit)
    return picture
