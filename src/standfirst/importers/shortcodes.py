"""WordPress shortcodes: those that mean something become HTML, the others go, words in brackets stay."""

import html
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from standfirst.importers.notes import Note

_ATTRIBUTE = re.compile(r"""([\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s\]"']+))""")
_CAPTION = re.compile(r"\[(?:wp_)?caption\b([^\]]*)\](.{0,5000}?)\[/(?:wp_)?caption\]", re.DOTALL | re.IGNORECASE)
_EMBED = re.compile(r"\[(embed|youtube|vimeo)\b([^\]]*)\](?:(.{0,5000}?)\[/\1\])?", re.DOTALL | re.IGNORECASE)
_PLAYER = re.compile(r"\[(audio|video|playlist)\b([^\]]*)\](?:.{0,5000}?\[/\1\])?", re.DOTALL | re.IGNORECASE)
_GALLERY = re.compile(r"\[gallery\b([^\]]*)\]", re.IGNORECASE)
# A bracket is a shortcode when it has an attribute, is closed by another, or is a well-known one. “[sic]” is none.
_OTHER = re.compile(r"\[/?([a-z][\w-]*)((?:\s+[\w-]+=[^\]]*)?)\s*/?\]", re.IGNORECASE)
_WELL_KNOWN = {
    "contact-form",
    "contact-form-7",
    "mc4wp_form",
    "polldaddy",
    "toc",
    "sharedaddy",
    "jetpack-related-posts",
}
_IMAGE = re.compile(r"(?:<a\b[^>]*>\s*)?<img\b[^>]*>(?:\s*</a>)?", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://[^\s\"'\]<>]+")


@dataclass(frozen=True, slots=True)
class GalleryPicture:
    """A picture of a gallery, as the export describes it."""

    address: str
    alt: str
    caption: str


def without_shortcodes(
    text: str, gallery: Callable[[Sequence[str] | None], Sequence[GalleryPicture]], notes: list[Note]
) -> str:
    """``text`` with its shortcodes as HTML. ``gallery`` gives the pictures for ids, or all of this article for None."""
    if "[" not in text:
        return text

    def pictures(found: re.Match[str]) -> str:
        ids = _attributes(found[1]).get("ids")
        return _gallery_html(gallery([i.strip() for i in ids.split(",")] if ids else None))

    text = _CAPTION.sub(_caption_html, text)
    text = _GALLERY.sub(pictures, text)
    text = _EMBED.sub(_embed_html, text)
    text = _PLAYER.sub(_player_html, text)
    closed = {name.lower() for name in re.findall(r"\[/([a-z][\w-]*)\]", text, re.IGNORECASE)}

    def other(found: re.Match[str]) -> str:
        name = found[1].lower()
        if not (found[2].strip() or name in closed or name in _WELL_KNOWN):
            return found[0]
        if not found[0].startswith("[/"):
            notes.append(Note(f"shortcode [{name[:40]}] left out"))
        return ""

    return _OTHER.sub(other, text)


def _attributes(text: str) -> dict[str, str]:
    return {name.lower(): double or single or bare for name, double, single, bare in _ATTRIBUTE.findall(text)}


def _caption_html(found: re.Match[str]) -> str:
    image = _IMAGE.search(found[2])
    if image is None:
        return found[2]
    words = (found[2][: image.start()] + found[2][image.end() :]).strip() or _attributes(found[1]).get("caption", "")
    return f"<figure>{image[0]}<figcaption>{words}</figcaption></figure>"


def _gallery_html(pictures: Sequence[GalleryPicture]) -> str:
    figures = (
        f'<figure><img src="{html.escape(picture.address)}" alt="{html.escape(picture.alt)}">'
        f"<figcaption>{html.escape(picture.caption)}</figcaption></figure>"
        for picture in pictures
    )
    return f'<figure class="wp-block-gallery">{"".join(figures)}</figure>' if pictures else ""


def _embed_html(found: re.Match[str]) -> str:
    address = _ADDRESS.search(f"{found[3] or ''} {found[2]}")
    bare = found[2].strip(" =\"'")
    if address is None and found[1].lower() != "embed" and re.fullmatch(r"[\w-]{3,64}", bare):
        host = {"youtube": "https://www.youtube.com/watch?v=", "vimeo": "https://vimeo.com/"}[found[1].lower()]
        return f"<p>{host}{bare}</p>"
    return f"<p>{html.escape(html.unescape(address[0]))}</p>" if address else ""


def _player_html(found: re.Match[str]) -> str:
    address = _ADDRESS.search(found[2])
    return f'<{found[1].lower()} src="{html.escape(address[0])}"></{found[1].lower()}>' if address else ""
