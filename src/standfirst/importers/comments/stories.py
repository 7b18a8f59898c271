"""Finds the conversation that comments from elsewhere belong to, by what their system says of the story."""

from urllib.parse import unquote, urlsplit

from wagtail.contrib.redirects.models import Redirect

from standfirst.access.stories import story_at
from standfirst.discussion.conversations import NotOurs, conversation_about, conversation_at, kept, key_of
from standfirst.discussion.models import Conversation
from standfirst.importers.comments.incoming import Place
from standfirst.importers.incoming import Refused
from standfirst.importers.models import Imported
from standfirst.importers.words import one_line, shortened
from standfirst.newsroom.cards import path_of
from standfirst.newsroom.models import ArticlePage
from standfirst.newsroom.paths import counted_as


class NotHere(Refused):
    """There is no such story; the message says where it was looked for."""


class Stories:
    """One import's stories, each looked for once."""

    def __init__(self) -> None:
        self._found: dict[Place, int | NotHere] = {}

    def conversation(self, place: Place) -> int:
        """The number of the conversation about the story that stood at ``place``. Raises NotHere."""
        found = self._found.get(place)
        if found is None:
            try:
                found = self._find(place).pk
            except NotHere as why:
                found = why
            self._found[place] = found
        if isinstance(found, NotHere):
            raise found
        return found

    def _find(self, place: Place) -> Conversation:
        """By the article that was brought in under the same id; by where it stands; by where a redirect leads."""
        if place.source_id:
            brought = Imported.objects.filter(source_id=place.source_id).select_related("article").first()
            if brought is not None:
                return _about(brought.article)
        path = _path_of(place.address)
        for spelled in dict.fromkeys((path, f"{path}/")):
            if spelled.startswith("/") and story_at(spelled) is not None:
                conversation = conversation_at(spelled)
                assert conversation is not None
                return kept(conversation)
        moved = Redirect.objects.filter(old_path=Redirect.normalise_path(path)).first()
        article = moved and moved.redirect_page and ArticlePage.objects.filter(pk=moved.redirect_page_id).first()
        if article:
            return _about(article)
        try:
            return conversation_about(place.address, place.title or path)
        except NotOurs:
            raise NotHere(
                f"no article stands at {shortened(one_line(path), 120) or 'an address that is not said'}"
            ) from None


def _path_of(address: str) -> str:
    try:
        return unquote(urlsplit(address).path)
    except ValueError:
        return ""


def _about(article: ArticlePage) -> Conversation:
    """Also of an article that is not public now: its conversation waits with it."""
    known = Conversation.objects.filter(story_key=key_of(counted_as(article))).first()
    if known is not None:
        return known
    conversation = conversation_at(path_of(article)) if article.live else None
    if conversation is None:
        conversation = Conversation(
            story_key=key_of(counted_as(article)),
            path=path_of(article),
            title=article.title,
            language=article.language,
            shown=False,
        )
    return kept(conversation)
