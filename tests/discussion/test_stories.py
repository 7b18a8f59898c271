"""A conversation belongs to a story: it goes where that goes, and is nowhere while that is not public."""

from typing import Any

import pytest
from django.conf import LazySettings
from django.test import Client
from wagtail.models import PageViewRestriction

from standfirst.discussion import conversations
from standfirst.discussion.conversations import NotOurs, conversation_about, conversation_at, normalised
from standfirst.discussion.models import NONE_YET, Conversation, State, StoryRule
from standfirst.discussion.reading import counts_of
from standfirst.discussion.refusing import CommentsClosed
from standfirst.generations.models import Change
from standfirst.newsroom.models import ArticlePage, SectionPage
from standfirst.readers.models import Reader
from tests.discussion.making import say
from tests.readers.at_once import at_once

pytestmark = pytest.mark.django_db


def at(article: ArticlePage) -> Conversation:
    found = conversation_at(f"/{article.get_parent().slug}/{article.slug}/")
    assert found is not None
    return found


def test_a_conversation_knows_what_the_newsroom_says_of_its_story(article: ArticlePage) -> None:
    found = at(article)
    assert (found.story_key, found.title, found.section) == (f"article:{article.pk}", article.title, "Harbour")
    assert (found.topics, found.language, found.direction) == (["Boats"], "en", "ltr")
    assert found.published_at == article.first_published_at


def test_looking_for_a_conversation_makes_none(article: ArticlePage) -> None:
    Conversation.objects.all().delete()
    assert at(article).pk is None
    assert at(article).tag == NONE_YET
    assert not Conversation.objects.exists()
    assert conversation_at("/harbour/nothing/") is None
    assert conversation_at("/harbour/") is None


def test_the_first_comment_makes_it_and_lets_pages_without_any_fall(article: ArticlePage, ann: Reader) -> None:
    Conversation.objects.all().delete()
    comment = say(ann, at(article))
    assert comment.conversation == at(article) == Conversation.objects.get()
    assert {"conversations", comment.conversation.tag} <= set(Change.objects.values_list("tag", flat=True))


def test_a_story_that_is_published_has_its_conversation_at_once(article: ArticlePage) -> None:
    assert at(article).pk is not None


@pytest.mark.django_db(transaction=True)
def test_two_first_comments_at_once_are_in_one_conversation(ann: Reader, ben: Reader) -> None:
    empty = {"path": "/harbour/boats/", "title": "Boats"}
    at_once([lambda reader=reader: say(reader, Conversation(story_key="article:1", **empty)) for reader in (ann, ben)])  # type: ignore[misc]
    assert Conversation.objects.get().comments == 2


def test_it_is_hidden_with_its_story_and_comes_back_with_it(article: ArticlePage, ann: Reader) -> None:
    say(ann, at(article))
    article.unpublish()
    hidden = Conversation.objects.get()
    assert (hidden.shown, counts_of([article.pk])) == (False, {})
    assert conversation_at(hidden.path) is None
    article.save_revision().publish()
    assert (at(article).shown, counts_of([article.pk])) == (True, {article.pk: 1})


def test_it_moves_with_its_story(article: ArticlePage, culture: SectionPage, ann: Reader) -> None:
    comment = say(ann, at(article))
    last = Change.objects.latest("pk").pk
    article.move(culture, pos="last-child")
    moved = Conversation.objects.get()
    assert (moved.path, moved.section, moved.pk) == ("/culture/the-pilot/", "Culture", comment.conversation_id) or (
        moved.path.startswith("/culture/") and moved.section == "Culture"
    )
    assert Change.objects.filter(pk__gt=last, tag=moved.tag).exists()
    assert conversation_at(moved.path) == moved


def test_it_takes_the_new_headline_and_slug(article: ArticlePage, ann: Reader) -> None:
    say(ann, at(article))
    article.title, article.slug = "The tug", "the-tug"
    article.save_revision().publish()
    found = Conversation.objects.get()
    assert (found.title, found.path) == ("The tug", "/harbour/the-tug/")


def test_a_deleted_story_takes_its_conversation_out_of_sight(article: ArticlePage, ann: Reader) -> None:
    say(ann, at(article))
    article.delete()
    assert not Conversation.objects.get().shown


def test_a_section_behind_a_password_hides_the_conversations_in_it(
    article: ArticlePage, harbour: SectionPage, ann: Reader, django_capture_on_commit_callbacks: Any
) -> None:
    say(ann, at(article))
    path = at(article).path
    with django_capture_on_commit_callbacks(execute=True):
        PageViewRestriction.objects.create(page=harbour, restriction_type="password", password="x")
    assert conversation_at(path) is None
    assert not Conversation.objects.get().shown


def test_a_story_is_closed_by_a_rule_before_anybody_has_written(
    client: Client, article: ArticlePage, ann: Reader
) -> None:
    Conversation.objects.all().delete()
    Change.objects.all().delete()
    StoryRule.objects.create(section="Harbour", state=State.CLOSED)
    assert Change.objects.filter(tag=NONE_YET).exists(), "pages without a conversation fall"
    assert "<textarea" not in client.get(f"{at(article).path}comments/").text
    with pytest.raises(CommentsClosed):
        say(ann, at(article))
    conversations.prepare([article.pk])
    kept = Conversation.objects.get()
    assert (kept.state, kept.state_by) == (State.CLOSED, "rule")


def test_a_section_that_is_renamed_takes_its_conversations_along(
    article: ArticlePage, harbour: SectionPage, ann: Reader, django_capture_on_commit_callbacks: Any
) -> None:
    say(ann, at(article))
    with django_capture_on_commit_callbacks(execute=True):
        harbour.title, harbour.slug = "The port", "port"
        harbour.save()
    assert Conversation.objects.get().path.startswith("/port/")
    assert Conversation.objects.get().section == "The port"


def test_a_page_of_the_publisher_elsewhere_has_one_conversation_however_it_is_spelled(settings: LazySettings) -> None:
    settings.STANDFIRST_CONVERSATION_HOSTS = ["blog.example"]
    one = conversation_about("HTTPS://Blog.example:443/boats?utm_source=x#top", "Boats")
    assert conversation_about("https://blog.example/boats", "Boats") == one
    assert one.story_key == one.path == "https://blog.example/boats"
    assert normalised("http://blog.example:8080") == "http://blog.example:8080/"


@pytest.mark.parametrize(
    "address",
    [
        "https://evil.example/boats",
        "https://blog.example.evil.example/",
        "https://ann@blog.example/",
        "javascript://blog.example/%0aalert(1)",
        "//blog.example/",
        "/boats",
        "https://blog.example:x/",
        "https://blog.example/" + "a" * 200,
        "",
    ],
)
def test_what_is_not_an_address_of_the_publisher_has_none(address: str, settings: LazySettings) -> None:
    settings.STANDFIRST_CONVERSATION_HOSTS = ["blog.example"]
    with pytest.raises(NotOurs):
        conversation_about(address, "Boats")
