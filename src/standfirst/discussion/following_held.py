"""What is held of following: whom and what a reader follows, and what they were told of."""

from collections.abc import Iterable

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from standfirst.discussion.models import Follow, FollowKind, Notice, Profile
from standfirst.holdings import Holding, Person, Row, rows_of


def _follows(person: Person) -> Iterable[Row]:
    mine = Follow.objects.filter(reader_id=person.pk).order_by("pk")
    for what, handle, story, slug, since in mine.values_list(
        "what", "person__profile__handle", "conversation__path", "slug", "since"
    ):
        yield {"what": what, "which": handle or story or slug, "since": since}


def _forget_follows(person: Person) -> None:
    """Theirs, and that others follow them."""
    Follow.objects.filter(Q(reader_id=person.pk) | Q(person_id=person.pk)).delete()


def _unite_follows(gone: Person, kept: Person) -> None:
    """Who follows both follows one, and nobody themselves."""
    mine = Follow.objects.filter(reader_id=kept.pk)
    doubled = (
        Q(reader_id=gone.pk, person_id=kept.pk)
        | Q(reader_id=kept.pk, person_id=gone.pk)
        | Q(reader_id=gone.pk, person__in=mine.filter(what=FollowKind.READER).values("person"))
        | Q(reader_id=gone.pk, conversation__in=mine.filter(what=FollowKind.STORY).values("conversation"))
        | Q(person_id=gone.pk, reader__in=Follow.objects.filter(person_id=kept.pk).values("reader"))
    )
    for what in (FollowKind.AUTHOR, FollowKind.TOPIC):
        doubled |= Q(reader_id=gone.pk, what=what, slug__in=mine.filter(what=what).values("slug"))
    Follow.objects.filter(pk__in=list(Follow.objects.filter(doubled).values_list("pk", flat=True))).delete()
    Follow.objects.filter(reader_id=gone.pk).update(reader_id=kept.pk)
    Follow.objects.filter(person_id=gone.pk).update(person_id=kept.pk)
    followers = Follow.objects.filter(what=FollowKind.READER, person_id=kept.pk).count()
    Profile.objects.filter(reader_id=kept.pk).update(followers=followers)


def _notices(person: Person) -> Iterable[Row]:
    mine = Notice.objects.filter(reader_id=person.pk).order_by("pk")
    yield from rows_of(mine, "kind", "comment_id", "conversation__path", "about", "at", "read_at", "mailed_at")


def _forget_notices(person: Person) -> None:
    """Theirs, and those of others that name them."""
    Notice.objects.filter(Q(reader_id=person.pk) | Q(actor_id=person.pk)).delete()


def _unite_notices(gone: Person, kept: Person) -> None:
    """The inbox of who stays, and in it what both were told once; nothing that is about themselves."""
    doubled = (
        Q(reader_id=gone.pk, key__in=Notice.objects.filter(reader_id=kept.pk).values("key"))
        | Q(reader_id=gone.pk, actor_id=kept.pk)
        | Q(reader_id=kept.pk, actor_id=gone.pk)
    )
    Notice.objects.filter(pk__in=list(Notice.objects.filter(doubled).values_list("pk", flat=True))).delete()
    Notice.objects.filter(reader_id=gone.pk).update(reader_id=kept.pk)
    Notice.objects.filter(actor_id=gone.pk).update(actor_id=kept.pk)


FOLLOWS = Holding(
    key="follows",
    name=_("Whom and what you follow"),
    about=_("So that you hear of what is new, until you stop following. Of readers who follow you it says nothing."),
    models=("discussion.Follow",),
    export=_follows,
    erase=_forget_follows,
    merge=_unite_follows,
)
NOTICES = Holding(
    key="notices",
    name=_("Your inbox"),
    about=_("What you were told of: replies, mentions, what you follow, and what moderators decided."),
    models=("discussion.Notice",),
    export=_notices,
    erase=_forget_notices,
    merge=_unite_notices,
)
