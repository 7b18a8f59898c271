"""The model at work: adding up what it has learned of words and their parts. No library, no randomness, no clock."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from math import exp, sqrt

SHORTEST_PIECE, LONGEST_PIECE = 3, 4
MOST_TOKENS = 2_000
_LONGEST_TOKEN = 40
_REMEMBERED = 20_000
_SPOKE = 5


@dataclass(frozen=True, slots=True)
class Judged:
    """How likely a moderator would reject it, 0 to 1, and the words that spoke for it, the loudest first."""

    likelihood: float
    spoke: tuple[str, ...]


class TextModel:
    """
    A logistic regression over words, pairs of words, and pieces of words.

    A word counts once however often it stands there, and is divided by the root of how many there are: a long comment
    is not suspect for being long. ``weights`` by feature: as ``features_of`` names them. ``threshold``: 0 to 1, from
    which likelihood on it would hold.
    """

    def __init__(self, version: int, threshold: float, bias: float, weights: Mapping[str, float]) -> None:
        self.version, self.threshold, self.bias = version, threshold, bias
        self.weights = dict(weights)
        self._of_token = lru_cache(maxsize=_REMEMBERED)(self._add_up)

    def judge(self, tokens: Sequence[str]) -> Judged:
        """Of the words of a text, folded. The same words are always judged alike, to the last digit."""
        words, pairs = words_and_pairs(tokens)
        if not words:
            return Judged(_likelihood(self.bias), ())
        share, weights, of_token = 1 / sqrt(len(words)), self.weights, self._of_token
        heard = [(of_token(word), word) for word in words]
        heard += [(weights[pair], pair) for pair in pairs if pair in weights]
        total = self.bias + share * sum(weight for weight, _word in heard)
        loud = sorted((one for one in heard if one[0] > 0), key=lambda one: (-one[0], one[1]))[:_SPOKE]
        return Judged(_likelihood(total), tuple(word for _weight, word in loud))

    def _add_up(self, word: str) -> float:
        return sum(self.weights.get(feature, 0.0) for feature in _of_word(word))


def features_of(tokens: Sequence[str]) -> dict[str, float]:
    """What the model learns from, and how much of it there is: exactly what ``judge`` adds up."""
    words, pairs = words_and_pairs(tokens)
    share = 1 / sqrt(len(words)) if words else 0.0
    features: dict[str, float] = dict.fromkeys(pairs, share)
    for word in words:
        for feature in _of_word(word):
            features[feature] = features.get(feature, 0.0) + share
    return features


def words_and_pairs(tokens: Sequence[str]) -> tuple[list[str], list[str]]:
    """Each word and each pair of neighbours once, in the order in which they first stand there."""
    some = [token[:_LONGEST_TOKEN] for token in tokens[:MOST_TOKENS]]
    pairs = [f"{before} {after}" for before, after in pairwise(some)]
    return list(dict.fromkeys(some)), list(dict.fromkeys(pairs))


def _of_word(word: str) -> Iterator[str]:
    yield word
    # The pieces carry the ends of the word, so that none of them is ever a word.
    marked = f"<{word}>"
    for length in range(SHORTEST_PIECE, LONGEST_PIECE + 1):
        for place in range(len(marked) - length + 1):
            yield f"~{marked[place : place + length]}"


def _likelihood(score: float) -> float:
    if score >= 0:
        return 1 / (1 + exp(-min(score, 700.0)))
    small = exp(max(score, -700.0))
    return small / (1 + small)
