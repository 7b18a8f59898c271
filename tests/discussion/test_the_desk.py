"""The moderators' pages over HTTP: who may come in, the ways without script and with it, and what each page shows."""

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from standfirst.discussion import appealing
from standfirst.discussion.deciding import decide_comment
from standfirst.discussion.figures import count_if_due
from standfirst.discussion.models import Act, Case, Comment, CommentState, Conversation, ModerationDesk, Sanction, What
from standfirst.discussion.taking_turns import claim
from standfirst.readers.models import Reader
from tests.discussion.desk import a_comment, a_conversation, a_moderator, a_reader, a_report, browser_of

pytestmark = pytest.mark.django_db
DESK = "/admin/conversations/"
IN_PLACE = {"HX-Request": "true"}


@pytest.fixture
def mo() -> Reader:
    return a_moderator("Mo")


@pytest.fixture
def desk(mo: Reader) -> Client:
    return browser_of(mo)


def sent(comment: Comment, what: str, **more: Any) -> dict[str, Any]:
    return {"what": what, "turn": comment.case.turn, "queue": "held", **more}


def now_of(comment: Comment) -> str:
    return Comment.objects.get(pk=comment.pk).state


def test_only_moderators_come_in() -> None:
    comment = a_comment(a_conversation(), a_reader())
    for path in ("", f"{comment.pk}/", "authors/", "stories/", "log/", "figures/"):
        assert browser_of(a_moderator("Ed", "Editors")).get(f"{DESK}{path}").status_code == 302
        assert browser_of(a_reader()).get(f"{DESK}{path}").status_code == 302
        assert browser_of(a_moderator()).get(f"{DESK}{path}").status_code == 200
    stranger = browser_of(a_reader())
    assert stranger.post(f"{DESK}{comment.pk}/decide/", sent(comment, "publish")).status_code == 302
    assert now_of(comment) == CommentState.HELD
    assert browser_of(a_moderator()).get(f"{DESK}{comment.pk}/decide/").status_code == 405


def test_a_card_tells_all_there_is_and_nothing_is_taken_as_markup(desk: Client) -> None:
    story, ann = a_conversation(title="Mayor <b>resigns</b>"), a_reader("Ann", last_name="O’Neil")
    parent = a_comment(story, a_reader("Bo"), CommentState.PUBLISHED, "First <i>word</i>")
    comment = a_comment(story, ann, text="<script>alert(1)</script> & more", parent=parent, depth=1)
    a_report(comment, words="He <u>lies</u>")
    page = desk.get(DESK).text
    for words in (
        "&lt;script&gt;alert(1)&lt;/script&gt; &amp; more",
        "Mayor &lt;b&gt;resigns&lt;/b&gt;",
        "First &lt;i&gt;word",
        "He &lt;u&gt;lies",
        "O’Neil",
        "<strong>It attacks a person</strong>",
        "0 published, 0 rejected, here since today",
    ):
        assert words in page, words
    assert desk.get(DESK, {"queue": "held"}).text.count('class="case"') == 0, "a comment stands in one queue"


def test_looking_at_a_colleagues_comment_puts_nothing_on_the_desk(desk: Client) -> None:
    comment = a_comment(a_conversation(), a_reader(), CommentState.PUBLISHED, from_staff=True)
    assert "Let it stand" in desk.get(f"{DESK}{comment.pk}/").text
    assert not Case.objects.exists()
    assert desk.post(f"{DESK}{comment.pk}/claim/").status_code == 204
    assert desk.post(f"{DESK}{comment.pk}/decide/", {"what": "publish", "turn": 0, "queue": "new"}).status_code == 303


def test_deciding_without_script_leads_back_with_a_way_to_undo(desk: Client) -> None:
    comment = a_comment(a_conversation(), a_reader())
    answer = desk.post(f"{DESK}{comment.pk}/decide/", sent(comment, "reject", reason="spam", note="No shops here."))
    assert answer.status_code == 303
    page = desk.get(answer["Location"]).text
    assert "Nothing is waiting. Last decision" in page
    act = Act.objects.get()
    assert f"{DESK}undo/{act.pk}/" in page
    assert desk.post(f"{DESK}undo/{act.pk}/").status_code == 303
    assert now_of(comment) == CommentState.HELD


def test_deciding_in_place_answers_with_the_card(desk: Client) -> None:
    comment = a_comment(a_conversation(), a_reader())
    answer = desk.post(f"{DESK}{comment.pk}/decide/", sent(comment, "reject"), headers=IN_PLACE)
    assert answer.status_code == 422
    assert "Choose a reason: the writer is told." in answer.text
    answer = desk.post(f"{DESK}{comment.pk}/decide/", sent(comment, "publish"), headers=IN_PLACE)
    assert answer.status_code == 200
    assert answer.text.lstrip().startswith("<li")
    assert "data-undo" in answer.text
    act = Act.objects.get()
    back = desk.post(f"{DESK}undo/{act.pk}/", headers=IN_PLACE)
    assert back.status_code == 200
    assert desk.post(f"{DESK}undo/{act.pk}/", headers=IN_PLACE).status_code == 409
    assert now_of(comment) == CommentState.HELD


@pytest.mark.parametrize("headers", [{}, IN_PLACE], ids=["page", "in place"])
def test_a_lost_race_and_a_colleague_who_looks_are_shown(desk: Client, headers: dict[str, str]) -> None:
    comment, other = a_comment(a_conversation(), a_reader()), a_comment(a_conversation(), a_reader())
    seen = sent(comment, "reject", reason="abuse")
    cy = a_moderator("Cy")
    decide_comment(comment, cy, What.PUBLISH)
    answer = desk.post(f"{DESK}{comment.pk}/decide/", seen, headers=headers)
    assert answer.status_code == 409
    assert "<bdi>Cy</bdi> was first: published" in answer.text
    assert now_of(comment) == CommentState.PUBLISHED
    claim(other.case, cy)
    answer = desk.post(f"{DESK}{other.pk}/claim/", {"turn": other.case.turn}, headers=headers)
    assert answer.status_code == 409
    answer = desk.post(f"{DESK}{other.pk}/decide/", sent(other, "publish"), headers=headers)
    assert (answer.status_code, now_of(other)) == (409, CommentState.HELD)
    assert "<bdi>Cy</bdi> is looking at this." in answer.text
    assert 'name="anyway"' in answer.text
    desk.post(f"{DESK}{other.pk}/decide/", sent(other, "publish", anyway="1"), headers=headers)
    assert now_of(other) == CommentState.PUBLISHED


def test_the_queue_pages_by_key_and_filters_by_section(desk: Client) -> None:
    news, sport = a_conversation(), a_conversation(section="Sport")
    ann = a_reader()
    written = [a_comment(news, ann).pk for _ in range(25)]
    a_comment(sport, ann)
    first = desk.get(DESK, {"queue": "held", "section": "News"}).text
    assert first.count("data-case=") == 20
    after = first.split('id="next" href="?')[1].split('"')[0].replace("&amp;", "&")
    rest = desk.get(f"{DESK}?{after}").text
    assert [pk for pk in written if f'data-case="{pk}"' in first + rest] == written
    assert rest.count("data-case=") == 5
    assert desk.get(DESK, {"queue": "held", "section": "Sport"}).text.count("data-case=") == 1
    for nonsense in ("1~x", "~", "9" * 40, "1~2026-01-01", "1~2026-13-45T00:00:00+00:00"):
        assert desk.get(DESK, {"queue": "held", "after": nonsense}).status_code == 200


def test_a_writer_is_sanctioned_and_forgiven_from_their_page(desk: Client) -> None:
    ann = a_reader()
    page = f"{DESK}authors/{ann.subject}/"
    wrong = desk.post(f"{page}sanction/", {"kind": "suspend", "days": "", "reason": "abuse"})
    assert wrong.status_code == 422
    assert "Enter between 1 and 365 days." in wrong.text
    assert desk.post(f"{page}sanction/", {"kind": "ban", "reason": "hate", "days": "7"}).status_code == 303
    assert "Ban from commenting" in desk.get(page).text
    assert "Banned from commenting" in desk.get(f"{DESK}authors/").text
    desk.post(f"{page}lift/", {"sanction": Sanction.objects.get().pk})
    assert "Lifted" in desk.get(page).text


def test_many_comments_are_decided_and_undone_from_a_writer_s_page(desk: Client) -> None:
    story, ann = a_conversation(), a_reader()
    comments = [a_comment(story, ann) for _ in range(3)]
    page = f"{DESK}authors/{ann.subject}/"
    assert desk.post(f"{page}many/", {"act": "reject"}).status_code == 422
    answer = desk.post(f"{page}many/", {"act": "reject", "reason": "spam"})
    told = desk.get(answer["Location"]).text
    assert "3 comments decided." in told
    desk.post(f"{page}undo/", {"bulk": str(Act.objects.first().bulk)})  # type: ignore[union-attr]
    assert {now_of(one) for one in comments} == {CommentState.HELD}


def test_a_story_is_set_by_hand_and_the_log_shows_every_act(desk: Client) -> None:
    story = a_conversation()
    comment = a_comment(story, a_reader(), CommentState.PUBLISHED)
    desk.post(f"{DESK}stories/{story.pk}/", {"state": "read_only"})
    desk.post(f"{DESK}{comment.pk}/feature/", {"act": "feature"})
    desk.post(f"{DESK}duty/", {"on": "1"})
    log = desk.get(f"{DESK}log/").text
    for words in ("Story set from open to read-only", "Featured", "On duty", "Mo"):
        assert words in log, words
    assert Conversation.objects.get(pk=story.pk).state == "read_only"
    assert desk.get(f"{DESK}stories/", {"state": "read_only"}).text.count(story.title) >= 1


def test_who_sets_the_rules_makes_story_rules(django_capture_on_commit_callbacks: Any) -> None:
    court = a_conversation(topics=["Courts"])
    chief = browser_of(a_moderator("Chief", "Moderators"))
    with django_capture_on_commit_callbacks(execute=True):
        made = chief.post(
            "/admin/story_rules/new/", {"section": "", "topic": "Courts", "days": "0", "state": "closed", "risky": "on"}
        )
    assert made.status_code == 302
    assert Conversation.objects.get(pk=court.pk).state == "closed", "what is there follows it, too"
    assert "topic Courts" in chief.get(f"{DESK}stories/").text.replace("Topic", "topic")
    assert browser_of(a_moderator()).get("/admin/story_rules/").status_code == 302
    assert chief.get("/admin/settings/discussion/moderationdesk/", follow=True).status_code == 200


def test_everybody_reads_the_rules_and_the_figures(client: Client) -> None:
    ModerationDesk.objects.create(house_rules="Be kind.\n\nBe <brief>.")
    mo, story, ann = a_moderator(), a_conversation(), a_reader()
    for what, reason in ((What.PUBLISH, ""), (What.REJECT, "hate"), (What.REJECT, "hate")):
        decide_comment(a_comment(story, ann), mo, what, reason)
    tomorrow = timezone.localtime().replace(hour=4) + timezone.timedelta(days=1)  # type: ignore[attr-defined]
    assert count_if_due(tomorrow)
    assert count_if_due(tomorrow) == []
    page = client.get("/comments/rules/").text
    assert '<p dir="auto">Be &lt;brief&gt;.</p>' in page
    assert "it is hateful about a group of people: 2" in page
    assert "1 published or left, 2 not published or removed" in page
    assert "rejected_hate" in browser_of(mo).get(f"{DESK}figures/?csv=1").text


def test_a_writer_asks_once_on_a_page_of_their_own() -> None:
    mo, ann, story = a_moderator(), a_reader(), a_conversation()
    comment = a_comment(story, ann)
    page = f"/comments/{comment.pk}/appeal/"
    browser = browser_of(ann)
    assert browser.get(page).status_code == 404, "it waits"
    decide_comment(comment, mo, What.REJECT, "private", "The address of a school.")
    told = browser.get(page).text
    assert "We did not publish your comment: it gives away something private. You can change it or" in told
    assert "The address of a school." in told
    assert browser_of(a_reader("Bo")).get(page).status_code == 404
    assert Client().get(page).status_code == 303
    long = browser.post(page, {"words": "x" * (appealing.MOST + 5)})
    assert long.status_code == 422
    assert "It is 5 characters too long" in long.text
    assert browser.post(page, {"words": "It is public."}).status_code == 303
    assert browser.post(page, {"words": "Again."}).status_code == 303
    a_moderator("Di")
    assert "Another moderator will" in browser.get(page).text
    assert "It is public." in browser_of(a_moderator("Cy")).get(DESK).text
    assert "another moderator looks this time" in browser_of(mo).get(DESK).text


def test_the_only_moderator_and_the_writer_see_that_nobody_else_can_look_again() -> None:
    mo, ann = a_moderator(), a_reader()
    comment = a_comment(a_conversation(), ann)
    decide_comment(comment, mo, What.REJECT, "private")
    page = f"/comments/{comment.pk}/appeal/"
    assert "We have one moderator, so the same one decides" in browser_of(ann).get(page).text
    appealing.appeal(ann, comment, "It is public.")
    assert "so the same one will" in browser_of(ann).get(page).text
    assert "There is no other moderator, so you decide again" in browser_of(mo).get(DESK).text
    decided = browser_of(mo).post(f"{DESK}{comment.pk}/decide/", {"what": "publish"}, HTTP_HX_REQUEST="true")
    assert "Decided by the same moderator: there is no other." in decided.text
    assert "Decided by the same moderator: there is no other" in browser_of(mo).get(f"{DESK}log/").text
    assert "The same moderator has looked again" in browser_of(ann).get(page).text
