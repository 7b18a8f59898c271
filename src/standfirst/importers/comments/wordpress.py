"""Reads the comments in a WordPress export (WXR): each stands in the item that it is about."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

from standfirst.importers.cleaning import Unreadable
from standfirst.importers.comments.incoming import NAME_LIMIT, IncomingComment, Place, Standing
from standfirst.importers.comments.plain import text_of_html
from standfirst.importers.comments.reading import Found, Skipped, nobody
from standfirst.importers.incoming import Refused
from standfirst.importers.words import one_line, shortened, without_markup
from standfirst.importers.wxr import Item, items_of

SOURCE = "wordpress"
_STANDINGS = {"1": Standing.PUBLISHED, "approve": Standing.PUBLISHED, "0": Standing.HELD, "hold": Standing.HELD}
_GONE = {"trash", "post-trashed"}
_LINKED = {"pingback", "trackback"}


def comments_of(path: Path, site: str, total: int) -> Iterator[Found]:
    """
    Every comment of the export of ``site``, in the order of the file, which has ``total`` items. Raises NotReadable.
    """
    for number, item in enumerate(items_of(path), start=1):
        for comment in item.comments:
            place = f"{shortened(one_line(comment.get('wp:comment_id', '')), 40) or number} (comment)"
            yield Found(place, _read(comment, item, site), number / max(total, 1))


def _read(comment: Mapping[str, str], item: Item, site: str) -> IncomingComment | Refused | Skipped:
    try:
        return _comment(comment, item, site)
    except (Refused, Skipped) as why:
        return why
    except Unreadable as why:
        return Refused(str(why).replace("body", "comment"))


def _comment(comment: Mapping[str, str], item: Item, site: str) -> IncomingComment:
    kind, approved = comment.get("wp:comment_type", ""), comment.get("wp:comment_approved", "")
    if kind in _LINKED:
        raise Skipped("says only that another site linked here", kind)
    if kind not in {"", "comment"}:
        raise Skipped("a kind of its own that we have no place for", shortened(one_line(kind), 40))
    if approved == "spam":
        raise Skipped("spam there")
    key, parent = comment.get("wp:comment_id", "").strip(), comment.get("wp:comment_parent", "").strip()
    if not key or len(key) > 40:
        raise Refused("it has no wp:comment_id")
    standing = Standing.GONE if approved in _GONE else _STANDINGS.get(approved)
    if standing is None:
        raise Refused(f"its wp:comment_approved {shortened(one_line(approved), 40) or 'is not said and'} is not known")
    return IncomingComment(
        source=SOURCE,
        # Two exports may both have a comment 12.
        source_id=f"{site}/{key}",
        parent="" if parent in {"", "0"} else f"{site}/{parent}"[:200],
        place=Place(item["link"].strip(), without_markup(item["title"])[:255], f"{SOURCE}:{site}:{_post(item)}"),
        author=shortened(without_markup(comment.get("wp:comment_author", "")), NAME_LIMIT) or nobody(),
        text="" if standing is Standing.GONE else text_of_html(comment.get("wp:comment_content", ""), keep_lines=True),
        written_at=_moment(comment),
        standing=standing,
        address=comment.get("wp:comment_author_email", "") if _has_account(comment) else "",
    )


def _post(item: Item) -> str:
    return item["wp:post_id"].strip()[:60]


def _has_account(comment: Mapping[str, str]) -> bool:
    """Everybody else typed an address that nobody confirmed."""
    return comment.get("wp:comment_user_id", "").strip() not in {"", "0"}


def _moment(comment: Mapping[str, str]) -> datetime:
    """``comment_date_gmt`` is UTC; the local time, the last resort, is read as UTC."""
    for field in ("wp:comment_date_gmt", "wp:comment_date"):
        try:
            return datetime.strptime(comment.get(field, "").strip(), "%Y-%m-%d %H:%M:%S").replace(tzinfo=UTC)
        except ValueError:
            continue
    raise Refused("it has no date that can be read")
