"""Which conversation belongs to a story, and what happens to it when something happens to the story."""

from collections.abc import Collection
from datetime import timedelta
from urllib.parse import urlsplit, urlunsplit

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from standfirst import rows
from standfirst.access.stories import Story, stories_of, story_at
from standfirst.discussion.models import NONE_YET, Conversation
from standfirst.discussion.refusing import CommentsClosed
from standfirst.discussion.story_rules import begin
from standfirst.generations.raising import raise_for

PREPARED_FOR = timedelta(days=7)
"""A story that is not older gets its conversation as it is published, so that who reads it can wait for comments."""

_ARTICLE = "article:"
_AT_ONCE = 500
_DEFAULT_PORTS = {"http": 80, "https": 443}


class NotOurs(ValueError):
    """An address that is not the publisher's, or none at all."""


def key_of(article: int) -> str:
    """The story key of one of the newsroom's own articles, by the id under which it counts."""
    return f"{_ARTICLE}{article}"


def conversation_at(path: str) -> Conversation | None:
    """
    The conversation about the public story at ``path``; None where there is no such story.

    One that nobody has written in yet may not be kept: it has no ``pk`` then. To read changes nothing.
    """
    story = story_at(path)
    if story is None:
        return None
    known = Conversation.objects.filter(story_key=key_of(story.article)).first()
    return _told(known, story) if known is not None else _begun(story)


def conversation_about(address: str, title: str, language: str = "en") -> Conversation:
    """
    The conversation about a page of the publisher's elsewhere, made at the first need; ``address`` is its URL.

    Raises NotOurs for hosts that ``STANDFIRST_CONVERSATION_HOSTS`` does not name.
    """
    key = normalised(address)
    known, made = Conversation.objects.get_or_create(
        story_key=key,
        defaults={"path": key, "title": title[:255], "language": language, "published_at": timezone.now()},
    )
    if made:
        raise_for(NONE_YET)
    return known


def normalised(address: str) -> str:
    """
    ``address`` in the one spelling that is a story's key: scheme and host in lower case, no default port, query or
    fragment. Raises NotOurs. Source: RFC 3986 §6.2.2 and §6.2.3.
    """
    try:
        parts = urlsplit(address.strip())
        host, port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError:
        raise NotOurs(address) from None
    if parts.scheme not in _DEFAULT_PORTS or host not in settings.STANDFIRST_CONVERSATION_HOSTS:
        raise NotOurs(address)
    if parts.username is not None or parts.password is not None:
        raise NotOurs(address)
    where = host if port in (None, _DEFAULT_PORTS[parts.scheme]) else f"{host}:{port}"
    key = urlunsplit((parts.scheme, where, parts.path or "/", "", ""))
    if len(key) > 200 or not key.isprintable():
        raise NotOurs(address)
    return key


def kept(conversation: Conversation) -> Conversation:
    """``conversation`` as it is kept now, made if it was not. Raises CommentsClosed for one that is gone."""
    if conversation.pk is None:
        with transaction.atomic():
            # Two first comments at once: both find the one that either made.
            Conversation.objects.bulk_create([conversation], ignore_conflicts=True)
            raise_for(NONE_YET)
        return Conversation.objects.get(story_key=conversation.story_key)
    # Written out: whoever posts waits for it.
    columns = rows.columns(Conversation)
    statement = f"SELECT {columns} FROM discussion_conversation WHERE id = %s"  # noqa: S608  our own names
    here = rows.read(Conversation, statement, [conversation.pk])
    if here is None:
        raise CommentsClosed
    return here


def follow(articles: Collection[int] | None) -> None:
    """
    Bring the conversations about ``articles`` in line with what the newsroom says of these now: whether they are
    public, where they stand, what they are called. None: about all that there are.
    """
    ids = sorted(set(_all_articles() if articles is None else articles))
    for start in range(0, len(ids), _AT_ONCE):
        _follow(ids[start : start + _AT_ONCE])


def prepare(articles: Collection[int]) -> None:
    """Give the new ones of ``articles`` their conversations at once."""
    for article, story in stories_of(articles).items():
        if _is_new(story) and not Conversation.objects.filter(story_key=key_of(article)).exists():
            kept(_begun(story))


def hide(conversation: Conversation) -> None:
    """Nothing of it may be seen any more: its story is not public."""
    _show(conversation, shown=False)


def show(conversation: Conversation) -> None:
    """Its story is public again, and so is it."""
    _show(conversation, shown=True)


def _all_articles() -> list[int]:
    keys = Conversation.objects.filter(story_key__startswith=_ARTICLE).values_list("story_key", flat=True)
    return [int(key.removeprefix(_ARTICLE)) for key in keys]


def _follow(ids: list[int]) -> None:
    known = {one.story_key: one for one in Conversation.objects.filter(story_key__in=[key_of(pk) for pk in ids])}
    if not known:
        return
    with transaction.atomic():
        stories = stories_of(ids)
        for pk in ids:
            if (conversation := known.get(key_of(pk))) is not None:
                _bring_in_line(conversation, stories.get(pk))


def _bring_in_line(conversation: Conversation, story: Story | None) -> None:
    if story is None:
        hide(conversation)
        return
    before = _what_is_told(conversation)
    if _what_is_told(_told(conversation, story)) != before:
        conversation.save(update_fields=[*_TOLD, "shown"])
        raise_for(conversation.tag)


def _show(conversation: Conversation, *, shown: bool) -> None:
    with transaction.atomic():
        if Conversation.objects.filter(pk=conversation.pk, shown=not shown).update(shown=shown):
            raise_for(conversation.tag)
    conversation.shown = shown


_TOLD = ("path", "title", "language", "direction", "section", "topics", "published_at")


def _what_is_told(conversation: Conversation) -> tuple[object, ...]:
    return (*(getattr(conversation, name) for name in _TOLD), conversation.shown)


def _told(conversation: Conversation, story: Story) -> Conversation:
    """``conversation`` with what the newsroom says of its story; not saved."""
    conversation.path, conversation.title = story.path, story.headline
    conversation.language, conversation.direction = story.lang, story.dir
    conversation.section, conversation.topics = story.section, list(story.topics)
    conversation.published_at, conversation.shown = story.published_at, True
    return conversation


def _begun(story: Story) -> Conversation:
    """A conversation about ``story``, in the state that the rules give it; not saved."""
    conversation = _told(Conversation(story_key=key_of(story.article)), story)
    begin(conversation, timezone.now())
    return conversation


def _is_new(story: Story) -> bool:
    return story.published_at is not None and timezone.now() - story.published_at < PREPARED_FOR
