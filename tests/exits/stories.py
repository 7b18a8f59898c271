"""What is to become one article of the seeded site: its words, and the canaries that stand in them."""

import io
from typing import Any

from django.core.files.images import ImageFile
from PIL import Image

from standfirst.newsroom.models import ArticlePage, Picture
from tests.exits.cast import Article
from tests.exits.words import canary, prose


class Story:
    """What is to become one article: its words, and the canaries that stand in them."""

    def __init__(self, name: str, tier: str, level: str, *, length: int = 40) -> None:
        self.name, self.tier, self.level, self.length = name, tier, level, length
        self.shown: dict[str, str] = {}
        self.hidden: dict[str, str] = {}
        self.gated: list[str] = []
        self.public: list[str] = []

    def marked(self, place: str) -> str:
        """A canary for ``place`` that an entitled reader finds on the page."""
        return self.shown.setdefault(place, canary(self.tier, self.name, place))

    def unseen(self, place: str) -> str:
        """A canary for ``place`` that no reader is ever to find."""
        return self.hidden.setdefault(place, canary("nobody", self.name, place))

    def told(self, place: str, words: int = 0) -> str:
        """Gated prose with the canary of ``place`` in the middle."""
        before, after = (prose(f"{self.name} {place} {half}", words or self.length) for half in (1, 2))
        self.gated += [before, after]
        return f"{before} {self.marked(place)} {after}"

    def open(self, place: str) -> str:
        """Prose that stands before the wall."""
        text = prose(f"{self.name} {place} open", 20)
        self.public.append(text)
        return text

    def picture(self) -> Picture:
        file = io.BytesIO()
        Image.new("RGB", (1200, 700), "steelblue").save(file, "JPEG")
        file.seek(0)
        picture = Picture(
            title=self.unseen("image-title"),
            description=self.marked("description"),
            credit=self.marked("credit"),
            file=ImageFile(file, name=f"{self.unseen('file')}.jpg"),
        )
        picture.save()
        # As uploading by the form does.
        picture.get_file_size(), picture.get_file_hash()
        return picture

    def body(self, related: list[ArticlePage]) -> list[tuple[str, Any]]:
        """Every kind of block, all behind the wall but for the first two paragraphs."""
        picture = self.picture()

        def shown(place: str, *, alt: bool = True) -> dict[str, Any]:
            said = self.marked(f"{place}-alt") if alt else ""
            return {"image": picture, "caption": self.marked(f"{place}-caption"), "alt": said, "size": "column"}

        video = f"https://youtu.be/{self.marked('video')}"
        text = f"<p>{self.open('first')}</p><p>{self.open('second')}</p><p>{self.told('third')}</p>"
        return [
            ("text", text + f"<p>{self.told('fourth')} <a href='https://example.org/{self.marked('link')}'>see</a></p>"),
            ("crosshead", f"{prose(self.name, 4)} {self.marked('crosshead')}"),
            ("picture", shown("picture")),
            ("gallery", {"title": self.marked("gallery"), "pictures": [shown("one"), shown("two", alt=False)]}),
            ("pull_quote", {"quote": self.told("quote", 12), "who": self.marked("who")}),
            ("video", {"url": video, "title": self.marked("film"), "poster": None}),
            ("key_points", {"title": self.marked("points"), "points": [self.told("point", 12)]}),
            ("fact_box", {"title": self.marked("facts"), "text": f"<p>{self.told('fact')}</p><ul><li>b</li></ul>"}),
            *([("related", {"title": self.marked("related"), "articles": related})] if related else []),
            ("text", f"<blockquote>{self.told('last')}</blockquote>"),
        ]  # fmt: skip

    def article(self, page: ArticlePage, revisions: tuple[int, ...] = ()) -> Article:
        """The finished page as the tests are to know it."""
        where = "/" + page.url_path.split("/", 2)[2]
        return Article(
            self.name, self.tier, self.level, page.pk, where, self.shown, self.hidden,
            tuple(self.gated), tuple(self.public), revisions, str(page.story_key),
        )  # fmt: skip


def unpublished_story(name: str) -> tuple[Story, dict[str, Any]]:
    """A page that nobody may know of: even its headline is a secret."""
    story = Story(name, "nobody", "free")
    return story, {"title": story.marked("title"), "standfirst": story.told("standfirst", 12)}
