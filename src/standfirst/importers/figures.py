"""Pictures in an imported body: single ones, galleries, and what else stands in a figure."""

import html
import re
from collections.abc import Callable, Sequence

from standfirst.importers.notes import NoPicture, Note
from standfirst.importers.pieces import BREAK, Block, Piece, video_block
from standfirst.importers.tree import Node
from standfirst.importers.words import one_line, shortened

CAPTION_LIMIT = 400
ALT_LIMIT = 250
TITLE_LIMIT = 120

FindPicture = Callable[[str], int]
"""From the address in an ``img`` to the number of the picture. Raises NoPicture."""

_GALLERY = re.compile(r"\b(?:wp-block-gallery|blocks-gallery-grid|gallery)\b")
_CAPTION = re.compile(r"\bwp-caption\b")
_ADDRESS = re.compile(r"https?://\S+\Z")


class Figures:
    """``inside`` walks whatever is in a figure and is no picture."""

    def __init__(
        self,
        find_picture: FindPicture,
        notes: list[Note],
        inside: Callable[[Node, bool], list[Piece]],
    ) -> None:
        self._find_picture = find_picture
        self._notes = notes
        self._inside = inside

    def of(self, node: Node) -> list[Piece]:
        """The pieces of an ``img`` or a ``figure``."""
        if node.tag == "img":
            return self._picture(node, "")
        images = node.find("img")
        captions = node.find("figcaption")
        caption = one_line(" ".join(caption.text() for caption in captions))
        if len(images) > 1 or (images and _GALLERY.search(node.classes)):
            gallery = self._gallery(node, images)
            return [BREAK, *self._inside(node, True), BREAK] if gallery is None else gallery
        if images and not node.holds_more_than(caption):
            return [BREAK, *self._picture(images[0], caption, node.classes)]
        if "pullquote" in node.classes:
            for quotation in node.find("blockquote"):
                quotation.attributes["class"] = "pullquote"
        words = one_line(
            "".join(c if isinstance(c, str) else "" if c.tag == "figcaption" else c.text() for c in node.children)
        )
        if _ADDRESS.fullmatch(words) and (video := video_block(words, caption)):
            return [BREAK, video]
        return [BREAK, *self._inside(node, True), BREAK]

    def of_container(self, node: Node) -> list[Piece] | None:
        """The pieces of a ``div``, ``dl`` or list that is nothing but pictures with captions; None when it is more."""
        if _GALLERY.search(node.classes) and (images := node.find("img")):
            return self._gallery(node, images)
        if _CAPTION.search(node.classes) and len(images := node.find("img")) == 1:
            return [BREAK, *self._picture(images[0], one_line(node.text()))]
        return None

    def _picture(self, image: Node, caption: str, classes: str = "") -> list[Piece]:
        value = self._value(image, caption, classes)
        # The words under a missing picture are the author's: they stay, as words.
        return _as_words(caption) if value is None else [Block("picture", value)]

    def _gallery(self, node: Node, images: Sequence[Node]) -> list[Piece] | None:
        """None when there are other words in it than captions."""
        captions = {
            id(image): one_line(" ".join(caption.text() for caption in figure.find("figcaption")))
            for figure in node.find("figure")
            for image in figure.find("img")
        }
        title = one_line(" ".join(c.text() for c in node.children if isinstance(c, Node) and c.tag == "figcaption"))
        if node.holds_more_than(title, *captions.values()):
            return None
        found: list[dict[str, object]] = []
        words: list[Piece] = []
        for image in images:
            caption = captions.get(id(image), "")
            value = self._value(image, caption)
            if value is None:
                words += _as_words(caption)
            else:
                found.append(value)
        if len(found) > 1 and len(title) <= TITLE_LIMIT:
            return [BREAK, Block("gallery", {"title": title, "pictures": found}), *words]
        return [BREAK, *(Block("picture", value) for value in found), *_as_words(title), *words]

    def _value(self, image: Node, caption: str, classes: str = "") -> dict[str, object] | None:
        source = image.attributes.get("src", "")
        try:
            number = self._find_picture(source)
        except NoPicture as reason:
            self._notes.append(Note(str(reason), shortened(source, 160) or "img without src", reason.mend))
            return None
        for words, limit, name in (
            (caption, CAPTION_LIMIT, "caption"),
            (image.attributes.get("alt", ""), ALT_LIMIT, "alt text"),
        ):
            if len(words) > limit:
                self._notes.append(Note(f"{name} cut to {limit} characters", shortened(words, 60)))
        wide = re.search(r"\balign(?:wide|full)\b", f"{classes} {image.classes}") is not None
        return {
            "image": number,
            "caption": shortened(caption, CAPTION_LIMIT),
            "alt": shortened(one_line(image.attributes.get("alt", "")), ALT_LIMIT),
            "size": "wide" if wide else "column",
        }


def _as_words(caption: str) -> list[Piece]:
    return [BREAK, f"<i>{html.escape(caption, quote=False)}</i>", BREAK] if caption else []
