"""
What is held of conversations: what a reader wrote and liked, whom they muted, what they reported.

Of who has left the published comments stay, as those of a former reader: others answered them. What nobody but their
author saw goes.
"""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from standfirst.discussion import counting
from standfirst.discussion.following_held import FOLLOWS, NOTICES
from standfirst.discussion.models import Comment, CommentState, Like, Mute, Profile, Report, Version
from standfirst.generations.raising import raise_for
from standfirst.holdings import Holding, Person, Row, declare, rows_of


def declare_holdings() -> None:
    """Called once, when the room starts."""
    declare(PROFILE, COMMENTS, LIKES, MUTES, REPORTS, FOLLOWS, NOTICES)


def _profile(person: Person) -> Iterable[Row]:
    rows = Profile.objects.filter(reader_id=person.pk)
    yield from rows_of(rows, "handle", "pen_name", "private", "comments", "likes", "made_at")


def _forget_profile(person: Person) -> None:
    Profile.objects.filter(reader_id=person.pk).delete()


def _unite_profiles(gone: Person, kept: Person) -> None:
    """The name of who stays; the counts are of both."""
    for mine in Profile.objects.filter(reader_id=gone.pk):
        others = Profile.objects.filter(reader_id=kept.pk)
        if others.update(comments=F("comments") + mine.comments, likes=F("likes") + mine.likes):
            mine.delete()
        else:
            Profile.objects.filter(pk=mine.pk).update(reader_id=kept.pk)


def _comments(person: Person) -> Iterable[Row]:
    written = Comment.objects.filter(author_id=person.pk).select_related("conversation").order_by("written_at", "pk")
    for one in written.prefetch_related("versions").iterator(chunk_size=500):
        yield {
            "story": one.conversation.path,
            "title": one.conversation.title,
            "number": one.pk,
            "in_reply_to": one.parent_id,
            "as": one.author_name,
            "text": one.text,
            "written_at": one.written_at,
            "edited_at": one.edited_at,
            "state": one.state,
            "reason": one.reason or None,
            "note": one.reason_note or None,
            "likes": one.likes,
            "before_it_was_edited": [{"text": before.text, "until": before.until} for before in one.versions.all()],
        }


def _leave_comments(person: Person) -> None:
    written = Comment.objects.filter(author_id=person.pk)
    conversations = list(written.filter(stands=True).order_by().values_list("conversation_id", flat=True).distinct())
    Version.objects.filter(comment__in=written).delete()
    nobody = {"author": None, "author_name": "", "once": None, "reason_note": ""}
    written.exclude(state=CommentState.PUBLISHED).update(text="", **nobody)
    written.update(**nobody)
    _tell(conversations)


def _hand_comments_over(gone: Person, kept: Person) -> None:
    written = Comment.objects.filter(author_id=gone.pk)
    conversations = list(written.filter(stands=True).order_by().values_list("conversation_id", flat=True).distinct())
    written.update(author_id=kept.pk, once=None)
    _tell(conversations)


def _tell(conversations: Iterable[int]) -> None:
    """Their cached pages show a name that is another now."""
    if tags := [f"conversation:{pk}" for pk in conversations]:
        raise_for(*tags)


def _likes(person: Person) -> Iterable[Row]:
    yield from rows_of(Like.objects.filter(reader_id=person.pk).order_by("at"), "comment_id", "at")


def _forget_likes(person: Person) -> None:
    _take_back(Like.objects.filter(reader_id=person.pk).values_list("comment_id", flat=True), person)


def _unite_likes(gone: Person, kept: Person) -> None:
    """What both liked was liked by one person."""
    mine = Like.objects.filter(reader_id=kept.pk).values("comment_id")
    _take_back(Like.objects.filter(reader_id=gone.pk, comment_id__in=mine).values_list("comment_id", flat=True), gone)
    Like.objects.filter(reader_id=gone.pk).update(reader_id=kept.pk)


def _mutes(person: Person) -> Iterable[Row]:
    yield from rows_of(Mute.objects.filter(reader_id=person.pk).order_by("at"), "muted__profile__handle", "at")


def _forget_mutes(person: Person) -> None:
    Mute.objects.filter(Q(reader_id=person.pk) | Q(muted_id=person.pk)).delete()


def _unite_mutes(gone: Person, kept: Person) -> None:
    between = Q(reader_id=gone.pk, muted_id=kept.pk) | Q(reader_id=kept.pk, muted_id=gone.pk)
    already = Mute.objects.filter(reader_id=kept.pk).values("muted_id")
    by_others = Mute.objects.filter(muted_id=kept.pk).values("reader_id")
    doubled = Q(reader_id=gone.pk, muted_id__in=already) | Q(muted_id=gone.pk, reader_id__in=by_others)
    Mute.objects.filter(pk__in=list(Mute.objects.filter(between | doubled).values_list("pk", flat=True))).delete()
    Mute.objects.filter(reader_id=gone.pk).update(reader_id=kept.pk)
    Mute.objects.filter(muted_id=gone.pk).update(muted_id=kept.pk)


def _reports(person: Person) -> Iterable[Row]:
    mine = Report.objects.filter(_by(person)).order_by("at")
    yield from rows_of(
        mine, "reference", "comment_id", "reason", "words", "name", "address", "at", "answered_at", "answer"
    )


def _forget_reports(person: Person) -> None:
    """That a comment was reported, and what became of it, stays; who did and in which words goes."""
    reported = list(Report.objects.filter(_by(person)).values_list("comment_id", flat=True))
    Report.objects.filter(_by(person)).update(reporter=None, address="", name="", words="")
    _count_reports(reported)


def _unite_reports(gone: Person, kept: Person) -> None:
    mine = Report.objects.filter(reporter_id=kept.pk).values("comment_id")
    doubled = Report.objects.filter(reporter_id=gone.pk, comment_id__in=mine)
    twice = dict(doubled.values_list("pk", "comment_id"))
    Report.objects.filter(pk__in=twice).update(reporter=None)
    Report.objects.filter(reporter_id=gone.pk).update(reporter_id=kept.pk)
    _count_reports(twice.values())


def _count_reports(comments: Iterable[int]) -> None:
    for pk in comments:
        with transaction.atomic():
            counting.reported(Comment.objects.locked().get(pk=pk))


def _by(person: Person) -> Q:
    return Q(reporter_id=person.pk) | Q(address=person.email) if person.email else Q(reporter_id=person.pk)


def _take_back(comments: Iterable[int], reader: Person) -> None:
    for pk in list(comments):
        with transaction.atomic():
            comment = Comment.objects.locked().get(pk=pk)
            if Like.objects.filter(comment=comment, reader_id=reader.pk).delete()[0]:
                counting.unliked(comment)
                raise_for(f"conversation:{comment.conversation_id}")


PROFILE = Holding(
    key="profile",
    name=_("Your public profile"),
    about=_("The name you write comments under and what others see of you, for as long as you have the account."),
    models=("discussion.Profile",),
    export=_profile,
    erase=_forget_profile,
    merge=_unite_profiles,
)
COMMENTS = Holding(
    key="comments",
    name=_("Your comments"),
    about=_(
        "What you wrote under stories, and before you edited it. When you leave, what is published stays, as the words"
        " of a former reader, so that the answers to it make sense; the rest goes."
    ),
    models=("discussion.Comment",),
    export=_comments,
    erase=_leave_comments,
    merge=_hand_comments_over,
)
LIKES = Holding(
    key="likes",
    name=_("Comments you like"),
    about=_("So that each reader’s like counts once, until you take it back."),
    models=("discussion.Like",),
    export=_likes,
    erase=_forget_likes,
    merge=_unite_likes,
)
MUTES = Holding(
    key="mutes",
    name=_("Readers you have muted"),
    about=_("So that you do not see what they write, until you change your mind. They are not told."),
    models=("discussion.Mute",),
    export=_mutes,
    erase=_forget_mutes,
    merge=_unite_mutes,
)
REPORTS = Holding(
    key="reports",
    name=_("Comments you have reported"),
    about=_("What you told the moderators, and what they answered. When you leave, your words and your name go."),
    models=("discussion.Report",),
    export=_reports,
    erase=_forget_reports,
    merge=_unite_reports,
)
