"""One line of a JSON Lines file, read as an article."""

import json
import re

from standfirst.access.levels import Level
from standfirst.importers.cleaning import Unreadable
from standfirst.importers.conversion import Body, body_from
from standfirst.importers.fields import Fields
from standfirst.importers.figures import ALT_LIMIT, CAPTION_LIMIT
from standfirst.importers.incoming import Incoming, Refused
from standfirst.importers.media import About, MediaFolder
from standfirst.importers.notes import NoPicture, Note, pictures_were_left_out
from standfirst.importers.places import NAME_LIMIT
from standfirst.importers.words import language_of, shortened
from standfirst.newsroom.models import ArticlePage

_KNOWN = {
    "id", "section", "slug", "headline", "standfirst", "kicker", "dateline", "body", "access", "authors", "topics",
    "published_at", "updated_at", "language", "image", "comments",
}  # fmt: skip
_LANGUAGES = {code for code, _ in ArticlePage.LANGUAGES}
_IS_MARKED_UP = re.compile(r"<(?:p|div|br|h[1-6]|ul|ol|blockquote|figure|section|article)\b", re.IGNORECASE)


def article_from_line(text: str, media: MediaFolder) -> tuple[Incoming, list[Note]]:
    """
    The article that a line holds, and what of it could not be brought over.

    Raises Refused with everything that is wrong with the line.
    """
    try:
        values = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise Refused(f"bad JSON: {_where(error)}") from None
    if not isinstance(values, dict):
        raise Refused("not a JSON object")
    fields = Fields(values)
    published_at = fields.moment("published_at", required=True)
    updated_at = fields.moment("updated_at")
    access = _access(fields)
    headline = fields.text("headline", limit=255, required=True)
    image, notes = _image(values.get("image"), fields)
    language = _language(fields, headline)
    source_id = f"articles:{fields.key('id', limit=180)}"
    section = fields.text("section", limit=NAME_LIMIT, required=True)
    slug, standfirst = fields.text("slug", limit=255), fields.text("standfirst", limit=2000)
    kicker, dateline = fields.text("kicker", limit=60), fields.text("dateline", limit=80)
    source = fields.words("body", required=True)
    authors, topics = fields.names("authors", limit=NAME_LIMIT), fields.names("topics", limit=NAME_LIMIT)
    if fields.wrong:
        raise Refused("; ".join(fields.wrong))
    # Only a line that is good makes pictures.
    hero = _hero(image, media, notes)
    body = _body(source, media)
    notes += body.notes
    notes += [Note("unknown field left out", shortened(name, 60)) for name in values if name not in _KNOWN]
    article = Incoming(
        source_id=source_id,
        section=section,
        slug=slug,
        standfirst=standfirst,
        kicker=kicker,
        dateline=dateline,
        headline=headline,
        access=access,
        published_at=published_at,
        updated_at=updated_at,
        body=tuple(body.blocks),
        authors=authors,
        topics=topics,
        language=language,
        hero=hero,
        hero_caption=image.get("caption", ""),
        hero_alt=image.get("alt", ""),
        without_pictures=pictures_were_left_out(notes),
    )
    return article, notes


def _where(error: Exception) -> str:
    if not isinstance(error, json.JSONDecodeError):
        return "too deep or too long"
    return f"{error.msg.removesuffix(' at')} at column {error.colno}"


def _access(fields: Fields) -> Level:
    # There is no default: a line that forgets its access level must not be given away.
    name = fields.text("access", limit=40, required=True)
    if not name or name in set(Level):
        return Level(name or Level.PREMIUM)
    fields.wrong.append(f"access “{shortened(name, 40)}” is none of {', '.join(Level)}")
    return Level.PREMIUM


def _language(fields: Fields, headline: str) -> str:
    code = fields.text("language", limit=35)
    if not code:
        return language_of(headline) or "en"
    main = re.split(r"[-_]", code.lower())[0]
    if main not in _LANGUAGES:
        fields.wrong.append(f"language “{shortened(code, 40)}” is none of {', '.join(sorted(_LANGUAGES))}")
    return main


def _image(value: object, fields: Fields) -> tuple[dict[str, str], list[Note]]:
    if value is None:
        return {}, []
    if not isinstance(value, dict):
        fields.wrong.append("image must be an object")
        return {}, []
    image = Fields(value, "image.")
    address = image.text("file", limit=1000) or image.text("url", limit=2000)
    if not address and not image.wrong:
        image.wrong.append("image has neither file nor url")
    found = {
        "address": address,
        "caption": image.text("caption", limit=CAPTION_LIMIT),
        "alt": image.text("alt", limit=ALT_LIMIT),
        "credit": image.text("credit", limit=160),
    }
    fields.wrong += image.wrong
    return found, [] if found["credit"] else [Note("picture without a credit", address)]


def _hero(image: dict[str, str], media: MediaFolder, notes: list[Note]) -> int | None:
    if not image:
        return None
    try:
        return media.picture(image["address"], About(alt=image["alt"], credit=image["credit"]))
    except NoPicture as reason:
        notes.append(Note(str(reason), image["address"], reason.mend))
        return None


def _body(source: str, media: MediaFolder) -> Body:
    try:
        return body_from(source, media.found, blank_lines_are_paragraphs=not _IS_MARKED_UP.search(source))
    except Unreadable as reason:
        raise Refused(str(reason)) from None
