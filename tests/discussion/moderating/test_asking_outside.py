"""The outside check: signed, in time, never elsewhere; and a comment that waits for it is shown when it says so."""

import base64
import hashlib
import hmac
import json
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, ClassVar

import pytest

from standfirst.discussion.editing import edit
from standfirst.discussion.models import Comment, CommentState, Verdict
from standfirst.discussion.moderating.asking_outside import AskLater, ask_about, follow
from standfirst.discussion.moderating.gathering import draft_of
from standfirst.discussion.moderating.pipeline import decide
from standfirst.discussion.moderating.recording import record
from standfirst.discussion.moderating.verdicts import Decision, Say, Word
from tests.discussion.moderating.rows import a_comment, a_conversation, a_reader

pytestmark = pytest.mark.django_db
SECRET = "0123456789abcdef0123456789abcdef"


class Program(BaseHTTPRequestHandler):
    """A publisher's program: answers what ``says`` is, and keeps what it was asked."""

    says: ClassVar[tuple[int, dict[str, str], bytes]]
    asked: ClassVar[list[tuple[str, dict[str, str], bytes]]]
    waits: ClassVar[threading.Event | None]

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.asked.append((self.path, {name.lower(): value for name, value in self.headers.items()}, body))
        if self.waits is not None:
            self.waits.wait(10)
        status, headers, answer = self.says
        self.send_response(status)
        for name, value in {**headers, "Content-Length": str(len(answer))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(answer)

    do_GET = do_POST  # noqa: N815

    def log_message(self, *args: Any) -> None:
        pass


@pytest.fixture
def program(settings: Any) -> Iterator[type[Program]]:
    Program.says, Program.asked, Program.waits = (200, {}, b'{"say": "publish"}'), [], None
    server = ThreadingHTTPServer(("127.0.0.1", 0), Program)
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    settings.STANDFIRST_COMMENT_HOOK = f"http://127.0.0.1:{server.server_port}/check"
    settings.STANDFIRST_COMMENT_HOOK_SECRET = SECRET
    settings.STANDFIRST_COMMENT_HOOK_SECONDS = 3
    settings.STANDFIRST_COMMENT_HOOK_INSIDE = True
    yield Program
    if Program.waits is not None:
        Program.waits.set()
    server.shutdown()
    server.server_close()


def a_waiting_comment(text: str = "The council knew.", *more: Word) -> Comment:
    """As posting leaves it: held, with what the phases said."""
    author = a_reader()
    conversation = a_conversation(section="Town", topics=["Roads"])
    now = datetime.now(UTC)
    decision = decide(draft_of(author, conversation, text, now=now))
    decision = Decision(decision.say, (*more, *decision.words))
    assert decision.say is Say.HOLD
    assert decision.deciding is not None
    reason = decision.deciding.told_as
    comment = a_comment(author, text, conversation=conversation, state=CommentState.HELD, reason=reason)
    record(comment, decision, now)
    return comment


def state_of(comment: Comment) -> str:
    return str(Comment.objects.get(pk=comment.pk).state)


def last_said(comment: Comment) -> str:
    return Verdict.objects.filter(comment=comment).order_by("-round", "-pk")[0].sentence


def test_it_is_asked_after_the_commit_about_the_comment_and_nothing_of_its_writer(
    program: type[Program], django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        comment = a_waiting_comment()
        assert program.asked == []
    assert state_of(comment) == "published"
    [(path, headers, body)] = program.asked
    told = json.loads(body)
    assert (path, told["text"], told["story"]["topics"]) == ("/check", "The council knew.", ["Roads"])
    assert "amelia" not in body.decode().lower()
    signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
    right = base64.b64encode(hmac.new(SECRET.encode(), signed, hashlib.sha256).digest()).decode()
    assert headers["webhook-signature"] == f"v1,{right}"
    assert SECRET not in str(headers)


@pytest.mark.parametrize(
    ("answer", "state", "sentence"),
    [
        (b'{"say": "publish"}', "published", "The outside check says: nothing against it."),
        (b'{"say": "hold", "reason": "ask a lawyer"}', "held", "The outside check says: ask a lawyer."),
        (b'{"say": "reject", "reason": "a threat"}', "rejected", "The outside check says: a threat."),
    ],
)
def test_the_answer_is_followed(program: type[Program], answer: bytes, state: str, sentence: str) -> None:
    program.says = (200, {}, answer)
    comment = a_waiting_comment()
    ask_about(comment.pk, last_time=False)
    assert (state_of(comment), last_said(comment)) == (state, sentence)


def test_what_another_phase_held_stays_held_whatever_it_says(program: type[Program]) -> None:
    comment = a_waiting_comment(
        "The council knew.", Word("newcomers", Say.HOLD, "newcomer", {"first": 1, "published": 0})
    )
    ask_about(comment.pk, last_time=False)
    assert state_of(comment) == "held"


def test_a_moderator_who_was_quicker_has_the_last_word(program: type[Program]) -> None:
    comment = a_waiting_comment()
    Comment.objects.filter(pk=comment.pk).update(state=CommentState.REJECTED)
    ask_about(comment.pk, last_time=False)
    assert (state_of(comment), program.asked) == ("rejected", [])


def test_an_answer_about_a_text_that_was_changed_meanwhile_publishes_nothing(program: type[Program]) -> None:
    asked_about = a_waiting_comment()
    assert asked_about.author is not None
    edit(asked_about.author, asked_about, "Quite another thing to say.", now=asked_about.written_at)
    follow(asked_about, Word("outside", Say.PUBLISH, "outside_says", {"said": "nothing against it"}))
    assert state_of(asked_about) == "held"
    assert last_said(asked_about) == "The outside check is asked, and has not answered yet."
    ask_about(asked_about.pk, last_time=False)
    assert state_of(asked_about) == "published"
    assert json.loads(program.asked[-1][2])["text"] == "Quite another thing to say."


@pytest.mark.parametrize(
    "says",
    [
        (500, {}, b"{}"),
        (302, {"Location": "/elsewhere"}, b""),
        (200, {}, b"yes"),
        (200, {}, b'{"say": "maybe"}'),
        (200, {}, b'["publish"]'),
        (200, {}, b'{"say": "publish", "more": "' + b"x" * 70_000 + b'"}'),
    ],
    ids=["500", "redirect", "no JSON", "unknown", "a list", "too long"],
)
def test_whatever_else_it_answers_the_comment_stays_held(program: type[Program], says: Any) -> None:
    program.says = says
    comment = a_waiting_comment()
    with pytest.raises(AskLater):
        ask_about(comment.pk, last_time=False)
    ask_about(comment.pk, last_time=True)
    assert state_of(comment) == "held"
    assert last_said(comment).startswith("The outside check did not answer")
    assert {path for path, _headers, _body in program.asked} == {"/check"}  # nowhere else


def test_it_is_not_waited_for_longer_than_is_set(program: type[Program], settings: Any) -> None:
    program.waits = threading.Event()
    settings.STANDFIRST_COMMENT_HOOK_SECONDS = 0.05
    comment = a_waiting_comment()
    ask_about(comment.pk, last_time=True)
    assert (state_of(comment), last_said(comment)) == (
        "held",
        "The outside check did not answer: no answer within 0.05 seconds.",
    )


def test_a_program_inside_our_own_network_is_not_called_unless_that_is_meant(
    program: type[Program], settings: Any
) -> None:
    settings.STANDFIRST_COMMENT_HOOK_INSIDE = False
    comment = a_waiting_comment()
    ask_about(comment.pk, last_time=True)
    assert (state_of(comment), program.asked) == ("held", [])
    assert last_said(comment) == "The outside check did not answer: its address is not one of the open internet."


def test_without_an_address_nobody_is_asked() -> None:
    conversation = a_conversation()
    decision = decide(draft_of(a_reader(), conversation, "The council knew.", now=datetime.now(UTC)))
    assert decision.say is Say.PUBLISH
