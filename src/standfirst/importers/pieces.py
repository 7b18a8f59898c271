"""What the walk over an imported body yields, and how it is put together into blocks."""

import html
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from standfirst.newsroom.videos import video_at

CROSSHEAD_LIMIT = 120
WHO_LIMIT = 120
TITLE_LIMIT = 200
ADDRESS_LIMIT = 2_000

_EDGES = re.compile(r"\A(?:\s|<br/>)+|(?:\s|<br/>)+\Z")
_INLINE = re.compile(r"</?[abi]\b[^>]*>")
_MARKUP = re.compile(r"<[^>]*>")
_ADDRESS = re.compile(r"https?://\S+\Z")
_LINK_ALONE = re.compile(r'<a href="([^"]*)">[^<]*</a>\Z')


class Break:
    """Where a paragraph ends."""


BREAK: Final = Break()


@dataclass(frozen=True, slots=True)
class Rich:
    """A whole element of rich text that is not a paragraph: a list or a quotation."""

    html: str


@dataclass(frozen=True, slots=True)
class Block:
    """One block of the body: its name in ``newsroom.blocks.BodyBlock`` and its value as kept, pictures by number."""

    kind: str
    value: object


Piece = str | Break | Rich | Block
"""A ``str`` is a run of inline HTML, written by us: only b, i, a and br, all words escaped."""


def visible(inline: str) -> str:
    """The words a reader sees of a run of inline HTML."""
    return html.unescape(_MARKUP.sub(" ", _INLINE.sub("", inline))).replace("\xa0", " ").strip()


def runs_of(pieces: Iterable[Piece]) -> list[str]:
    """What stands between breaks, as HTML, without the blocks."""
    runs = [""]
    for piece in pieces:
        if isinstance(piece, str):
            runs[-1] += piece
        else:
            runs += [piece.html, ""] if isinstance(piece, Rich) else [""]
    return runs


def wrapped(pieces: Iterable[Piece], before: str, after: str) -> list[Piece]:
    """Each run of words set between two tags; everything that is no run of words passes."""
    return [f"{before}{piece}{after}" if isinstance(piece, str) and visible(piece) else piece for piece in pieces]


def trimmed(inline: str) -> str:
    """Without white space and line breaks at both ends."""
    return _EDGES.sub("", inline)


def blocks_from(pieces: Iterable[Piece]) -> list[Block]:
    """The body: paragraphs, lists and quotations that follow each other share a text block; at most one teaser end."""
    body = _Body()
    for piece in pieces:
        body.take(piece)
    body.close_text()
    return body.blocks


class _Body:
    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self._text: list[str] = []
        self._paragraph: list[str] = []

    def take(self, piece: Piece) -> None:
        if isinstance(piece, str):
            self._paragraph.append(piece)
            return
        self._close_paragraph()
        if isinstance(piece, Rich):
            self._text.append(piece.html)
        elif isinstance(piece, Block) and not self._is_second_teaser_end(piece):
            self.close_text()
            self.blocks.append(piece)

    def close_text(self) -> None:
        self._close_paragraph()
        if self._text:
            self.blocks.append(Block("text", "".join(self._text)))
            self._text = []

    def _close_paragraph(self) -> None:
        inline, self._paragraph = trimmed("".join(self._paragraph)), []
        words = visible(inline)
        if not words:
            return
        if video := video_alone(inline, words):
            self.close_text()
            self.blocks.append(video)
        else:
            self._text.append(f"<p>{inline}</p>")

    def _is_second_teaser_end(self, piece: Block) -> bool:
        return piece.kind == "teaser_end" and any(block.kind == "teaser_end" for block in self.blocks)


def video_alone(inline: str, words: str) -> Block | None:
    """A video block for a paragraph that is nothing but the address of one, linked or bare."""
    link = _LINK_ALONE.fullmatch(inline)
    address = html.unescape(link[1]) if link and _ADDRESS.fullmatch(words) else words
    return video_block(address) if _ADDRESS.fullmatch(address) else None


def video_block(address: str, title: str = "") -> Block | None:
    """
    A video block, or None when ``address`` is of no player we know by its host.

    PeerTube runs on any host, and an imported text is not to put a frame of any host into our pages: an editor can.
    """
    if address.startswith("//"):
        address = f"https:{address}"
    address = re.sub(r"\Ahttp:", "https:", address)
    video = video_at(address)
    if video is None or video.provider == "PeerTube":
        return None
    return Block(
        "video",
        {
            "url": video.page,
            "title": title[:TITLE_LIMIT] or f"Video on {video.provider}",
            "poster": None,
        },
    )


def link_to(address: str, words: str) -> str:
    """A link as inline HTML, or only the words when the address is not one for readers."""
    safe = safe_address(address)
    label = html.escape(words, quote=False)
    return f'<a href="{html.escape(safe)}">{label}</a>' if safe else label


def safe_address(address: str) -> str:
    """``address`` when it is http, https, mailto, tel or relative and no longer than ADDRESS_LIMIT; "" otherwise."""
    address = re.sub(r"[\x00-\x20\x7f]+", "", address)
    if len(address) > ADDRESS_LIMIT:
        return ""
    scheme = re.match(r"([^/?#:]*):", address)
    return "" if scheme and scheme[1].lower() not in {"http", "https", "mailto", "tel"} else address
