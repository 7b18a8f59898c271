"""What is held of a reader in conversations: told in full, gone with the account, united with another account's."""

from datetime import timedelta

import pytest
import time_machine

from standfirst.discussion import recounting
from standfirst.discussion.deleting import delete
from standfirst.discussion.editing import edit
from standfirst.discussion.liking import like
from standfirst.discussion.models import Comment, CommentState, Conversation, Like, Mute, Profile, Report, Version
from standfirst.discussion.muting import mute
from standfirst.discussion.naming import initials_of, name_of, profile_of
from standfirst.discussion.reading import page
from standfirst.discussion.reporting import report
from standfirst.generations.models import Change
from standfirst.holdings import Holding, Person, holdings
from standfirst.keeping import classes
from standfirst.readers.models import Reader, Tally
from tests.discussion.making import NOON, a_conversation, a_reader, moderate, say

pytestmark = pytest.mark.django_db


def ours() -> list[Holding]:
    mine = {"profile", "comments", "likes", "mutes", "reports"}
    return [holding for holding in holdings() if holding.key in mine]


def person(reader: Reader) -> Person:
    return Person(reader.pk, reader.subject, reader.email)


def erase(reader: Reader) -> None:
    for holding in holdings():
        holding.erase(person(reader))


def test_the_thread_of_who_has_left_stays_as_that_of_a_former_reader(
    about_boats: Conversation, ann: Reader, ben: Reader
) -> None:
    comment = say(ann, about_boats, "It stays.")
    edit(ann, comment, "It stays here.", now=comment.written_at)
    say(ben, about_boats, "An answer", comment)
    held = say(ann, about_boats, "Only Ann saw this.")
    moderate(held, CommentState.HELD)
    taken_back = say(ann, about_boats, "Not this.")
    delete(ann, taken_back)
    last = Change.objects.latest("pk").pk
    for _twice in range(2):
        erase(ann)
    entry = page(about_boats).threads[0]
    assert (entry.comment.text, entry.comment.author, entry.comment.author_name) == ("It stays here.", None, "")
    assert entry.replies[0].comment.text == "An answer"
    assert set(Comment.objects.values_list("text", flat=True)) == {"It stays here.", "An answer", ""}
    assert not Version.objects.exists()
    assert Change.objects.filter(pk__gt=last, tag=about_boats.tag).exists()
    assert not Reader.objects.filter(pk=ann.pk).exists()
    assert list(recounting.drift()) == []


def test_likes_mutes_and_reports_go_with_their_reader(about_boats: Conversation, ann: Reader, ben: Reader) -> None:
    comment = say(ann, about_boats)
    like(ben, comment)
    mute(ben, ann)
    mute(ann, ben)
    report(comment, "spam", "Ben’s words", reporter=ben)
    report(comment, "illegal", "Mine", source="192.0.2.1", address=ben.email, name="Ben")
    for holding in ours():
        holding.erase(person(ben))
    comment.refresh_from_db()
    assert (comment.likes, comment.best, Like.objects.count(), Mute.objects.count()) == (0, 0.0, 0, 0)
    left: set[tuple[object, ...]] = set(Report.objects.values_list("reporter", "address", "name", "words"))
    assert left == {(None, "", "", "")}
    assert Profile.objects.get(reader=ann).likes == 0
    assert list(recounting.drift()) == []


def test_everything_is_told(about_boats: Conversation, ann: Reader, ben: Reader) -> None:
    comment = say(ann, about_boats, "Befroe")
    edit(ann, comment, "Before", now=comment.written_at)
    other = say(ben, about_boats)
    like(ann, other)
    mute(ann, ben)
    report(other, "spam", "Again and again", reporter=ann)
    told = {holding.key: list(holding.export(person(ann))) for holding in ours()}
    assert told["comments"][0]["text"] == "Before"
    assert "Befroe" in str(told["comments"][0]["before_it_was_edited"])
    assert [row["comment_id"] for row in told["likes"]] == [other.pk]
    assert [row["muted__profile__handle"] for row in told["mutes"]] == ["ben-shaw"]
    assert [row["words"] for row in told["reports"]] == ["Again and again"]
    assert told["profile"][0]["handle"] == "ann-oneil"
    assert ben.email not in str(told)


def test_two_accounts_become_one_and_no_like_counts_twice(about_boats: Conversation, ann: Reader, ben: Reader) -> None:
    cleo = a_reader()
    mine, theirs, other = say(ann, about_boats), say(ben, about_boats), say(cleo, about_boats)
    for reader in (ann, ben):
        like(reader, other)
        mute(reader, cleo)
        mute(cleo, reader)
        report(other, "spam", reporter=reader)
        Tally.objects.all().delete()
    mute(ann, ben)
    for holding in ours():
        holding.merge(person(ann), person(ben))
    other.refresh_from_db()
    mine.refresh_from_db()
    assert (other.likes, mine.author) == (1, ben)
    assert set(Mute.objects.values_list("reader", "muted")) == {(ben.pk, cleo.pk), (cleo.pk, ben.pk)}
    assert set(Comment.objects.filter(author=ben)) == {mine, theirs}
    assert Profile.objects.get(reader=ben).comments == 2
    assert list(recounting.drift()) == []


def test_what_was_deleted_is_emptied_after_its_days_unless_a_report_waits(
    about_boats: Conversation, ann: Reader, ben: Reader
) -> None:
    first, second = say(ann, about_boats, "First"), say(ann, about_boats, "Second")
    report(second, "illegal", reporter=ben)
    with time_machine.travel(NOON, tick=False):
        for comment in (first, second):
            delete(ann, comment)
    (kept,) = [one for one in classes() if one.key == "deleted-comments"]
    assert kept.forget is not None
    assert kept.forget(NOON) == 0
    assert kept.forget(NOON + timedelta(seconds=1)) == 1
    assert list(Comment.objects.order_by("pk").values_list("text", flat=True)) == ["", "Second"]


def test_names_and_handles(ann: Reader) -> None:
    namesake, nameless, arabic = a_reader("Ann", "O’Neil"), a_reader("", ""), a_reader("ليلى", "حداد")
    assert [profile_of(one).handle for one in (ann, namesake, nameless, arabic)] == [
        "ann-oneil",
        f"ann-oneil-{namesake.pk}",
        "reader",
        "ليلى-حداد",
    ]
    assert [name_of(one) for one in (ann, nameless)] == ["Ann O’Neil", "A reader"]
    assert [initials_of(name) for name in ("Ann O’Neil", "Ann B. Cee", "ليلى حداد", "Cher", "…", "")] == [
        "AO",
        "AC",
        "لح",
        "C",
        "",
        "",
    ]


def test_a_pen_name_counts_where_the_publisher_allows_it(ann: Reader, settings: object) -> None:
    profile = profile_of(ann)
    profile.pen_name = "Gull"
    assert name_of(ann, profile) == "Ann O’Neil"
    settings.STANDFIRST_COMMENT_NAMES = "pen"  # type: ignore[attr-defined]
    assert name_of(ann, profile) == "Gull"


def test_a_new_name_stands_over_old_comments(about_boats: Conversation, ann: Reader) -> None:
    comment = say(ann, about_boats)
    elsewhere = say(ann, a_conversation("article:2"))
    last = Change.objects.latest("pk").pk
    ann.last_name = "Shaw"
    ann.save()
    assert set(Comment.objects.values_list("author_name", flat=True)) == {"Ann Shaw"}
    fallen = set(Change.objects.filter(pk__gt=last).values_list("tag", flat=True))
    assert {comment.conversation.tag, elsewhere.conversation.tag} <= fallen
