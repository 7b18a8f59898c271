"""Stand-ins for what the newsroom's templates are given: articles, people and pictures that no database holds."""

import base64
import re
from datetime import datetime
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

from django.template.loader import render_to_string
from wagtail.images.models import SourceImageIOError

from standfirst.theme.gallery.words import Words

THURSDAY = datetime(2026, 11, 26, 9, 5, tzinfo=ZoneInfo("Europe/London"))
FRIDAY = THURSDAY.replace(day=27, hour=16)
_SIZE = re.compile(r"(?:width|fill)-(\d+)(?:x(\d+))?")
_DRAWING = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 480 320" preserveAspectRatio="xMidYMid slice">'
    '<rect width="480" height="320" fill="#e9b98c"/><circle cx="330" cy="150" r="52" fill="#d6533a"/>'
    '<rect y="190" width="480" height="130" fill="#41618f"/><path d="M90 200h180l-26 44H116z" fill="#1b1d22"/>'
    '<path d="M130 160h96v40h-96z" fill="#f2efe7"/></svg>'
)
_DRAWN = "data:image/svg+xml;base64," + base64.b64encode(_DRAWING.encode()).decode()


class MadeUpPicture:
    """A drawing of a boat in any size; every size is the same few lines."""

    def __init__(self, words: Words) -> None:
        self.description = words.alt
        self.credit = words.credit

    def get_renditions(self, *specs: Any) -> dict[str, SimpleNamespace]:
        """One rendition a spec, as a picture of Wagtail's has them."""
        return {str(spec): _rendition(str(spec)) for spec in specs}


class MissingPicture(MadeUpPicture):
    """A picture whose file somebody has deleted."""

    def get_renditions(self, *specs: Any) -> dict[str, SimpleNamespace]:
        raise SourceImageIOError


class MadeUpBlock:
    """A block of a body: ``kind`` is the name of its template."""

    def __init__(self, kind: str, value: Any, **context: Any) -> None:
        self.kind, self.context = kind, {"value": value, **context}

    def render_as_block(self, context: dict[str, Any] | None = None) -> str:
        """The block as ``include_block`` asks for it."""
        return render_to_string(f"newsroom/blocks/{self.kind}.html", self.context)


def _rendition(spec: str) -> SimpleNamespace:
    found = _SIZE.match(spec)
    assert found is not None, spec
    width = int(found[1])
    return SimpleNamespace(url=_DRAWN, width=width, height=int(found[2] or width * 2 // 3))


def people(words: Words, count: int) -> list[SimpleNamespace]:
    """The first ``count`` of those who write."""
    return [SimpleNamespace(name=name, get_absolute_url="/authors/somebody/") for name in words.names[:count]]


def article_head(words: Words, *, writers: int = 1, level: str = "free", **changed: Any) -> dict[str, Any]:
    """What the head of an article is given; ``changed`` are fields of the page."""
    page = {
        "title": words.headline,
        "kicker": words.kicker,
        "standfirst": words.standfirst,
        "dateline": words.dateline,
        "first_published_at": THURSDAY,
        "updated_at": None,
        "hero": MadeUpPicture(words),
        "hero_alt": "",
        "hero_caption": words.caption,
    }
    return {
        "page": SimpleNamespace(**{**page, **changed}),
        "authors": people(words, writers),
        "level": level,
        "lang": words.lang,
        "corrections": [],
    }


def card(words: Words, **changed: Any) -> SimpleNamespace:
    """An article in a list."""
    told = {
        "headline": words.headline,
        "standfirst": words.standfirst,
        "kicker": words.kicker,
        "url": "/news/the-ferry/",
        "premium": False,
        "picture": MadeUpPicture(words),
        "published": THURSDAY,
        "authors": people(words, 2),
        "lang": words.lang,
        "dir": words.dir,
    }
    return SimpleNamespace(**{**told, **changed})


def paragraphs(words: Words) -> list[MadeUpBlock]:
    """The paragraphs of the story."""
    return [MadeUpBlock("text", f"<p>{text}</p>") for text in words.paragraphs]


def figure(words: Words, size: str = "column", picture: MadeUpPicture | None = None) -> MadeUpBlock:
    """A picture in the body."""
    return MadeUpBlock("picture", _picture(words, size, picture or MadeUpPicture(words)))


def gallery(words: Words, count: int) -> MadeUpBlock:
    """Pictures that belong together."""
    pictures = [_picture(words, "column", MadeUpPicture(words)) for _ in range(count)]
    return MadeUpBlock("gallery", {"title": words.crosshead, "pictures": pictures})


def _picture(words: Words, size: str, image: MadeUpPicture) -> dict[str, Any]:
    return {"image": image, "caption": words.caption, "alt": words.alt, "size": size}


def changed(words: Words) -> dict[str, Any]:
    """Two policies that a reader is asked to read again."""
    kinds = zip(("terms", "privacy"), words.policies, strict=False)
    policies = [
        SimpleNamespace(kind=kind, title=title, url=f"/{kind}/", number=3, version="3", in_force_from=FRIDAY)
        for kind, title in kinds
    ]
    return {"changed": policies}


def choices(words: Words) -> dict[str, Any]:
    """What readers may choose where a publisher added something of others."""

    def party(name: str) -> SimpleNamespace:
        return SimpleNamespace(name=name, told=f"{name}: {words.about}", policy="https://stats.example/privacy")

    kinds = [
        {"kind": "measurement", "name": words.topics[0], "parties": [party("Counting House")]},
        {"kind": "embeds", "name": words.topics[0], "parties": [party("Squawk"), party("Mapperley")]},
    ]
    return {"choices": {"kinds": kinds, "version": "0a1b2c3d", "to_load": "[]"}}
