"""What can be followed, by the two words that a button says: what it is, and which."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from standfirst.access.named import called
from standfirst.discussion.addresses import profile_path
from standfirst.discussion.conversations import conversation_at
from standfirst.discussion.models import Conversation, Follow, FollowKind, Profile
from standfirst.discussion.naming import name_of
from standfirst.readers.models import Reader

LONGEST_KEY = 2_000
_NAMED = (FollowKind.AUTHOR, FollowKind.TOPIC)


@dataclass(frozen=True, slots=True)
class Target:
    """
    One thing that can be followed, with its ``name`` as people read it and the ``path`` of its page.

    ``key`` names it in a form: a reader's handle, an author's or a topic's slug, the path of a conversation's story.
    """

    what: FollowKind
    key: str
    name: str
    path: str
    person: Reader | None = None
    conversation: Conversation | None = None

    @property
    def fields(self) -> dict[str, object]:
        """
        The fields of a ``Follow`` that say what is followed; no other row of the reader's has the same. A conversation
        must be kept.
        """
        slug = self.key if self.what in _NAMED else ""
        return {"what": self.what, "person": self.person, "conversation": self.conversation, "slug": slug}

    def is_followed_by(self, reader: Reader) -> bool:
        """Whether ``reader`` follows it; nobody follows a conversation that is not kept."""
        if self.conversation is not None and self.conversation.pk is None:
            return False
        return Follow.objects.filter(reader=reader, **self.fields).exists()


def target_of(what: str, key: str) -> Target | None:
    """What a button names, if it is there, the public may know of it, and it has not chosen to be private."""
    if what not in FollowKind.values or not key or len(key) > LONGEST_KEY:
        return None
    sort = FollowKind(what)
    if sort is FollowKind.READER:
        return _reader(key)
    if sort is FollowKind.STORY:
        return _story(key)
    named = called("author" if sort is FollowKind.AUTHOR else "topic", key)
    return Target(sort, named.slug, named.name, named.path) if named is not None else None


def _reader(handle: str) -> Target | None:
    profile = Profile.objects.select_related("reader").filter(handle=handle, private=False).first()
    if profile is None or not profile.reader.is_active or profile.reader.leaves_at is not None:
        return None
    name, path = name_of(profile.reader, profile), profile_path(profile)
    return Target(FollowKind.READER, profile.handle, name, path, person=profile.reader)


def _story(path: str) -> Target | None:
    # A page of another system is known by its address, once somebody has written there.
    elsewhere = path.startswith(("http://", "https://"))
    conversation = Conversation.objects.filter(story_key=path).first() if elsewhere else conversation_at(path)
    if conversation is None or not conversation.shown:
        return None
    return Target(FollowKind.STORY, conversation.path, conversation.title, conversation.path, conversation=conversation)


def followed(follow: Follow) -> Target:
    """What ``follow`` is about, for its reader: also of what has become private, or is gone."""
    what = FollowKind(follow.what)
    if follow.person is not None:
        profile = getattr(follow.person, "profile", None)
        name, path = name_of(follow.person, profile), profile_path(profile)
        return Target(what, profile.handle if profile else "", name, path, person=follow.person)
    if follow.conversation is not None:
        story = follow.conversation
        title, path = (story.title, story.path) if story.shown else (_("A story that is not public now"), "")
        return Target(what, story.path, title, path, conversation=story)
    named = called("author" if what is FollowKind.AUTHOR else "topic", follow.slug)
    return Target(what, follow.slug, named.name if named else follow.name, named.path if named else "")
