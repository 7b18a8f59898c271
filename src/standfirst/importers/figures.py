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
        caption = one_line(captions[-1].text()) if captions else ""
        if len(images) > 1 or (images and _GALLERY.search(node.classes)):
            return self._gallery(node, images)
        if images and not node.find("table", "blockquote"):
            return [BREAK, *self._picture(images[0], caption)]
        if "pullquote" in node.classes:
            for quotation in node.find("blockquote"):
                quotation.attributes["class"] = "pullquote"
        words = one_line(
            "".join(c if isinstance(c, str) else "" if c.tag == "figcaption" else c.text() for c in node.children)
        )
        if _ADDRESS.fullmatch(words) and (video := video_block(words, caption)):
            return [BREAK, video]
        return [BREAK, *self._inside(node, True), BREAK]

    def of_container(self, node: Node) -> list[Piece]:
        """The pieces of a ``div``, ``dl`` or list that is nothing but pictures with captions; empty when it is more."""
        if _GALLERY.search(node.classes) and (images := node.find("img")):
            return self._gallery(node, images)
        if _CAPTION.search(node.classes) and len(images := node.find("img")) == 1:
            return [BREAK, *self._picture(images[0], one_line(node.text()))]
        return []

    def _picture(self, image: Node, caption: str) -> list[Piece]:
        value = self._value(image, caption)
        if value is not None:
            return [Block("picture", value)]
        # The words under a missing picture are the author's: they stay, as words.
        return [BREAK, f"<i>{html.escape(caption, quote=False)}</i>", BREAK] if caption else []

    def _gallery(self, node: Node, images: Sequence[Node]) -> list[Piece]:
        captions = {
            id(image): one_line(c[-1].text())
            for f in node.find("figure")
            if (c := f.find("figcaption"))
            for image in f.find("img")
        }
        title = next(
            (one_line(c.text()) for c in node.children if isinstance(c, Node) and c.tag == "figcaption"),
            "",
        )
        found = [value for image in images if (value := self._value(image, captions.get(id(image), ""))) is not None]
        if len(found) > 1:
            return [
                BREAK,
                Block("gallery", {"title": shortened(title, 120), "pictures": found}),
            ]
        if found:
            return [BREAK, Block("picture", found[0])]
        return [BREAK, f"<i>{html.escape(title, quote=False)}</i>", BREAK] if title else []

    def _value(self, image: Node, caption: str) -> dict[str, object] | None:
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
        wide = re.search(r"\balign(?:wide|full)\b", f"{image.classes}") is not None
        return {
            "image": number,
            "caption": shortened(caption, CAPTION_LIMIT),
            "alt": shortened(one_line(image.attributes.get("alt", "")), ALT_LIMIT),
            "size": "wide" if wide else "column",
        }
