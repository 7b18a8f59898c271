"""The form under a conversation: what it says to whom, in each state of the conversation and of the writer."""

import uuid
from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.translation import gettext as _

from standfirst.discussion.forms import CommentForm
from standfirst.discussion.models import Comment, Conversation, State
from standfirst.discussion.models.moderation_rules import moderation_rules
from standfirst.discussion.moderating.in_force import rules_in_force
from standfirst.discussion.naming import FORMER, name_of
from standfirst.discussion.rendering.showing import base_of
from standfirst.readers.models import Reader
from standfirst.readers.provisional import registration_of
from standfirst.theme.templatetags.components import told_date


@dataclass(frozen=True, slots=True)
class Composer:
    """
    ``closed``: the sentence in place of the form where nobody can write. ``who``: "" for whoever reads a cached page,
    "unverified" for who has not confirmed yet, "ready" with ``name``. ``note``: what is different in this conversation.
    ``label``: what is written, where it is a reply.
    """

    action: str
    form: CommentForm
    closed: str = ""
    who: str = ""
    name: str = ""
    note: str = ""
    label: str = ""
    sign_in: str = ""
    most: int = 0


def composer_for_everybody(conversation: Conversation) -> Composer:
    """What a cached page shows: a form of nobody's, without a mark of its own."""
    # As the database has it now: rules that are a moment old would stay with the page (``LIMITS_TAG``).
    return _composer(conversation, CommentForm(), moderation_rules().most_characters)


def composer_of(
    request: HttpRequest, conversation: Conversation, form: CommentForm, parent: Comment | None = None
) -> Composer:
    """What the page of one person shows."""
    reader = request.user
    who, name = "", ""
    if isinstance(reader, Reader):
        who, name = "ready", name_of(reader)
    elif registration_of(request) is not None:
        who = "unverified"
    label = _("Your reply to %(name)s") % {"name": parent.author_name or FORMER} if parent is not None else ""
    return _composer(conversation, form, rules_in_force().most_characters, who=who, name=name, label=label)


def new_mark() -> str:
    """The mark of a form, by which sending it twice makes one comment."""
    return str(uuid.uuid4())


def _composer(
    conversation: Conversation, form: CommentForm, most: int, *, who: str = "", name: str = "", label: str = ""
) -> Composer:
    base = base_of(conversation)
    return Composer(
        action=f"{base}write/",
        form=form,
        closed=closed_words(conversation),
        who=who,
        name=name,
        note=_note(conversation),
        label=label,
        sign_in=f"{base}write/",
        most=most,
    )


def closed_words(conversation: Conversation) -> str:
    """Why nobody can write here now; "" where they can."""
    if conversation.state == State.CLOSED and conversation.state_at is not None:
        return _("Comments closed on %(date)s. You can still read them.") % {"date": told_date(conversation.state_at)}
    if conversation.state == State.CLOSED:
        return _("Comments are closed. You can still read them.")
    if conversation.state == State.READ_ONLY:
        return _("Nobody can write here at the moment. You can still read.")
    return ""


def _note(conversation: Conversation) -> str:
    if conversation.state == State.PREMODERATED:
        return _("In this conversation a moderator reads every comment before it is published.")
    if conversation.state == State.SLOW:
        return _("This conversation is slow: each reader can write once in a few minutes.")
    return ""
