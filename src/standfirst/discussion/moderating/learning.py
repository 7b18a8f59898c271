"""
Learning from a newsroom's own decisions, and measuring what was learned on decisions that it has not seen.

This alone imports scikit-learn (the extra ``model``), and it runs in the worker. What comes out are weights: a
``TextModel`` adds them up without it.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from math import isfinite

from standfirst.discussion.moderating.scoring import TextModel, features_of

LEAST_OF_EACH = 30
"""Decisions of each kind without which there is nothing to learn from."""
LEAST_FLAGGED = 20
"""Held-out comments that the model must have picked before its precision says anything."""
MOST_EXAMPLES = 20_000
MOST_FEATURES = 60_000
_LEARN, _CHOOSE = 0.6, 0.2
_STRENGTHS = (3.0, 30.0, 300.0)
_SMALLEST = 5e-4
_NEVER = 1.0


class NotInstalled(RuntimeError):
    """The extra ``model`` is not installed where this runs."""


class TooFew(ValueError):
    """There are not enough decisions yet."""


@dataclass(frozen=True, slots=True)
class Example:
    """A comment on which a moderator decided; ``tokens`` are its words, folded."""

    tokens: Sequence[str]
    rejected: bool


@dataclass(frozen=True, slots=True)
class Measured:
    """
    On the newest decisions, which were kept from the model: how many there were, how many of them were rejected, how
    many it would have held, and how many of those were rejected.
    """

    decisions: int
    rejected: int
    flagged: int
    right: int

    @property
    def precision(self) -> float:
        """Of what it would have held, the share that moderators rejected; 0 where it would have held nothing."""
        return self.right / self.flagged if self.flagged else 0.0

    @property
    def recall(self) -> float:
        """Of what moderators rejected, the share that it would have held."""
        return self.right / self.rejected if self.rejected else 0.0

    def passes(self, bar: float) -> bool:
        """Whether the precision reaches ``bar``, on enough comments to speak of it."""
        return self.flagged >= LEAST_FLAGGED and self.precision >= bar


def learn(examples: Sequence[Example], version: int, bar: float) -> tuple[TextModel, Measured]:
    """
    A model from ``examples``, which stand in the order of time, the oldest first; and how it does.

    It learns from the first three fifths, finds on the next fifth the likelihood from which its precision is half-way
    between ``bar`` and perfect (to have some left on others), and is measured on the last. Raises TooFew and
    NotInstalled. The same examples give the same model.
    """
    examples = examples[-MOST_EXAMPLES:]
    first, second = int(len(examples) * _LEARN), int(len(examples) * (_LEARN + _CHOOSE))
    parts = examples[:first], examples[first:second], examples[second:]
    rejected = sum(one.rejected for one in parts[0])
    if min(rejected, len(parts[0]) - rejected) < LEAST_OF_EACH or not any(one.rejected for one in parts[1]):
        raise TooFew(len(examples))
    best: tuple[float, float, TextModel] | None = None
    for bias, weights in _fitted(parts[0]):
        model = TextModel(version, _NEVER, bias, weights)
        found, threshold = _most_found(model, parts[1], (1 + bar) / 2)
        if best is None or found > best[0]:
            best = (found, threshold, model)
    assert best is not None
    _found, threshold, fitted = best
    model = TextModel(version, threshold, fitted.bias, fitted.weights)
    return model, measure(model, parts[2])


def is_installed() -> bool:
    """Whether what it learns with is there; to judge comments nothing of it is needed."""
    return find_spec("sklearn") is not None


def measure(model: TextModel, examples: Sequence[Example]) -> Measured:
    """What the model would have done with ``examples``, by the very code that judges comments."""
    flagged = [one.rejected for one in examples if model.judge(one.tokens).likelihood >= model.threshold]
    return Measured(len(examples), sum(one.rejected for one in examples), len(flagged), sum(flagged))


def _fitted(examples: Sequence[Example]) -> list[tuple[float, dict[str, float]]]:
    """Bias and weights for each strength of regularisation that is tried."""
    try:
        from sklearn.feature_extraction import DictVectorizer
        from sklearn.linear_model import LogisticRegression
    except ImportError as error:
        raise NotInstalled from error
    told = [features_of(one.tokens) for one in examples]
    often = Counter(feature for features in told for feature in features)
    # What stands in one comment alone says nothing of others; and the file must not grow with every name there is.
    known = {feature for feature, times in often.most_common(MOST_FEATURES) if times > 1}
    turned = DictVectorizer(sparse=True, sort=True)
    rows = turned.fit_transform({name: told[name] for name in told if name in known} for told in told)
    answers = [one.rejected for one in examples]
    made = []
    for strength in _STRENGTHS:
        fitted = LogisticRegression(C=strength, class_weight="balanced", max_iter=500, tol=1e-3).fit(rows, answers)
        weights = zip(turned.get_feature_names_out(), fitted.coef_[0].tolist(), strict=True)
        kept = {
            str(name): round(weight, 4) for name, weight in weights if abs(weight) >= _SMALLEST and isfinite(weight)
        }
        made.append((round(float(fitted.intercept_[0]), 4), kept))
    return made


def _most_found(model: TextModel, examples: Sequence[Example], bar: float) -> tuple[float, float]:
    """
    How many rejected ones it finds at a precision of ``bar``, and from which likelihood on; -1 and one that hardly any
    text reaches where it never gets there.
    """
    ranked = sorted(((model.judge(one.tokens).likelihood, one.rejected) for one in examples), reverse=True)
    found, best, threshold = 0, -1, 0.0
    for place, (likelihood, rejected) in enumerate(ranked, start=1):
        found += rejected
        last_of_its_kind = place == len(ranked) or ranked[place][0] < likelihood
        if last_of_its_kind and found / place >= bar and found > best:
            best, threshold = found, likelihood
    return (best, threshold) if best > 0 else (-1, ranked[0][0])
