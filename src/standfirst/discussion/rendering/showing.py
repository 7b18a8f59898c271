"""What the templates are told of comments: words and addresses, looked up for a whole page at once."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from standfirst.discussion import reasons
from standfirst.discussion.mentioning import all_handles_in
from standfirst.discussion.models import Comment, CommentState, Conversation, Profile
from standfirst.discussion.naming import FORMER, initials_of
from standfirst.discussion.reading import Entry
from standfirst.discussion.rendering.text import as_html

_LAST_LEVEL = 2


@dataclass(frozen=True, slots=True)
class Shown:
    """
    One comment as a page shows it. ``gap``: the sentence in place of a text that is not to be seen. ``path``: its own
    page. ``answers`` and ``answered``: the number and the name of what it answers, where that is not the comment it
    stands under. ``more``: how many replies stand beyond those here, found at ``more_path``. ``state`` is what only its
    author is told: "held", "rejected", "removed" or "", with ``why``.
    """

    pk: int
    name: str | Promise
    handle: str
    initials: str
    html: SafeString | str
    at: datetime
    edited: datetime | None
    from_staff: bool
    featured: bool
    pinned: bool
    likes: int
    path: str
    write_path: str
    gap: str = ""
    state: str = ""
    why: str | Promise = ""
    note: str = ""
    answers: int | None = None
    answered: str | Promise = ""
    replies: tuple["Shown", ...] = ()
    more: int = 0
    more_path: str = ""


def base_of(conversation: Conversation) -> str:
    """Where the conversation about an article stands: ``/harbour/the-pilot/comments/``."""
    return f"{conversation.path}comments/"


def path_of(comment: Comment) -> str:
    """A comment's own page."""
    return f"{base_of(comment.conversation)}{comment.pk}/"


def shown_entries(conversation: Conversation, entries: Sequence[Entry]) -> list[Shown]:
    """Threads as a page shows them. One query, for the names of who is mentioned."""
    names = names_in(one.comment for one in _walk(entries))
    base = base_of(conversation)
    return [_entry(one, base, names, None) for one in entries]


def shown(comment: Comment, *, names: Mapping[str, str] | None = None, answered: Comment | None = None) -> Shown:
    """One comment by itself; everybody may see its text. ``answered``: what it answers, to be named."""
    known = names_in([comment]) if names is None else names
    return _shown(comment, base_of(comment.conversation), known, answered)


def own(comment: Comment) -> Shown:
    """One comment as its author sees it, whatever state it is in; what only they can see is at a page of theirs."""
    made = _shown(comment, base_of(comment.conversation), names_in([comment]), comment.parent, by_author=True)
    return replace(made, path=reverse("comment-yours", args=[comment.pk])) if made.state else made


def names_in(comments: Iterable[Comment]) -> dict[str, str]:
    """The names of those whom ``comments`` mention, by handle; who keeps their page to themselves is not among them."""
    handles = all_handles_in(one.text for one in comments)
    if not handles:
        return {}
    people = Profile.objects.filter(handle__in=handles, private=False, reader__is_active=True)
    found = people.values_list("handle", "pen_name", "reader__first_name", "reader__last_name")
    by_pen = settings.STANDFIRST_COMMENT_NAMES == "pen"
    return {
        handle: (pen if by_pen else "") or f"{first} {last}".strip() or handle for handle, pen, first, last in found
    }


def _walk(entries: Iterable[Entry]) -> Iterator[Entry]:
    for entry in entries:
        yield entry
        yield from _walk(entry.replies)


def _entry(entry: Entry, base: str, names: Mapping[str, str], above: Comment | None) -> Shown:
    # On a phone the last level stands under the second, so whom it answers is said there.
    told = above if above is not None and above.parent_id is not None else None
    replies = tuple(_entry(reply, base, names, entry.comment) for reply in entry.replies)
    return _shown(entry.comment, base, names, told, replies=replies, more=entry.more, after=entry.after)


def _shown(
    comment: Comment,
    base: str,
    names: Mapping[str, str],
    answered: Comment | None,
    *,
    by_author: bool = False,
    replies: tuple[Shown, ...] = (),
    more: int = 0,
    after: int | None = None,
) -> Shown:
    path = f"{base}{comment.pk}/"
    gap = "" if by_author else gap_of(comment)
    profile = getattr(comment.author, "profile", None) if comment.author_id is not None else None
    name = comment.author_name or FORMER
    return Shown(
        pk=comment.pk,
        name=name,
        handle=profile.handle if profile is not None else "",
        initials=initials_of(comment.author_name),
        html="" if gap else as_html(comment.text, names),
        at=comment.written_at,
        edited=comment.edited_at,
        from_staff=comment.from_staff,
        featured=comment.featured_at is not None,
        pinned=comment.pinned_at is not None,
        likes=comment.likes,
        path=path,
        write_path=f"{base}write/?to={comment.pk}",
        gap=gap,
        state=comment.state if by_author and comment.state != CommentState.PUBLISHED else "",
        why=reasons.words_of(comment.reason) if by_author and comment.reason else "",
        note=comment.reason_note if by_author else "",
        answers=answered.pk if answered is not None else None,
        answered=(answered.author_name or FORMER) if answered is not None else "",
        replies=replies,
        more=more,
        more_path=f"{path}?after={after}" if after is not None else path,
    )


def gap_of(comment: Comment) -> str:
    """What stands in place of a text that nobody but its author and moderators may see; "" for a published one."""
    if comment.state == CommentState.PUBLISHED:
        return ""
    if comment.state == CommentState.REMOVED:
        return _("A moderator removed this comment: %(reason)s.") % {"reason": reasons.words_of(comment.reason)}
    if comment.state == CommentState.DELETED:
        return _("Its author deleted this comment.")
    return _("This comment is not shown at the moment.")
