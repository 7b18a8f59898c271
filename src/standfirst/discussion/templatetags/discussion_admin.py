"""The words of the moderators' pages."""

from django import template
from django.urls import reverse
from django.utils.html import format_html

from standfirst.discussion import reasons
from standfirst.discussion.cards import Card
from standfirst.discussion.models import Act, CommentState, State, What
from standfirst.discussion.models.sanction import Kind
from standfirst.discussion.moderating.sentences import rule_name

register = template.Library()

_STATES = {
    CommentState.PUBLISHED: "Published",
    CommentState.HELD: "Waiting",
    CommentState.REJECTED: "Not published",
    CommentState.REMOVED: "Removed",
    CommentState.DELETED: "Deleted by its author",
}
_STORIES = {
    State.OPEN: "Open",
    State.PREMODERATED: "Read first",
    State.SLOW: "Slow",
    State.READ_ONLY: "Read-only",
    State.CLOSED: "Closed",
}


@register.simple_tag
def state_word(state: str) -> str:
    """The state of a comment, in a badge."""
    return _STATES.get(CommentState(state), state)


@register.simple_tag
def story_state(state: str) -> str:
    """The state of a story."""
    return _STORIES.get(State(state), state)


@register.simple_tag
def case_word(card: Card) -> str:
    """What was just done, as a sentence."""
    if card.act is None:
        return ""
    return f"{_done(card.act)}."


@register.simple_tag
def act_word(act: Act) -> str:
    """What somebody did, in the log."""
    return _done(act)


@register.simple_tag
def act_by(act: Act) -> str:
    """Who did it, where no colleague is named."""
    if act.rule:
        return f"The rule “{rule_name(act.rule)}”"
    return "A rule" if act.what == What.STORY else "A colleague who has left"


@register.simple_tag
def act_about(act: Act) -> str:
    """A link to whom or what it was about."""
    if act.comment_id is not None:
        where = reverse("conversations-case", args=[act.comment_id])
        return format_html('<a href="{}">Comment {}</a>', where, str(act.comment_id))
    if act.author is not None:
        where = reverse("conversations-author", args=[act.author.subject])
        return format_html('<a href="{}"><bdi>{}</bdi></a>', where, act.author)
    return format_html("<bdi>{}</bdi>", act.conversation.title) if act.conversation is not None else "–"


@register.simple_tag
def act_why(act: Act) -> str:
    """Reason and note, and what has to be said of it."""
    words = [reason_words(act.reason)] if act.reason else []
    if act.note:
        words.append(act.note)
    if act.of_own_decision:
        words.append("Decided by the same moderator: there is no other")
    return ". ".join(words) or "–"


@register.simple_tag
def reason_words(code: str) -> str:
    """A reason, as a sentence of its own."""
    words = str(reasons.words_of(code)) if code else ""
    return words[:1].upper() + words[1:]


@register.simple_tag
def took(seconds: int | None) -> str:
    """A length of time, as people say it."""
    if seconds is None:
        return "–"
    if seconds < 90:
        return f"{seconds} seconds"
    if seconds < 90 * 60:
        return f"{round(seconds / 60)} minutes"
    return f"{round(seconds / 3_600)} hours" if seconds < 48 * 3_600 else f"{round(seconds / 86_400)} days"


def _done(act: Act) -> str:
    if act.what == What.PUBLISH:
        return "Let it stand" if act.before == CommentState.PUBLISHED else "Published"
    if act.what == What.REJECT:
        if act.before == CommentState.DELETED:
            return "Deleted already, report answered"
        return "Removed" if act.after == CommentState.REMOVED else "Rejected"
    if act.what == What.HOLD:
        return "Left for later" if act.before == CommentState.HELD else "Held"
    if act.what == What.STORY:
        return f"Story set from {story_state(act.before).lower()} to {story_state(act.after).lower()}"
    if act.what == What.LIFT:
        return f"Lifted: {Kind(act.before).label.lower()}" if act.before in Kind.values else "Lifted"
    return What(act.what).label
