"""Who sets the rules of moderation keeps words and looks at the model; a moderator tries a text; others do neither."""

import pytest
from django.test import Client
from django.utils import timezone

from standfirst.discussion.models import Comment, ModelState, ModerationRules, WordList
from standfirst.discussion.moderating.scoring import TextModel
from tests.discussion.moderating.test_rules import a_state
from tests.readers.test_subscriptions_by_staff import staff

pytestmark = pytest.mark.django_db

WORDS, NEW, TRY, MODEL = (
    "/admin/comment_words/",
    "/admin/comment_words/new/",
    "/admin/conversations/try/",
    "/admin/conversations/model/",
)
RULES = "/admin/settings/discussion/moderationrules/"


@pytest.fixture
def desk(db: None) -> Client:
    return staff("Moderators")


def test_words_are_listed_and_the_list_says_what_is_wrong_where(desk: Client) -> None:
    refused = desk.post(NEW, {"language": "en", "kind": "banned", "words": "idiot*\nf*ne"})
    assert "Change line 2: a star can stand only at an end." in refused.content.decode()
    assert "idiot*\nf*ne" in refused.content.decode()  # nothing typed is lost
    assert desk.post(NEW, {"language": "en", "kind": "banned", "words": "idiot*\nscum"}).status_code == 302
    listed = desk.get(WORDS).content.decode()
    assert "Try a text" in listed
    assert WordList.objects.get().count == 2
    again = desk.post(NEW, {"language": "en", "kind": "banned", "words": "other"})
    assert "There is such a list for this language already" in again.content.decode()


def test_a_text_is_tried_with_the_lists_and_with_words_that_are_not_listed(desk: Client) -> None:
    WordList.objects.create(language="en", kind="banned", words="idiot*")
    told = {"text": "An <b>1d!ot</b>, a f00l", "language": "en", "words": ""}
    page = desk.post(TRY, told).content.decode()
    assert "It would not be published." in page
    assert "banned word: “idiot*”, written “b&gt;1d!ot&lt;/b”" in page
    page = desk.post(TRY, {**told, "text": "A f00l", "words": "fool"}).content.decode()
    assert "It would wait for a moderator." in page
    assert "No check has anything to say of it." in desk.post(TRY, {**told, "text": "A f00l"}).content.decode()
    assert (WordList.objects.count(), Comment.objects.count()) == (1, 0)


def test_a_try_that_cannot_be_done_says_so_at_the_field(desk: Client) -> None:
    answer = desk.post(TRY, {"text": "", "language": "1", "words": "a*b"})
    page = answer.content.decode()
    assert answer.status_code == 422
    for said in ("Enter a text to try.", "Enter a language like en or ar.", "line 1: a star can stand only at an end"):
        assert said in page


def test_the_numbers_of_the_checks_are_set_in_the_settings(desk: Client) -> None:
    rules = ModerationRules()
    page = desk.get(RULES, follow=True)
    assert "What happens" not in page.content.decode()
    fields = list(page.context["form"].fields)
    told = {name: getattr(rules, name) for name in fields}
    form = {**told, "newcomers_first": 3, "bar_percent": 40}
    refused = desk.post(page.request["PATH_INFO"], form).content.decode()
    assert "greater than or equal to 50" in refused
    assert desk.post(page.request["PATH_INFO"], {**form, "bar_percent": 95}).status_code == 302
    assert ModerationRules.objects.get().newcomers_first == 3


def test_the_model_is_told_in_numbers_and_words_and_learns_when_asked(desk: Client) -> None:
    assert "It has not learned anything yet." in desk.get(MODEL).content.decode()
    a_state(TextModel(1, 0.8, -1.0, {"vermin": 9.0, "thanks": -3.0, "~<ver": 4.0}))
    ModelState.objects.create(made_at=timezone.now(), note="Little was decided since the last time.")
    page = desk.get(MODEL).content.decode()
    assert "It holds comments that it expects your moderators to reject." in page
    assert "93 per cent" in page
    assert "vermin" in page
    assert "thanks" not in page
    assert "~" not in page.partition("loudest")[2].partition("</p>")[0]
    ModerationRules.objects.create(bar_percent=99)
    assert "it is not right often enough yet" in desk.get(MODEL).content.decode()
    assert desk.post(MODEL).status_code == 303
    assert ModelState.objects.count() == 3


def test_a_moderator_tries_but_does_not_set_and_an_editor_does_neither() -> None:
    moderator, editor = staff("Comment moderators"), staff("Editors")
    assert moderator.get(TRY).status_code == 200
    for page in (WORDS, NEW, MODEL, RULES):
        assert moderator.get(page, follow=True).redirect_chain[-1][0] == "/admin/", page
    assert editor.get(TRY, follow=True).redirect_chain[-1][0] == "/admin/"
