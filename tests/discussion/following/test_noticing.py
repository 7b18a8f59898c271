"""Who is told of what, once, whatever becomes of the worker; and who is not."""

from datetime import timedelta

import pytest
from django.utils import timezone

from standfirst.discussion import muting, telling
from standfirst.discussion.conversations import conversation_at, hide, kept, show
from standfirst.discussion.deciding import decide_comment
from standfirst.discussion.inbox import mark, new_comments, page_of
from standfirst.discussion.models import Comment, CommentState, Follow, Notice, NoticeKind, Profile, What
from standfirst.discussion.notice_words import lines_of
from standfirst.discussion.noticing import News, tell_followers
from standfirst.newsroom.models import ArticlePage, Author, Topic
from tests.discussion.desk import a_comment, a_conversation, a_moderator, a_reader
from tests.discussion.following.acting import a_writer, follows, told, work, write

pytestmark = pytest.mark.django_db


def test_who_is_answered_is_told_once_however_often_the_worker_begins_again() -> None:
    ann, ben, story = a_writer("Ann"), a_writer("Ben"), a_conversation()
    first = write(ann, story)
    write(ben, story, "@ann I do not think so, @ann.", first)
    work(times=3)
    assert told(ann) == [NoticeKind.REPLY]
    assert told(ben) == []
    (line,) = lines_of(page_of(ann.pk).notices)
    assert (line.text, line.where, line.quote) == (
        "Ben replied to you",
        story.title,
        "@ann I do not think so, @ann.",
    )
    assert line.path.startswith(story.path)


def test_who_is_mentioned_is_told_but_not_by_their_own_words_and_ten_at_most() -> None:
    ann, story = a_writer("Ann"), a_conversation()
    others = [a_writer(f"Reader{n}") for n in range(10)]
    write(ann, story, " ".join(f"@reader{n}" for n in range(9)) + " @ann")
    work()
    assert [told(one) for one in others] == [[NoticeKind.MENTION]] * 9 + [[]]
    assert told(ann) == []


def test_nobody_hears_of_somebody_they_have_muted_before_or_since_and_nobody_is_told_of_that() -> None:
    ann, ben, story = a_writer("Ann"), a_writer("Ben"), a_conversation()
    follows(ann, "reader", "ben")
    work()
    muting.mute(ann, ben)
    write(ben, story, "Hello @ann", write(ann, story))
    work()
    assert not Notice.objects.filter(reader=ann).exists()
    muting.unmute(ann, ben)
    follows(ben, "reader", "ann")
    assert told(ann) == [NoticeKind.FOLLOWER]
    muting.mute(ann, ben)
    assert told(ann) == []
    assert told(ben) == [NoticeKind.FOLLOWER], "that Ann follows them"


def test_followers_hear_of_a_readers_comments_until_the_reader_is_private() -> None:
    ann, ben, story = a_writer("Ann"), a_writer("Ben"), a_conversation()
    follows(ann, "reader", "ben")
    write(ben, story)
    work()
    assert told(ann) == [NoticeKind.FOLLOWED]
    Profile.objects.filter(reader=ben).update(private=True)
    a_comment(story, ben, CommentState.PUBLISHED)
    work()
    assert told(ann) == [NoticeKind.FOLLOWED]


def test_a_conversation_that_is_followed_is_one_notice_until_it_is_read() -> None:
    ann, story = a_writer("Ann"), a_conversation()
    Follow.objects.create(reader=ann, what="story", conversation=story)
    for name in ("Ben", "Cem", "Dee"):
        write(a_writer(name), story)
        work(times=2)
    assert told(ann) == [NoticeKind.STORY]
    (notice,) = page_of(ann.pk).notices
    assert new_comments([notice]) == {notice.pk: 3}
    mark(ann.pk, notice.pk, read=True)
    write(a_writer("Eve"), story)
    work()
    assert [lines_of([one])[0].text for one in page_of(ann.pk).notices] == ["A new comment", "4 new comments"]


def test_what_is_withdrawn_is_gone_from_inboxes_and_comes_back_with_its_comment() -> None:
    ann, ben, story = a_writer("Ann"), a_writer("Ben"), a_conversation()
    answer = write(ben, story, parent=write(ann, story))
    work()
    mo = a_moderator()
    decide_comment(answer, mo, What.REJECT, "abuse")
    assert told(ann) == []
    decide_comment(Comment.objects.get(pk=answer.pk), mo, What.PUBLISH)
    hide(story)
    assert told(ann) == []
    show(story)
    work(times=2)
    assert told(ann) == [NoticeKind.REPLY]


def test_what_is_held_is_told_to_nobody_until_it_is_published() -> None:
    ann, story = a_writer("Ann"), a_conversation()
    first = write(ann, story)
    answer = a_comment(story, a_reader("Ben"), CommentState.HELD, parent=first, root=first, depth=1)
    work()
    assert told(ann) == []
    decide_comment(answer, a_moderator(), What.PUBLISH)
    work()
    assert told(ann) == [NoticeKind.REPLY]


def test_writers_find_what_moderators_decided_in_their_inbox_with_the_reason() -> None:
    ben = a_writer("Ben")
    comment = write(ben, a_conversation())
    act = decide_comment(comment, a_moderator(), What.REJECT, "abuse", "Leave the mayor’s family out.")
    for _ in range(2):
        telling.tell.call(act.pk)
    assert told(ben) == [NoticeKind.DECISION]
    (line,) = lines_of(page_of(ben.pk).notices)
    assert line.text == "A moderator removed your comment: it attacks a person"
    assert line.note == "Leave the mayor’s family out."


def test_a_new_article_is_told_once_to_who_follows_its_author_and_its_topic(
    article: ArticlePage, ada: Author, boats: Topic
) -> None:
    ann = a_reader()
    follows(ann, "author", ada.slug)
    follows(ann, "topic", boats.slug)
    for _ in range(2):
        article.save_revision().publish()
        work(times=2)
    assert told(ann) == [NoticeKind.ARTICLE]
    (line,) = lines_of(page_of(ann.pk).notices)
    assert (line.text, line.where) == (f"New from what you follow: {ada.name}", article.title)
    article.unpublish()
    work()
    assert told(ann) == []


def test_an_article_of_last_week_that_is_corrected_is_no_news(article: ArticlePage, ada: Author) -> None:
    follows(ann := a_reader(), "author", ada.slug)
    ArticlePage.objects.filter(pk=article.pk).update(first_published_at=timezone.now() - timedelta(days=7))
    ArticlePage.objects.get(pk=article.pk).save_revision().publish()
    work()
    assert told(ann) == []


def test_a_worker_that_was_killed_half_way_leaves_nobody_out_and_tells_nobody_twice() -> None:
    story, ben = a_conversation(), a_writer("Ben")
    for n in range(6):
        Follow.objects.create(reader=a_reader(f"Reader{n}"), what="reader", person=ben)
    comment = write(ben, story)
    news = News(NoticeKind.FOLLOWED, f"comment:{comment.pk}", comment, story, ben)
    some = Follow.objects.order_by("pk")[:3].values("pk")
    tell_followers(Follow.objects.filter(pk__in=list(some.values_list("pk", flat=True))), news, timezone.now())
    work()
    assert Notice.objects.count() == 6
    assert Notice.objects.values("reader").distinct().count() == 6


def test_most_comments_need_no_task(article: ArticlePage) -> None:
    from django_tasks_db.models import DBTaskResult

    conversation = conversation_at(article.get_url() or "")
    assert conversation is not None
    before = DBTaskResult.objects.count()
    write(a_reader(), kept(conversation))
    assert DBTaskResult.objects.count() == before
