"""The pages of a conversation, as somebody meets them who is signed in or not."""

import re
import uuid
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from standfirst.access.levels import Variant
from standfirst.discussion import liking, muting
from standfirst.discussion.conversations import conversation_at, kept
from standfirst.discussion.models import Comment, CommentState, Conversation, Report, State
from standfirst.discussion.models.moderation_rules import LIMITS_TAG, ModerationRules
from standfirst.discussion.naming import profile_of
from standfirst.discussion.story_rules import set_state
from standfirst.generations.models import Change
from standfirst.newsroom.models import ArticlePage, SectionPage
from standfirst.readers.models import Reader, Tally
from tests.discussion.making import a_reader, moderate, say
from tests.newsroom.making import PARAGRAPHS, an_article, rendered

pytestmark = pytest.mark.django_db
PATH = "/harbour/the-pilot/comments/"


@pytest.fixture
def story(article: ArticlePage) -> Conversation:
    """The conversation about /harbour/the-pilot/."""
    found = conversation_at("/harbour/the-pilot/")
    assert found is not None
    return kept(found)


@pytest.fixture
def as_ben(client: Client, ben: Reader) -> Client:
    client.force_login(ben)
    return client


def html(client: Client, path: str, status: int = 200) -> str:
    answer = client.get(path)
    assert answer.status_code == status, path
    return answer.content.decode()


def write(client: Client, text: str, **more: str) -> Any:
    Tally.objects.all().delete()
    return client.post(f"{PATH}write/", {"text": text, **more})


def test_pages_fall_when_a_comment_may_be_longer_and_say_so_at_once(client: Client, story: Conversation) -> None:
    assert 'data-most="5000"' in html(client, PATH)
    made = rendered(PATH)
    assert made.plan is not None
    assert LIMITS_TAG in made.plan.tags
    told = ModerationRules(most_characters=900)
    told.save()
    assert Change.objects.filter(tag=LIMITS_TAG).count() == 1
    assert 'data-most="900"' in html(client, PATH)
    told.most_lines = 7
    told.save()
    assert Change.objects.filter(tag=LIMITS_TAG).count() == 1, "no page says how many lines"


def test_the_page_shows_threads_and_no_word_of_the_article_but_its_headline(
    client: Client, harbour: SectionPage, ann: Reader, ben: Reader
) -> None:
    page = an_article(harbour, "gated", access_level="registered", body=[("text", PARAGRAPHS)])
    found = conversation_at("/harbour/gated/")
    assert found is not None
    story = kept(found)
    first = say(ann, story, "The pilot is right.")
    say(ben, story, "He is not.", parent=first)
    for path in ("/harbour/gated/comments/", "/harbour/gated/comments/first/", f"/harbour/gated/comments/{first.pk}/"):
        shown = html(client, path)
        assert "The pilot is right." in shown
        assert "He is not." in shown
        assert "zebra" not in shown
        assert page.standfirst not in shown


@pytest.mark.parametrize("order", ["", "?order=newest", "?order=oldest"])
def test_a_page_is_one_for_everybody_and_falls_with_what_stands_on_it(
    story: Conversation, ann: Reader, order: str
) -> None:
    say(ann, story)
    made = rendered(PATH, Variant.FULL, order.removeprefix("?"))
    assert made.plan is not None
    assert f"conversation:{story.pk}" in made.plan.tags
    assert {"site", "lists"} <= made.plan.tags
    assert made.plan.params == ("order", "after", "before")
    assert "Set-Cookie" not in dict(made.headers)
    assert b"csrfmiddlewaretoken" not in made.body


def test_pages_go_on_by_key_and_a_key_or_order_that_no_link_says_is_not_there(
    client: Client, story: Conversation, ann: Reader
) -> None:
    for _ in range(21):
        say(ann, story)
    first = html(client, f"{PATH}?order=oldest")
    (key,) = re.findall(r"\?order=oldest&amp;after=(\d+)", first)
    second = html(client, f"{PATH}?order=oldest&after={key}")
    assert first.count("<article") == 20
    assert second.count("<article") == 1
    assert f"?order=oldest&amp;before={Comment.objects.latest('pk').pk}" in second
    for wrong in ("after=x", "after=999999", "order=loudest", "after=-1", "after=" + "9" * 40):
        html(client, f"{PATH}?{wrong}", status=404)


def test_an_article_that_also_stands_elsewhere_has_one_conversation(
    client: Client, story: Conversation, article: ArticlePage, culture: SectionPage, ann: Reader
) -> None:
    comment = say(ann, story)
    article.create_alias(parent=culture, update_slug="pilot-again")
    assert comment.text in html(client, "/culture/pilot-again/comments/")
    assert 'href="/harbour/the-pilot/comments/"' in html(client, "/culture/pilot-again/")


def test_nothing_is_left_of_a_conversation_whose_story_is_not_public(
    client: Client, story: Conversation, article: ArticlePage, ann: Reader
) -> None:
    comment = say(ann, story)
    handle = profile_of(ann).handle
    article.unpublish()
    for path in (PATH, f"{PATH}first/", f"{PATH}{comment.pk}/", f"/comments/{comment.pk}/report/", f"{PATH}write/"):
        html(client, path, status=404)
    assert comment.text not in html(client, f"/readers/{handle}/")
    assert client.get(f"/comments/counts/?of={article.pk}").json() == {}


@pytest.mark.parametrize(
    "state", [CommentState.HELD, CommentState.REJECTED, CommentState.REMOVED, CommentState.DELETED]
)
def test_what_is_not_published_is_nowhere(
    client: Client, story: Conversation, article: ArticlePage, ann: Reader, ben: Reader, state: CommentState
) -> None:
    comment = say(ann, story, "A canary sings.")
    say(ben, story, "What did it sing?", parent=comment)
    handle = profile_of(ann).handle
    moderate(comment, state, "abuse")
    client.force_login(ben)
    for path in (PATH, f"{PATH}first/", f"{PATH}{comment.pk}/", f"/readers/{handle}/", f"{PATH}mine/?of={comment.pk}"):
        assert "canary" not in html(client, path), path
    for act in ("like", "mute", "report", "yours", "edit", "delete"):
        html(client, f"/comments/{comment.pk}/{act}/", status=404)
    assert client.get(f"/comments/counts/?of={article.pk}").json() == {str(article.pk): 1}
    if state == CommentState.REMOVED:
        assert "A moderator removed this comment: it attacks a person." in html(client, PATH)


def test_counts_come_for_a_whole_list_at_once(
    client: Client, story: Conversation, article: ArticlePage, ann: Reader
) -> None:
    say(ann, story)
    path = f"/comments/counts/?of={article.pk}-999999"
    assert client.get(path).json() == {str(article.pk): 1}
    made = rendered("/comments/counts/", Variant.FULL, path.partition("?")[2])
    assert made.plan is not None
    assert made.plan.params == ("of",)
    assert client.get("/comments/counts/").json() == {}
    for wrong in ("?of=", "?of=x", "?of=" + "-".join(["1"] * 101)):
        html(client, f"/comments/counts/{wrong}", status=404)


def test_a_comment_is_written_and_seen_at_its_own_page(as_ben: Client, story: Conversation) -> None:
    answer = write(as_ben, "Slow down.\n\n> quoted")
    comment = Comment.objects.get()
    assert answer["Location"] == f"{PATH}{comment.pk}/#comment-{comment.pk}"
    assert '<blockquote><p dir="auto">quoted</p></blockquote>' in html(as_ben, f"{PATH}{comment.pk}/")


@pytest.mark.parametrize("mark", ["", str(uuid.uuid4())], ids=["none", "of a form"])
def test_a_form_sent_twice_makes_one_comment(as_ben: Client, story: Conversation, mark: str) -> None:
    where = [write(as_ben, "Slow down.", once=mark)["Location"] for _ in range(2)]
    assert where[0] == where[1]
    assert Comment.objects.count() == 1


def test_two_presses_at_the_turn_of_the_minutes_make_one_comment(as_ben: Client, story: Conversation) -> None:
    with time_machine.travel(datetime(2026, 11, 26, 12, 9, 59, 900_000, tzinfo=UTC), tick=False) as clock:
        first = write(as_ben, "Slow down.")
        clock.shift(0.2)
        assert write(as_ben, "Slow down.")["Location"] == first["Location"]
    assert Comment.objects.count() == 1


def test_what_its_writer_took_back_can_be_written_again(as_ben: Client, story: Conversation) -> None:
    write(as_ben, "Slow down, all of you.")
    as_ben.post(f"/comments/{Comment.objects.get().pk}/delete/")
    with time_machine.travel(timezone.now() + timedelta(minutes=5)):
        assert write(as_ben, "Slow down, all of you.").status_code == 303
    assert Comment.objects.exclude(state=CommentState.DELETED).count() == 1


def test_a_refused_text_is_still_in_the_form_with_the_words_at_the_field(as_ben: Client, story: Conversation) -> None:
    answer = write(as_ben, "x" * 5_003)
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert "<title>Error: " in shown
    assert "Your comment is 3 characters too long" in shown
    assert "x" * 5_003 in shown
    assert 'href="#id_text"' in shown
    assert write(as_ben, "  ").status_code == 422


def test_who_is_too_quick_is_told_when_and_loses_nothing(as_ben: Client, story: Conversation) -> None:
    write(as_ben, "One thing.")
    answer = as_ben.post(f"{PATH}write/", {"text": "And another, which is longer."})
    assert answer.status_code == 429
    assert int(answer["Retry-After"]) >= 1
    assert "And another, which is longer." in answer.content.decode()


def test_what_was_begun_signed_out_is_in_the_form_after_the_sign_in(
    client: Client, story: Conversation, ben: Reader
) -> None:
    ben.set_password("Tulip9 orchard")
    ben.save()
    first = say(a_reader(), story)
    answer = write(client, "I was there.", to=str(first.pk))
    assert answer["Location"].startswith("/sign-in/?next=")
    assert Comment.objects.count() == 1
    to = client.post("/sign-in/", {"email": ben.email, "password": "Tulip9 orchard", "next": f"{PATH}write/"})
    assert to["Location"] == f"{PATH}write/"
    shown = html(client, f"{PATH}write/")
    assert "I was there.</textarea>" in shown
    assert f'name="to" value="{first.pk}"' in shown
    write(client, "I was there.", to=str(first.pk))
    assert Comment.objects.latest("pk").parent_id == first.pk
    assert "I was there.</textarea>" not in html(client, f"{PATH}write/")


def test_a_held_comment_is_seen_by_its_author_alone(as_ben: Client, client: Client, story: Conversation) -> None:
    story.state = State.PREMODERATED
    story.save()
    answer = write(as_ben, "A canary waits.")
    comment = Comment.objects.get()
    assert comment.state == CommentState.HELD
    assert answer["Location"] == f"/comments/{comment.pk}/yours/"
    for path in (answer["Location"], "/account/comments/", f"{PATH}mine/"):
        told = html(as_ben, path)
        assert "A canary waits." in told
        assert "Your comment is with our moderators. Only you can see it until then." in told
    assert "canary" not in html(as_ben, PATH)
    nobody = Client()
    assert "canary" not in html(nobody, f"{PATH}mine/")
    assert nobody.get(answer["Location"]).status_code == 303


def test_a_small_request_tells_what_is_personal(as_ben: Client, ben: Reader, ann: Reader, story: Conversation) -> None:
    anns, own = say(ann, story), say(ben, story)
    Tally.objects.all().delete()
    liking.like(ben, anns)
    muting.mute(ben, ann)
    answer = as_ben.get(f"{PATH}mine/?of={anns.pk},{own.pk}")
    told = answer.json()
    assert "no-store" in answer["Cache-Control"]
    assert told["liked"] == [anns.pk]
    assert told["muted"] == [profile_of(ann).handle]
    assert list(told["own"]) == [str(own.pk)]
    assert f"/comments/{own.pk}/delete/" in told["own"][str(own.pk)]
    assert "Ben Shaw" in told["who"]


def test_a_comment_can_be_changed_for_a_while_and_then_only_deleted(as_ben: Client, story: Conversation) -> None:
    write(as_ben, "Slow down.")
    comment = Comment.objects.get()
    Tally.objects.all().delete()
    as_ben.post(f"/comments/{comment.pk}/edit/", {"text": "Slow down, Sir."})
    assert "Slow down, Sir." in html(as_ben, PATH)
    assert "Edited" in html(as_ben, PATH)
    Comment.objects.update(written_at="2026-11-16T12:00Z")
    assert "It is too late to change this comment." in html(as_ben, f"/comments/{comment.pk}/edit/", status=409)
    assert "Nobody can read it any more after that." in html(as_ben, f"/comments/{comment.pk}/delete/")
    assert as_ben.post(f"/comments/{comment.pk}/delete/")["Location"] == "/account/comments/?deleted"
    assert "Slow down" not in html(as_ben, PATH)


def test_nobody_changes_what_somebody_else_wrote(as_ben: Client, story: Conversation, ann: Reader) -> None:
    comment = say(ann, story)
    for act in ("edit", "delete"):
        assert as_ben.post(f"/comments/{comment.pk}/{act}/", {"text": "Mine now."}).status_code == 404
    comment.refresh_from_db()
    assert (comment.text, comment.state) != ("Mine now.", CommentState.DELETED)


def test_a_like_without_script_goes_and_comes_back(
    as_ben: Client, client: Client, story: Conversation, ann: Reader
) -> None:
    comment = say(ann, story)
    like = f"/comments/{comment.pk}/like/"
    assert as_ben.post(like)["Location"] == f"{PATH}{comment.pk}/#comment-{comment.pk}"
    assert as_ben.post(like)["Location"] == like
    assert "Take it back" in html(as_ben, like)
    Tally.objects.all().delete()
    as_ben.post(like, {"stop": "1"})
    comment.refresh_from_db()
    assert comment.likes == 0
    assert Client().post(like)["Location"] == f"/sign-in/?next={like}"


def test_anybody_can_report_and_is_told_the_reference(client: Client, story: Conversation, ann: Reader) -> None:
    comment = say(ann, story)
    where = f"/comments/{comment.pk}/report/"
    answer = client.post(where, {"words": "It names my street.", "address": "nobody"})
    assert answer.status_code == 422
    shown = answer.content.decode()
    assert "Choose what is wrong with the comment" in shown
    assert "It names my street." in shown
    assert "Enter your email address, like name@example.com" in shown
    done = client.post(where, {"reason": "illegal", "words": "It names my street.", "address": "cleo@example.com"})
    told = Report.objects.get()
    assert (told.reason, told.address, told.reporter) == ("illegal", "cleo@example.com", None)
    assert f"Thank you. A person will read it. Reference {told.reference}." in done.content.decode()


def test_muting_is_between_a_reader_and_us(as_ben: Client, story: Conversation, ann: Reader) -> None:
    comment = say(ann, story)
    where = f"/comments/{comment.pk}/mute/"
    as_ben.post(where)
    assert "You have muted" in html(as_ben, where)
    assert profile_of(ann).handle in as_ben.get(f"{PATH}mine/").json()["muted"]
    as_ben.post(where, {"stop": "1"})
    assert as_ben.get(f"{PATH}mine/").json()["muted"] == []


def test_a_reader_keeps_their_page_to_themselves(client: Client, story: Conversation, ann: Reader) -> None:
    comment = say(ann, story)
    page = f"/readers/{profile_of(ann).handle}/"
    assert comment.text in html(client, page)
    client.force_login(ann)
    client.post("/account/comments/", {"private": "on"})
    assert comment.text in html(client, page)
    shown = html(Client(), page)
    assert "Ann O’Neil" in shown
    assert comment.text not in shown
    assert "This reader keeps their page to themselves." in shown


@pytest.mark.parametrize("state", [State.CLOSED, State.READ_ONLY])
def test_a_closed_conversation_is_read_and_not_written(
    as_ben: Client, story: Conversation, ann: Reader, state: State
) -> None:
    comment = say(ann, story)
    story.state = state
    story.save()
    shown = html(as_ben, PATH)
    assert comment.text in shown
    assert "<textarea" not in shown
    assert write(as_ben, "One more.").status_code == 403


def test_a_closed_conversation_says_since_when(client: Client, story: Conversation) -> None:
    set_state(story, a_reader("Mo"), State.CLOSED, now=datetime(2026, 11, 23, 9, tzinfo=UTC))
    assert "Comments closed on Monday 23 November 2026. You can still read them." in html(client, PATH)
