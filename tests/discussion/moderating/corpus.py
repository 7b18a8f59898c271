"""A made newsroom: what its readers write, and what its moderators decided, wrongly now and then."""

from random import Random

from standfirst.discussion.moderating.folding import fold
from standfirst.discussion.moderating.learning import Example

_WHO = "the council", "the minister", "this paper", "the mayor", "the club", "our hospital", "the railway", "the union"
_DID = "has waited", "should answer", "knew it", "spends too little", "explained it well", "was right", "lost the vote"
_WHAT = "on housing", "about the bridge", "since spring", "on fares", "for the harbour", "about wages", "for pupils"
_MORE = (
    "I read the report twice.",
    "My street has seen it.",
    "Thank you for the figures.",
    "That is stupid economics.",
    "We deserve better.",
    "I disagree with the author.",
    "Who pays for it?",
    "Facts would help here.",
)
_ABUSE = (
    "go back where you came from",
    "you brainless sheep",
    "hope you choke",
    "these parasites",
    "you people are vermin",
    "shut your mouth",
    "crawl back under your rock",
    "traitors like you should hang",
    "disgusting creature",
)
_SPAM = "earn money from home", "best pills cheap", "write to me for a loan", "investment doubled in a week"


def decisions(number: int, *, seed: int = 1, wrong: float = 0.02, rejected: float = 0.25) -> list[Example]:
    """``number`` decisions in the order of time. ``wrong``: the share that says nothing of the text."""
    chance = Random(seed)
    made = []
    for _ in range(number):
        bad = chance.random() < rejected
        said = [f"{chance.choice(_WHO)} {chance.choice(_DID)} {chance.choice(_WHAT)}.", chance.choice(_MORE)]
        if bad:
            said.insert(chance.randrange(3), chance.choice(_ABUSE if chance.random() < 0.7 else _SPAM))
        text = _typed(" ".join(said), chance)
        made.append(Example(fold(text, "en").tokens, not bad if chance.random() < wrong else bad))
    return made


def _typed(text: str, chance: Random) -> str:
    """As people type: capitals, and letters that change places."""
    if chance.random() < 0.1:
        return text.upper()
    place = chance.randrange(len(text) - 1)
    return text[:place] + text[place + 1] + text[place] + text[place + 2 :]
