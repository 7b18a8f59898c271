"""What is read of each system's files, before anything is written."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from standfirst.importers.comments import coral as of_coral
from standfirst.importers.comments import disqus as of_disqus
from standfirst.importers.comments import isso as of_isso
from standfirst.importers.comments.incoming import IncomingComment, Standing
from standfirst.importers.comments.reading import Found
from standfirst.importers.streaming import NotReadable
from tests.importers.comments.made_up import (
    STORY,
    WRITER,
    a_coral_comment,
    a_post,
    a_thread,
    coral,
    disqus,
    isso,
)


def read(found: Iterator[Found]) -> tuple[list[IncomingComment], list[tuple[object, str]]]:
    """The comments, and what is said of the others with their place."""
    comments, said = [], []
    for one in found:
        if isinstance(one.comment, IncomingComment):
            comments.append(one.comment)
        else:
            said.append((one.place, str(one.comment)))
    return comments, said


def test_a_post_of_disqus_keeps_its_words_author_time_and_parent(tmp_path: Path) -> None:
    path = disqus(tmp_path, a_thread(), a_post(11), a_post(12, parent=11, name="Siobhan O'Dwyer", message="a<br>b"))
    (first, second), said = read(of_disqus.posts_of(path))
    assert said == []
    assert (first.source, first.source_id, first.parent, first.text) == ("disqus", "11", "", "Late again.")
    assert (second.parent, second.author, second.text) == ("11", "Siobhan O'Dwyer", "a\nb")
    assert second.written_at == datetime(2019, 3, 1, 10, tzinfo=UTC)
    assert second.place.address == "https://old.example/harbour/the-ferry/"


def test_a_thread_that_wordpress_named_knows_its_post(tmp_path: Path) -> None:
    path = disqus(tmp_path, a_thread(identifier="77 https://old.example/?p=77"), a_post())
    ((post,), _) = read(of_disqus.posts_of(path))
    assert post.place.source_id == "wordpress:old.example:77"


def test_what_is_wrong_with_a_post_is_said_and_the_others_are_read(tmp_path: Path) -> None:
    bad = [
        a_post(12, thread=9),
        a_post(13, created="yesterday"),
        a_post(""),
        a_post(15, message="<b>" * 600),
        a_post(16, spam=True),
        a_post(17, deleted=True),
    ]
    comments, said = read(of_disqus.posts_of(disqus(tmp_path, a_thread(), a_post(11), *bad, a_post(18))))
    assert [(comment.source_id, comment.standing, comment.text) for comment in comments] == [
        ("11", Standing.PUBLISHED, "Late again."),
        ("17", Standing.GONE, ""),
        ("18", Standing.PUBLISHED, "Late again."),
    ]
    assert said == [
        ("12", "its thread 9 is not in the file before it"),
        ("13", "createdAt “yesterday” is no date and time"),
        ("no. 5", "it has no dsq:id"),
        ("15", "comment has more than 500 tags inside each other"),
        ("16", "spam there"),
    ]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("<rss><channel/></rss>", "not an export of Disqus"),
        ("<disqus><thread>", "not well-formed"),
        ('<!DOCTYPE x [<!ENTITY a "b">]><disqus><post>&a;</post></disqus>', "document type"),
    ],
)
def test_what_is_no_export_of_disqus_is_not_begun(tmp_path: Path, text: str, why: str) -> None:
    path = tmp_path / "x.xml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(NotReadable, match=why):
        list(of_disqus.posts_of(path))


def test_a_comment_of_coral_is_its_last_revision_by_the_name_of_its_author(tmp_path: Path) -> None:
    path = coral(tmp_path, a_coral_comment("c2", parentID="c1", authorID="u9"), a_coral_comment(), WRITER, STORY)
    (second, first), said = read(of_coral.comments_of(path))
    assert said == []
    assert (first.text, first.author, first.address) == ("Late again.", "Ada", "ada@example.com")
    assert first.edited_at == datetime(2021, 5, 1, 10, 2, tzinfo=UTC)
    assert (second.parent, second.author, second.address) == ("c1", "Anonymous", "")


def test_states_of_coral_are_ours_and_odd_lines_are_said_with_their_number(tmp_path: Path) -> None:
    path = coral(
        tmp_path,
        STORY,
        WRITER,
        a_coral_comment("c1", status="APPROVED", createdAt={"$date": {"$numberLong": "1619863200000"}}),
        a_coral_comment("c2", status="PREMOD"),
        a_coral_comment("c3", status="REJECTED"),
        a_coral_comment("c4", deletedAt={"$date": "2021-06-01T00:00:00Z"}, revisions=[]),
        "{not json",
        '["a list"]',
        a_coral_comment("c5", storyID="s9"),
        a_coral_comment("c6", status="WHATEVER"),
        a_coral_comment("c7", revisions=[]),
        a_coral_comment("c8", createdAt="soon"),
        a_coral_comment(""),
    )
    comments, said = read(of_coral.comments_of(path))
    assert [(one.source_id, one.standing.value) for one in comments] == [
        ("c1", "published"), ("c2", "held"), ("c3", "gone"), ("c4", "gone"),
    ]  # fmt: skip
    assert comments[0].written_at == datetime(2021, 5, 1, 10, tzinfo=UTC)
    assert comments[2].text == ""
    assert said == [
        (7, "it is not JSON, a document a line"),
        (8, "it is not a JSON object"),
        (9, "its story s9 is not in the file"),
        (10, "its status WHATEVER is not known"),
        (11, "it has no revisions, and so no text"),
        (12, "createdAt “soon” is no date and time"),
        (13, "it has no id"),
    ]


def test_a_file_without_a_comment_of_coral_is_not_begun(tmp_path: Path) -> None:
    with pytest.raises(NotReadable, match="storyID"):
        list(of_coral.comments_of(coral(tmp_path, STORY, WRITER)))


def test_comments_of_isso_are_markdown_with_their_threads(tmp_path: Path) -> None:
    path = isso(
        tmp_path,
        [
            (1, 1, None, 1_500_000_000.5, None, 1, "Late *again*.", "Ada"),
            (1, 2, 1, 1_500_000_100.0, 1_500_000_200.0, 2, "> Late\n\nNo.", None),
            (1, 3, 1, 1_500_000_300.0, None, 4, "", None),
            (7, 4, None, 1_500_000_400.0, None, 1, "Where?", "Bo"),
            (1, 5, None, 1_500_000_500.0, None, 9, "What?", "Bo"),
        ],
    )
    (first, second, third), said = read(of_isso.comments_of(path))
    assert (first.text, first.author, first.place.address) == ("Late again.", "Ada", "/harbour/the-ferry/")
    assert (second.parent, second.text, second.author) == (first.source_id, "> Late\n\nNo.", "Anonymous")
    assert second.edited_at == datetime.fromtimestamp(1_500_000_200, UTC)
    assert [one.standing for one in (first, second, third)] == [Standing.PUBLISHED, Standing.HELD, Standing.GONE]
    assert said == [(4, "its thread is not in the database"), (5, "its mode 9 is not known")]


def test_what_is_no_database_of_isso_is_not_begun(tmp_path: Path) -> None:
    path = tmp_path / "isso.db"
    path.write_bytes(b"SQLite format 3\0 and nothing more" * 20)
    with pytest.raises(NotReadable, match="not a database of Isso"):
        list(of_isso.comments_of(path))
