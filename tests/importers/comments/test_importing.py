"""Comments of other systems as readers here meet them: under their article, in their threads, once."""

import io
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from wagtail.contrib.redirects.models import Redirect

from standfirst.discussion.models import Comment, CommentState, Conversation
from standfirst.discussion.recounting import drift
from standfirst.importers import commands
from standfirst.newsroom.models import ArticlePage
from standfirst.readers.models import Reader
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
from tests.importers.support import Run, an_article, an_item, import_articles, import_wordpress, jsonl, wxr

pytestmark = pytest.mark.django_db


def import_comments(path: Path, system: str, *, confirmed: bool = False, as_json: bool = True) -> Run:
    """Run ``standfirst import comments`` as the command line would."""
    stdout, stderr = io.StringIO(), io.StringIO()
    status = commands.import_comments(path, system, confirmed, as_json, stdout, stderr)
    return Run(status, stdout.getvalue(), stderr.getvalue())


@pytest.fixture
def ferry(tmp_path: Path) -> ArticlePage:
    """The article that all these comments are about."""
    import_articles(jsonl(tmp_path, an_article(slug="the-ferry")))
    article: ArticlePage = ArticlePage.objects.get(slug="the-ferry")
    return article


@dataclass(frozen=True)
class Row:
    """A comment by its place in the thread."""

    text: str
    depth: int
    parent: str
    state: str


def rows() -> list[Row]:
    return [
        Row(one.text, one.depth, one.parent.text if one.parent else "", one.state)
        for one in Comment.objects.select_related("parent").order_by("written_at", "pk")
    ]


def test_threads_times_and_names_of_disqus_are_here_once_however_often_they_come(
    tmp_path: Path, ferry: ArticlePage
) -> None:
    path = disqus(
        tmp_path,
        a_thread(link="https://old.example/harbour/the-ferry/"),
        a_post(12, parent=11, message="<p>It is the crew.</p>", name="Siobhan O'Dwyer", created="2019-03-01T11:00:00Z"),
        a_post(11),
        a_post(13, parent=12, message="<p>No.</p>", created="2019-03-01T12:00:00Z"),
    )
    first = import_comments(path, "disqus")
    assert (first.status, first.stderr) == (0, "")
    assert first.counts["comments"] == {"new": 3, "unchanged": 0, "refused": 0}
    assert rows() == [
        Row("Late again.", 0, "", "published"),
        Row("It is the crew.", 1, "Late again.", "published"),
        Row("No.", 2, "It is the crew.", "published"),
    ]
    conversation = Conversation.objects.get()
    assert conversation.path == "/harbour/the-ferry/"
    assert (conversation.comments, conversation.threads) == (3, 1)
    assert list(drift()) == []
    reply = Comment.objects.get(source_id="12")
    assert (reply.author, reply.author_name) == (None, "Siobhan O'Dwyer")
    assert reply.written_at == datetime(2019, 3, 1, 11, tzinfo=UTC)
    again = import_comments(path, "disqus")
    assert again.counts["comments"] == {"new": 0, "unchanged": 3, "refused": 0}
    assert Comment.objects.count() == 3


def test_what_was_deleted_leaves_a_gap_where_somebody_answered_and_nothing_elsewhere(
    tmp_path: Path, ferry: ArticlePage
) -> None:
    path = disqus(
        tmp_path,
        a_thread(),
        a_post(11, deleted=True, message="<p>Gone words.</p>"),
        a_post(12, parent=11, deleted=True, message="<p>Gone words.</p>"),
        a_post(13, parent=12, message="<p>Still here.</p>"),
        a_post(14, deleted=True, message="<p>Gone words.</p>"),
    )
    run = import_comments(path, "disqus")
    assert run.counts["comments"]["new"] == 1
    assert sorted((row.depth, row.state, row.text) for row in rows()) == [
        (0, "deleted", ""), (1, "deleted", ""), (2, "published", "Still here."),
    ]  # fmt: skip
    assert list(drift()) == []
    assert import_comments(path, "disqus").counts["comments"] == {"new": 0, "unchanged": 1, "refused": 0}
    assert Comment.objects.count() == 3


def test_a_circle_and_an_answer_to_nothing_still_come_in(tmp_path: Path, ferry: ArticlePage) -> None:
    path = disqus(
        tmp_path,
        a_thread(),
        a_post(11, parent=12, message="a"),
        a_post(12, parent=11, message="b"),
        a_post(13, parent=13, message="c"),
        a_post(14, parent=99, message="d"),
        a_post(15, parent=14, message="e"),
    )
    run = import_comments(path, "disqus")
    assert (run.status, run.counts["comments"]["new"]) == (0, 5)
    assert sorted((row.text, row.parent) for row in rows()) == [
        ("a", ""), ("b", "a"), ("c", ""), ("d", ""), ("e", "d"),
    ]  # fmt: skip
    assert list(run.counts["notes"].values()) == [3]
    assert list(drift()) == []


def test_what_cannot_come_in_is_said_with_its_place_and_the_rest_does(tmp_path: Path, ferry: ArticlePage) -> None:
    path = disqus(
        tmp_path,
        a_thread(1),
        a_thread(2, link="https://old.example/nowhere/"),
        a_post(11),
        a_post(12, thread=2),
        a_post(13, message="<script>x</script>"),
        a_post(14, created="2190-01-01T00:00:00Z"),
        a_post(15, message="x" * 20_001),
        a_post(16, created="never"),
    )
    run = import_comments(path, "disqus", as_json=False)
    assert run.status == commands.NOT_ALL_IN
    assert run.stderr.splitlines() == [
        "comment 12: no article stands at /nowhere/",
        "comment 13: it has no words",
        "comment 14: it was written in the future",
        "comment 15: it has 20,001 characters; 20,000 is the most",
        "comment 16: createdAt “never” is no date and time",
    ]
    assert "1 comments in" in run.stdout
    assert [row.text for row in rows()] == ["Late again."]


def test_an_article_that_has_moved_is_found_by_its_redirect(tmp_path: Path, ferry: ArticlePage) -> None:
    Redirect.add_redirect("/2019/03/old-ferry", redirect_to=ferry)
    path = disqus(tmp_path, a_thread(link="https://old.example/2019/03/old-ferry/?x=1"), a_post())
    assert import_comments(path, "disqus").counts["comments"]["new"] == 1
    assert Conversation.objects.get().path == "/harbour/the-ferry/"


def test_states_of_coral_come_with_its_comments_and_accounts_only_where_addresses_were_confirmed(
    tmp_path: Path, ferry: ArticlePage
) -> None:
    reader = Reader.objects.create_user("ada@example.com", "Harbour 7 lights", first_name="Ada", last_name="Nance")
    path = coral(
        tmp_path,
        STORY,
        WRITER,
        a_coral_comment("c1"),
        a_coral_comment("c2", status="PREMOD", parentID="c1"),
        a_coral_comment("c3", status="REJECTED"),
    )
    assert import_comments(path, "coral", confirmed=True).status == 0
    assert [(one.source_id, one.state, one.author) for one in Comment.objects.order_by("pk")] == [
        ("c1", CommentState.PUBLISHED, reader),
        ("c2", CommentState.HELD, reader),
    ]
    assert Conversation.objects.get().comments == 1
    assert list(drift()) == []


def test_without_that_word_authors_are_names_without_accounts(tmp_path: Path, ferry: ArticlePage) -> None:
    Reader.objects.create_user("ada@example.com", "Harbour 7 lights", first_name="Ada", last_name="Nance")
    assert import_comments(coral(tmp_path, STORY, WRITER, a_coral_comment()), "coral").status == 0
    assert [(one.author, one.author_name) for one in Comment.objects.all()] == [(None, "Ada")]


def test_comments_of_isso_come_in(tmp_path: Path, ferry: ArticlePage) -> None:
    path = isso(
        tmp_path,
        [
            (1, 1, None, 1_500_000_000.5, None, 1, "Late *again*.", "Ada"),
            (1, 2, 1, 1_500_000_100.0, None, 1, "> Late\n\nNo.", None),
        ],
    )
    assert import_comments(path, "isso").counts["comments"]["new"] == 2
    assert [row.text for row in rows()] == ["Late again.", "> Late\n\nNo."]


def a_wordpress_comment(number: int, **values: object) -> str:
    told = {
        "comment_id": number,
        "comment_author": "Ada",
        "comment_author_email": "ada@example.com",
        "comment_date_gmt": "2020-01-01 10:00:00",
        "comment_content": f"Comment {number}",
        "comment_approved": 1,
        "comment_type": "",
        "comment_parent": 0,
        **values,
    }
    inside = "".join(f"<wp:{name}><![CDATA[{value}]]></wp:{name}>" for name, value in told.items())
    return f"<wp:comment>{inside}</wp:comment>"


def test_a_wordpress_export_brings_its_comments_along(tmp_path: Path) -> None:
    comments = [
        a_wordpress_comment(1, comment_content="One\n<b>two</b>\n\nthree"),
        a_wordpress_comment(2, comment_parent=1, comment_author="Siobhan O&#8217;Dwyer"),
        a_wordpress_comment(3, comment_approved=0),
        a_wordpress_comment(4, comment_approved="spam"),
        a_wordpress_comment(5, comment_type="pingback"),
        a_wordpress_comment(6, comment_type="order_note"),
        a_wordpress_comment(7, comment_date_gmt="0000-00-00 00:00:00"),
    ]
    path = wxr(
        tmp_path,
        an_item(1, inside="".join(comments)),
        an_item(2, post_password="x", inside=a_wordpress_comment(8)),
        an_item(3, status="draft", inside=a_wordpress_comment(9, comment_content="About a draft")),
    )
    run = import_wordpress(path)
    assert run.status == commands.NOT_ALL_IN
    assert run.stderr == "comment 7 (comment): it has no date that can be read\n"
    assert run.counts["comments"] == {"new": 4, "unchanged": 0, "refused": 1}
    assert skipped(run) == {
        ("post", "protected by a password, and not to be published open"): 1,
        ("comment", "its article was not brought over"): 1,
        ("comment", "spam there"): 1,
        ("pingback", "says only that another site linked here"): 1,
        ("order_note", "a kind of its own that we have no place for"): 1,
    }
    assert [(row.text, row.state) for row in rows()] == [
        ("One\ntwo\n\nthree", "published"),
        ("Comment 2", "published"),
        ("Comment 3", "held"),
        ("About a draft", "published"),
    ]
    assert Comment.objects.get(text="Comment 2").author_name == "Siobhan O’Dwyer"
    # Nobody may know of a draft, and so of nothing that was said of it.
    assert not Comment.objects.get(text="About a draft").conversation.shown
    assert import_wordpress(path).counts["comments"] == {"new": 0, "unchanged": 4, "refused": 1}


def test_articles_bring_the_comments_of_their_line_along(tmp_path: Path) -> None:
    when = "2026-03-02T08:00:00Z"
    comments = [
        {"id": 2, "parent": 1, "author": "Bo", "text": "> Late\n\nNo.", "written_at": "2026-03-02T09:00:00+00:00"},
        {"id": 1, "html": "<p>Late <b>again</b>.</p>", "written_at": when},
        {"id": 3, "text": "Waiting", "written_at": when, "state": "held"},
        {"id": 4, "text": "When?"},
        {"id": 5, "text": "", "written_at": when, "state": "odd"},
        "words",
    ]
    path = jsonl(tmp_path, an_article(1, comments=comments), an_article(2, access="never", comments=comments[:1]))
    run = import_articles(path)
    assert run.counts["comments"] == {"new": 3, "unchanged": 0, "refused": 3}
    assert run.stderr.splitlines()[1:] == [
        "comment 4 in line 1: written_at is missing",
        "comment 5 in line 1: text is missing; state must be published or held",
        "comment 6 in line 1: it is not a JSON object",
    ]
    assert skipped(run) == {("comment", "its article was not brought over"): 1}
    assert sorted((row.text, row.parent, row.state) for row in rows()) == [
        ("> Late\n\nNo.", "Late again.", "published"),
        ("Late again.", "", "published"),
        ("Waiting", "", "held"),
    ]
    assert import_articles(path).counts["comments"] == {"new": 0, "unchanged": 3, "refused": 3}


def skipped(run: Run) -> dict[tuple[str, str], int]:
    told: list[dict[str, Any]] = json.loads(run.stdout)["skipped"]
    return {(row["kind"], row["reason"]): row["count"] for row in told}
