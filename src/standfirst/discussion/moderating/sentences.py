"""What the phases said, in sentences for a moderator."""

from collections.abc import Mapping
from typing import Any

_SENTENCES = {
    "empty": "Nothing is written in it.",
    "too_long": "It is {over:,} characters longer than the {most:,} that the rules allow.",
    "too_many_lines": "It has {lines:,} lines; the rules allow {most:,}.",
    "too_many_mentions": "It mentions {mentions:,} readers; the rules allow {most:,}.",
    "odd_characters": "Characters are used to hide or to disturb: {found}.",
    "premoderated": "Every comment on this story is read before it is shown.",
    "unattended": "The story is a risky one, and no moderator was on duty.",
    "read_only": "The conversation is read-only.",
    "closed": "The conversation is closed.",
    "held_always": "A moderator has decided that comments of this reader are always held.",
    "too_fast": "It came too soon after the last one: {wait} seconds too early.",
    "slow_story": "The conversation is slow: {between} seconds lie between two comments of a reader, {wait} were left.",
    "too_many_in_an_hour": "The reader has written {most:,} comments within an hour.",
    "repeated": "The reader has written the same before.",
    "nearly_repeated": "{percent} per cent of it stands in another comment of the same reader.",
    "links": "It links to {hosts} ({links:,} in all).",
    "banned_words": "It uses a banned word: {words_as_spelt}.",
    "suspect_words": "It uses a suspect word: {words_as_spelt}.",
    "newcomer": "The first {first:,} comments of a reader are held; {published:,} of this one’s are published.",
    "often_rejected": "Within {days} days, {rejected:,} of {decided:,} decided comments of the reader were rejected.",
    "reported": "{reports:,} readers have reported it.",
    "reported_author": "Reports wait on {comments:,} other comments of this reader.",
    "model": "The model takes it for one that you would reject ({percent} per cent). The words that spoke: {words}.",
    "model_in_the_shadow": "The model would have held it ({percent} per cent); it only watches so far. "
    "The words that spoke: {words}.",
    "asked_outside": "The outside check is asked, and has not answered yet.",
    "outside_says": "The outside check says: {said}.",
    "outside_failed": "The outside check did not answer: {why}.",
    "phase_failed": "The check “{phase}” failed ({error}). Held, for it could not judge.",
}
_ODD = {
    "controls": "control characters",
    "direction": "marks that turn the direction of the text",
    "hidden": "characters that cannot be seen",
    "marks": "piles of marks on letters",
}

_RULES = {"shape": "odd characters", "repeat": "repeats", "outside": "outside check"}


def rule_name(phase: str) -> str:
    """What a phase is called on the pages of moderators."""
    return _RULES.get(phase, phase)


def sentence(reason: str, details: Mapping[str, Any], phase: str = "") -> str:
    """Why, for a moderator. A reason that is not known, or details that do not fit it, give the code itself."""
    told = {name: _listed(value) for name, value in details.items()}
    told["phase"] = phase
    if isinstance(details.get("found"), list):
        told["found"] = _listed([_ODD.get(str(name), str(name)) for name in details["found"]])
    if isinstance(details.get("words"), list) and isinstance(details.get("spelt"), list):
        told["words_as_spelt"] = _listed(
            [_with_spelling(word, spelt) for word, spelt in zip(details["words"], details["spelt"], strict=False)]
        )
    try:
        return _SENTENCES[reason].format(**told)
    except (KeyError, ValueError, IndexError):
        return reason.replace("_", " ").capitalize()


def _with_spelling(word: str, spelt: str) -> str:
    return f"“{word}”" if word.casefold() == spelt.casefold() else f"“{word}”, written “{spelt}”"


def _listed(value: Any) -> Any:
    return ", ".join(str(one) for one in value) or "none of them alone" if isinstance(value, list) else value
