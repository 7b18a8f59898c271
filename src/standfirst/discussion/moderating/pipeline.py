"""The phases in their order, and what they decide together."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from standfirst.discussion.moderating.draft import Draft
from standfirst.discussion.moderating.phases import (
    length,
    links,
    model,
    newcomers,
    outside,
    rate,
    rejections,
    repeats,
    reports,
    shape,
    standing,
    story,
    words,
)
from standfirst.discussion.moderating.verdicts import Decision, Say, Word, strongest


class Phase(NamedTuple):
    """``judge`` says a word or nothing. ``staff``: whether it also judges those who write for the newsroom."""

    name: str
    judge: Callable[[Draft], Word | None]
    staff: bool = False


PHASES: tuple[Phase, ...] = (
    Phase("length", length.judge, staff=True),
    Phase("shape", shape.judge, staff=True),
    Phase("story", story.judge),
    Phase("standing", standing.judge),
    Phase("rate", rate.judge),
    Phase("repeat", repeats.judge),
    Phase("links", links.judge),
    Phase("words", words.judge),
    Phase("newcomers", newcomers.judge),
    Phase("rejections", rejections.judge),
    Phase("reports", reports.judge),
    Phase("model", model.judge),
    Phase("outside", outside.judge),
)


def decide(draft: Draft, phases: Sequence[Phase] = PHASES) -> Decision:
    """
    What becomes of a comment. Never raises and always decides; the same draft is always decided alike.

    The cheap phases stand first, and a rejection ends the round. One that holds does not: the moderator sees all
    reasons at once. A phase that fails holds, so that no mistake of ours publishes what it should have judged.
    """
    said: list[Word] = []
    for phase in phases:
        try:
            if draft.author.staff and not phase.staff:
                continue
            word = phase.judge(draft)
        except Exception as error:  # noqa: BLE001  whatever it is, it must not publish
            word = Word(phase.name, Say.HOLD, "phase_failed", {"error": type(error).__name__})
        if word is None:
            continue
        said.append(word)
        if word.say is Say.REJECT:
            break
    words_said = tuple(said)
    return Decision(strongest(words_said), words_said)
