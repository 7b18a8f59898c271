"""The pictures of a WordPress export: what it says about each, and its file where --media has it."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from standfirst.importers.figures import ALT_LIMIT, CAPTION_LIMIT
from standfirst.importers.media import About, MediaFolder, without_size
from standfirst.importers.notes import NoPicture, Note
from standfirst.importers.shortcodes import GalleryPicture
from standfirst.importers.words import shortened, without_markup
from standfirst.importers.wxr import Item, items_of

_NO_PICTURES = (".mp3", ".wav", ".ogg", ".mp4", ".mov", ".pdf")


@dataclass(frozen=True, slots=True)
class Attachment:
    """One file of WordPress's library, in its own words."""

    address: str
    parent: str
    title: str
    alt: str
    caption: str


@dataclass(frozen=True, slots=True)
class Hero:
    """The picture at the top of an article."""

    number: int
    caption: str
    alt: str


class Attachments:
    """
    Read from the export before the articles are: an article may stand before its pictures.

    Raises NotReadable. ``items_in_export`` counts all items of the file.
    """

    def __init__(self, path: Path, media: MediaFolder) -> None:
        self._media = media
        self._by_id: dict[str, Attachment] = {}
        self._by_path: dict[str, Attachment] = {}
        self.items_in_export = 0
        for item in items_of(path):
            self.items_in_export += 1
            if item["wp:post_type"] == "attachment" and item["wp:attachment_url"]:
                attachment = _attachment(item)
                self._by_id[item["wp:post_id"]] = attachment
                self._by_path[_path(attachment.address)] = attachment

    def bring(self, item: Item) -> None:
        """Make the picture that ``item``, an attachment, is. Raises NoPicture."""
        if not item["wp:attachment_url"]:
            raise NoPicture("has no address")
        self._number(_attachment(item))

    def number_of(self, address: str) -> int:
        """The number of the picture for the address in an ``img``. Raises NoPicture."""
        path = _path(address)
        known = self._by_path.get(path) or self._by_path.get(without_size(path))
        return self._number(known or Attachment(address, "", "", "", ""))

    def hero(self, item: Item, notes: list[Note]) -> Hero | None:
        """The picture that WordPress calls featured; when there is none to use, a note says so."""
        chosen = item.meta.get("_thumbnail_id")
        if not chosen:
            return None
        attachment = self._by_id.get(chosen)
        try:
            if attachment is None:
                raise NoPicture("featured picture is not in the export")
            number = self._number(attachment)
        except NoPicture as reason:
            detail = attachment.address if attachment else f"no. {chosen}"
            notes.append(Note(str(reason), detail, reason.mend))
            return None
        return Hero(number, shortened(attachment.caption, CAPTION_LIMIT), shortened(attachment.alt, ALT_LIMIT))

    def gallery(self, item: Item, ids: Sequence[str] | None) -> list[GalleryPicture]:
        """The pictures with ``ids`` in this order, or those that hang on ``item`` for None."""
        if ids is None:
            chosen = [a for a in self._by_id.values() if a.parent and a.parent == item["wp:post_id"]]
        else:
            chosen = [self._by_id[i] for i in ids if i in self._by_id]
        pictures = [a for a in chosen if not a.address.lower().endswith(_NO_PICTURES)]
        return [GalleryPicture(a.address, a.alt, a.caption) for a in pictures]

    def _number(self, attachment: Attachment) -> int:
        return self._media.picture(attachment.address, About(title=attachment.title, alt=attachment.alt))


def _attachment(item: Item) -> Attachment:
    return Attachment(
        address=item["wp:attachment_url"],
        parent=item["wp:post_parent"],
        title=without_markup(item["title"]),
        alt=without_markup(item.meta.get("_wp_attachment_image_alt", "")),
        caption=without_markup(item["excerpt:encoded"]),
    )


def _path(address: str) -> str:
    try:
        return urlsplit(address).path
    except ValueError:
        return address
