"""``standfirst import`` with all it can bring in: from a file to an exit status."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TextIO

from standfirst.importers.arrivals import Words
from standfirst.importers.articles import article_from_line
from standfirst.importers.bringing import Bringing
from standfirst.importers.comments.articles import comments_of as comments_of_lines
from standfirst.importers.comments.importing import import_file as import_comments_of
from standfirst.importers.comments.importing import import_found
from standfirst.importers.comments.report import CommentReport
from standfirst.importers.incoming import Refused
from standfirst.importers.lines import lines_of
from standfirst.importers.media import MediaFolder
from standfirst.importers.places import NoFront
from standfirst.importers.progress import Advance, shown
from standfirst.importers.readers import How, ReaderReport, SaysTooLittle
from standfirst.importers.readers import import_rows as import_readers_of
from standfirst.importers.report import Report
from standfirst.importers.streaming import NotReadable
from standfirst.importers.subscriptions import SubscriptionReport, import_rows
from standfirst.importers.wordpress import import_items
from standfirst.preparing import pending_migrations, prepare

ALL_IN, NOT_ALL_IN, DID_NOT_START = 0, 1, 2

_ARTICLES = 0.8
"""Of the way, comments being the rest."""
Run = Callable[[Report, Advance], None]


def import_articles(path: Path, media: Path | None, json: bool, stdout: TextIO, stderr: TextIO) -> int:
    """Bring in a JSON Lines file; returns the exit status: 0 all in, 1 not all, 2 nothing was begun."""
    return _import(path, media, json, stdout, stderr, Report("line", stderr), partial(_lines, path, MediaFolder(media)))


def import_wordpress(path: Path, media: Path | None, json: bool, stdout: TextIO, stderr: TextIO) -> int:
    """Bring in a WordPress export (WXR); returns the exit status: 0 all in, 1 not all, 2 nothing was begun."""
    return _import(
        path, media, json, stdout, stderr, Report("item", stderr), partial(import_items, path, MediaFolder(media))
    )


def import_subscriptions(path: Path, json: bool, stdout: TextIO, stderr: TextIO) -> int:
    """Bring in a file of subscriptions (CSV); returns the exit status: 0 all in, 1 not all, 2 nothing was begun."""
    report = SubscriptionReport("line", stderr)
    return _import(path, None, json, stdout, stderr, report, partial(import_rows, path))


def import_readers(path: Path, how: How, json: bool, stdout: TextIO, stderr: TextIO) -> int:
    """Bring in a file of readers (CSV); returns the exit status: 0 all in, 1 not all, 2 nothing was begun."""
    report = ReaderReport("line", stderr)
    return _import(path, None, json, stdout, stderr, report, partial(import_readers_of, path, how))


def import_comments(path: Path, system: str, confirmed: bool, json: bool, stdout: TextIO, stderr: TextIO) -> int:
    """Bring in the comments of another system; returns the exit status: 0 all in, 1 not all, 2 nothing was begun."""
    report = CommentReport("comment", stderr)
    return _import(path, None, json, stdout, stderr, report, partial(import_comments_of, path, system, confirmed))


def words_of(basis: str, origin: str, wording: str) -> Words | None:
    """
    What the ledger is to say of newsletters that come from ``origin``: the ``wording`` that readers agreed to there,
    or, where nobody has kept it, that they were brought over. None without a ``basis``.
    """
    if not basis:
        return None
    told = wording or f"Brought over from {origin}, where it was chosen. The words of that choice were not kept."
    return Words(basis, origin, told, "" if wording else "en")


def _import(
    path: Path, media: Path | None, json: bool, stdout: TextIO, stderr: TextIO, report: Report, run: Run
) -> int:
    if not path.is_file():
        return _cannot_start(stderr, f"{path} is not a file.", "Give the path of the file to bring in.")
    if not path.stat().st_size:
        return _cannot_start(stderr, f"{path} is empty.", "Export it again.")
    if media is not None and not media.is_dir():
        return _cannot_start(stderr, f"{media} is not a folder.", "Give --media the folder that holds the pictures.")
    if pending_migrations():
        prepare(lambda line: print(line, file=stderr))
    try:
        with shown(path.name, stderr, report.things) as advance:
            run(report, advance)
    except NoFront:
        return _cannot_start(stderr, "The site has no front page.", "Make one in the admin and choose it under Sites.")
    except SaysTooLittle as error:
        return _cannot_start(stderr, str(error), "Give --basis and --from (docs/how-to/bring-readers-in.md).")
    except NotReadable as error:
        return _cannot_start(stderr, f"{path}: {error}.", "Export it again, or mend it there.")
    print(report.as_json() if json else report.in_words(), file=stdout)
    if not json and (words := _next(report, path)):
        print(words, file=stdout)
    return ALL_IN if report.whole else NOT_ALL_IN


def _lines(path: Path, media: MediaFolder, report: Report, advance: Advance) -> None:
    size = max(path.stat().st_size, 1)
    bringing = Bringing(report)
    with path.open("rb") as file:
        for line in lines_of(file):
            try:
                if line.text is None:
                    raise Refused(line.trouble)
                bringing.take(line.number, *article_from_line(line.text, media))
            except Refused as reason:
                report.refuse(line.number, str(reason))
            advance(_ARTICLES * line.end / size, report.articles)
    bringing.finish()
    # After the articles, for a comment goes where its article is.
    comments = CommentReport("comment", report.stderr)
    import_found(
        comments_of_lines(path),
        comments,
        lambda share, _: advance(_ARTICLES + (1 - _ARTICLES) * share, report.articles),
        elsewhere="its article was not brought over",
    )
    report.add(comments)
    advance(1.0, report.articles)


def _cannot_start(stderr: TextIO, where: str, what_to_do: str) -> int:
    print(f"The import did not start.\n{where}\n{what_to_do}", file=stderr)
    return DID_NOT_START


def _next(report: Report, path: Path) -> str:
    if report.whole:
        return f"Next: {report.next_step}" if report.next_step else ""
    return f"Next: mend what is said above and import {path} again; what is in already stays as it is."
