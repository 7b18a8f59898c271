"""Reads the comments in a JSON Lines file of articles: each stands in the line of the article that it is about."""

import json
from collections.abc import Iterator
from pathlib import Path

from standfirst.discussion.moderating.tidying import tidied
from standfirst.importers.cleaning import Unreadable
from standfirst.importers.comments.incoming import LONGEST, NAME_LIMIT, IncomingComment, Place, Standing
from standfirst.importers.comments.plain import text_of_html
from standfirst.importers.comments.reading import Found, nobody
from standfirst.importers.fields import Fields
from standfirst.importers.incoming import Refused
from standfirst.importers.lines import lines_of

SOURCE = "articles"
_FIELD = '"comments"'
_STANDINGS = {"": Standing.PUBLISHED, "published": Standing.PUBLISHED, "held": Standing.HELD}


def comments_of(path: Path) -> Iterator[Found]:
    """Every comment of the file, in its order. Lines that are no article are passed over: they were refused before."""
    size = max(path.stat().st_size, 1)
    with path.open("rb") as file:
        for line in lines_of(file):
            if line.text is None or _FIELD not in line.text:
                continue
            for number, found in enumerate(_of_line(line.text), start=1):
                yield Found(f"{number} in line {line.number}", found, line.end / size)


def _of_line(text: str) -> Iterator[IncomingComment | Refused]:
    try:
        values = json.loads(text)
    except (ValueError, RecursionError):
        return
    if not isinstance(values, dict) or values.get("comments") is None:
        return
    article = Fields(values).key("id", limit=90)
    comments = values["comments"]
    if not isinstance(comments, list):
        yield Refused("comments must be a list")
        return
    for one in comments:
        try:
            if not isinstance(one, dict):
                raise Refused("it is not a JSON object")
            yield _comment(Fields(one), article)
        except Refused as why:
            yield why


def _comment(fields: Fields, article: str) -> IncomingComment:
    key, parent = fields.key("id", limit=90), fields.key("parent", limit=90) if fields.has("parent") else ""
    state = fields.text("state", limit=20)
    written_at = fields.moment("written_at", required=True)
    author = fields.text("author", limit=NAME_LIMIT)
    html = fields.words("html")
    text = fields.words("text", required=not html)
    if state not in _STANDINGS:
        fields.wrong.append("state must be published or held")
    if len(text) > LONGEST:
        fields.wrong.append(f"text has {len(text):,} characters; {LONGEST:,} is the most")
    if fields.wrong or written_at is None:
        raise Refused("; ".join(fields.wrong))
    try:
        words = tidied(text) if text else text_of_html(html)
    except Unreadable as why:
        raise Refused(str(why).replace("body", "html")) from None
    return IncomingComment(
        source=SOURCE,
        # Two articles may both have a comment 1.
        source_id=f"{article}/{key}",
        parent=f"{article}/{parent}" if parent else "",
        place=Place("", "", f"articles:{article}"),
        author=author or nobody(),
        text=words,
        written_at=written_at,
        standing=_STANDINGS[state],
    )
