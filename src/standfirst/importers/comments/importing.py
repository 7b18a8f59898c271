"""From a file of another system to comments here."""

from collections.abc import Callable, Iterator
from pathlib import Path

from standfirst.importers.comments import coral, disqus, isso
from standfirst.importers.comments.bringing import BringingComments
from standfirst.importers.comments.incoming import IncomingComment
from standfirst.importers.comments.reading import Found, Skipped
from standfirst.importers.comments.report import CommentReport
from standfirst.importers.comments.stories import NotHere
from standfirst.importers.progress import Advance

READERS: dict[str, Callable[[Path], Iterator[Found]]] = {
    "disqus": disqus.posts_of,
    "coral": coral.comments_of,
    "isso": isso.comments_of,
}


def import_found(
    found: Iterator[Found],
    report: CommentReport,
    advance: Callable[[float, int], None],
    *,
    confirmed: bool = False,
    elsewhere: str = "",
) -> None:
    """
    Bring in what was ``found``. ``elsewhere``: why a comment is skipped whose story is not here; without it that is
    something to mend. Raises NotReadable.
    """
    bringing = BringingComments(report, confirmed=confirmed)
    for one in found:
        if isinstance(one.comment, IncomingComment):
            try:
                bringing.take(one.place, one.comment)
            except NotHere as why:
                if elsewhere:
                    report.skip("comment", elsewhere)
                else:
                    report.refuse(one.place, str(why))
        elif isinstance(one.comment, Skipped):
            report.skip(one.comment.kind, str(one.comment))
        else:
            report.refuse(one.place, str(one.comment))
        advance(one.share, report.articles)
    bringing.finish()


def import_file(path: Path, system: str, confirmed: bool, report: CommentReport, advance: Advance) -> None:
    """Bring in the comments that ``system`` has written to ``path``. Raises NotReadable."""
    import_found(READERS[system](path), report, advance, confirmed=confirmed)
