"""An article on its way in: everything of it read, checked and turned into our terms, nothing of it written yet."""

import hashlib
import json
import uuid
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from standfirst.access.levels import Level
from standfirst.importers.pieces import Block

_BLOCKS = uuid.UUID("6f1b1f3c-4f0e-4c39-9a53-6d3f7a0a5b11")


class Refused(Exception):
    """This one cannot be brought in; the message says why, for the person who imports."""


@dataclass(frozen=True, slots=True)
class Incoming:
    """
    ``slug`` is a wish, "" for one made of the headline. ``published_at`` None means a draft; one in the future is a
    schedule. ``section_listed`` False: a section made for it stays out of the navigation. ``without_pictures``: the
    source has some, and this import was given no folder to take them from.
    """

    source_id: str
    section: str
    headline: str
    access: Level
    published_at: datetime | None
    body: tuple[Block, ...]
    slug: str = ""
    standfirst: str = ""
    kicker: str = ""
    dateline: str = ""
    authors: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    updated_at: datetime | None = None
    language: str = "en"
    hero: int | None = None
    hero_caption: str = ""
    hero_alt: str = ""
    section_listed: bool = True
    without_pictures: bool = False

    def digest(self) -> str:
        """The same for the same article, however often it is read: hexadecimal SHA-256."""
        return hashlib.sha256(json.dumps(asdict(self), sort_keys=True, default=str).encode()).hexdigest()

    def raw_body(self) -> str:
        """The body as a StreamField keeps it. Block ids follow from the source: reading it again changes none."""
        raw = [
            {"type": block.kind, "value": _raw_value(block, name), "id": _id(name)}
            for block, name in ((block, f"{self.source_id}/{place}") for place, block in enumerate(self.body))
        ]
        return json.dumps(raw)


def _raw_value(block: Block, name: str) -> object:
    if block.kind != "gallery" or not isinstance(block.value, dict):
        return block.value
    pictures: Sequence[object] = block.value["pictures"]
    items = [{"type": "item", "value": value, "id": _id(f"{name}/{place}")} for place, value in enumerate(pictures)]
    return {**block.value, "pictures": items}


def _id(name: str) -> str:
    return str(uuid.uuid5(_BLOCKS, name))
