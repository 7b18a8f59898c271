"""
Why a comment is held, not published, removed or reported: one list of codes, with the words readers are told.

``ABUSE`` and those up to ``OTHER`` are reasons that a person gives, a moderator or who reports; the rest are the
pipeline's own.
"""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

ABUSE, HATE, ILLEGAL, PRIVATE, SPAM, OFF_TOPIC, FALSE, OTHER = (
    "abuse",
    "hate",
    "illegal",
    "private",
    "spam",
    "off-topic",
    "false",
    "other",
)
LENGTH, CLOSED, RATE, REPEAT, LINKS, BANNED_WORD, SUSPECT_WORD, NEWCOMER, RECORD, REPORTED, MODEL, HOOK = (
    "length",
    "closed",
    "rate",
    "repeat",
    "links",
    "banned-word",
    "suspect-word",
    "newcomer",
    "record",
    "reported",
    "model",
    "hook",
)
PREMODERATED, NOBODY_ON_DUTY, SANCTION, FAILED = "premoderated", "nobody-on-duty", "sanction", "failed"
ODD_CHARACTERS = "odd-characters"

WORDS: dict[str, Promise] = {
    ABUSE: _("it attacks a person"),
    HATE: _("it is hateful about a group of people"),
    ILLEGAL: _("it may be against the law"),
    PRIVATE: _("it gives away something private"),
    SPAM: _("it is advertising, or the same thing again and again"),
    OFF_TOPIC: _("it is not about the story"),
    FALSE: _("it says something harmful that is not true"),
    OTHER: _("it breaks our rules"),
    LENGTH: _("it is too short or too long"),
    CLOSED: _("the conversation is closed"),
    RATE: _("many comments came in a short time"),
    REPEAT: _("it says the same as an earlier comment"),
    LINKS: _("it has links, which a moderator looks at first"),
    BANNED_WORD: _("it has a word that we do not publish"),
    SUSPECT_WORD: _("it has a word that a moderator looks at first"),
    NEWCOMER: _("a moderator reads everybody’s first comments"),
    RECORD: _("several of your recent comments were not published"),
    REPORTED: _("readers reported it"),
    MODEL: _("it looks like comments that our moderators did not publish"),
    HOOK: _("another check asked for a moderator"),
    PREMODERATED: _("in this conversation a moderator reads every comment first"),
    NOBODY_ON_DUTY: _("no moderator is here right now"),
    SANCTION: _("a moderator reads your comments first"),
    ODD_CHARACTERS: _("it has characters that a moderator looks at first"),
    FAILED: _("one of our checks did not work, so a moderator looks"),
}
CHOICES = list(WORDS.items())
TOLD_BY_PEOPLE = (ABUSE, HATE, ILLEGAL, PRIVATE, SPAM, OFF_TOPIC, FALSE, OTHER)
"""What a moderator or somebody who reports can choose from."""


def words_of(code: str) -> str | Promise:
    """The end of a sentence "…: it …" for readers; of an unknown code what is true of all."""
    return WORDS.get(code, WORDS[OTHER])
