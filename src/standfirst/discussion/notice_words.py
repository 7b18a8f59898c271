"""
What a notice says, in one sentence and one address: the same words in the inbox and in a mail.

The names that people gave themselves are set apart in HTML, so that they run in their own direction.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from standfirst.discussion import reasons
from standfirst.discussion.addresses import permalink, profile_path
from standfirst.discussion.inbox import new_comments
from standfirst.discussion.models import Comment, CommentState, Notice, NoticeKind, Profile
from standfirst.discussion.models.notice import OWN
from standfirst.discussion.naming import name_of

EXCERPT = 200
"""Characters of a comment that are quoted."""


@dataclass(frozen=True, slots=True)
class Line:
    """
    A notice as people read it. ``said`` is HTML, ``text`` the same for a subject and a mail's text; ``note`` is what a
    moderator added; ``where`` the story's title; ``quote`` the beginning of the comment; each "" where there is none.
    """

    number: int
    said: SafeString
    text: str
    note: str
    where: str
    path: str
    quote: str
    at: datetime
    is_read: bool
    lang: str
    dir: str


def lines_of(notices: Collection[Notice]) -> list[Line]:
    """``notices`` as people read them, in their order."""
    counted = new_comments(notices)
    return [_line(one, counted.get(one.pk, 0)) for one in notices]


def _line(notice: Notice, count: int) -> Line:
    story, comment = notice.conversation, notice.comment
    name = _name(notice)
    reason = reasons.words_of(comment.reason) if comment is not None else ""
    sentence = _sentence(notice, count)
    quote = comment.text if comment is not None and notice.kind != NoticeKind.STORY else ""
    return Line(
        number=notice.pk,
        said=format_html(sentence, name=format_html("<bdi>{}</bdi>", name), reason=reason, count=count),
        text=sentence.format(name=name, reason=reason, count=count),
        note=comment.reason_note if comment is not None and notice.kind in OWN else "",
        where=story.title if story is not None else "",
        path=_path(notice),
        quote=Truncator(" ".join(quote.split())).chars(EXCERPT),
        at=notice.at,
        is_read=notice.read_at is not None,
        lang=story.language if story is not None else "",
        dir=story.direction if story is not None else "",
    )


def _name(notice: Notice) -> str:
    """Of whom the sentence speaks."""
    if notice.about:
        return notice.about
    if notice.comment is not None:
        return notice.comment.author_name
    return name_of(notice.actor, _profile(notice)) if notice.actor is not None else ""


def _profile(notice: Notice) -> Profile | None:
    """Of who caused it; they may have none."""
    return getattr(notice.actor, "profile", None)


def _path(notice: Notice) -> str:
    if notice.kind == NoticeKind.FOLLOWER:
        return profile_path(_profile(notice)) or reverse("following")
    if notice.comment is not None:
        return permalink(notice.comment)
    return notice.conversation.path if notice.conversation is not None else reverse("inbox")


def _sentence(notice: Notice, count: int) -> str:
    """With ``{name}``, ``{reason}`` and ``{count}`` where these stand."""
    kind = NoticeKind(notice.kind)
    if kind is NoticeKind.STORY:
        return ngettext("A new comment", "{count} new comments", count)
    if kind in OWN and notice.comment is not None:
        return _decision(notice.comment, again=kind is NoticeKind.APPEAL)
    return {
        NoticeKind.REPLY: _("{name} replied to you"),
        NoticeKind.MENTION: _("{name} mentioned you"),
        NoticeKind.FOLLOWED: _("{name} commented"),
        NoticeKind.ARTICLE: _("New from what you follow: {name}"),
        NoticeKind.FOLLOWER: _("{name} follows you"),
    }[kind]


def _decision(comment: Comment, *, again: bool) -> str:
    if comment.state == CommentState.PUBLISHED:
        return _("We looked again and published your comment") if again else _("We published your comment")
    if comment.state == CommentState.HELD:
        return _("Your comment is with our moderators. Only you can see it until then")
    if again:
        return _("We looked again and still do not publish your comment: {reason}")
    if comment.state == CommentState.REMOVED:
        return _("A moderator removed your comment: {reason}")
    return _("We did not publish your comment: {reason}. You can change it or ask us to look again")
