"""What the model learns from the newsroom's decisions, how that is measured, and when it stays in the shadow."""

import subprocess
import sys

import pytest

from standfirst.discussion.moderating.folding import fold
from standfirst.discussion.moderating.learning import LEAST_FLAGGED, Example, Measured, TooFew, learn
from standfirst.discussion.moderating.scoring import TextModel, features_of
from standfirst.discussion.moderating.verdicts import Say
from tests.discussion.moderating.corpus import decisions
from tests.discussion.moderating.drafts import a_draft, decided

BAR = 0.9


def test_the_learning_curve(capsys: pytest.CaptureFixture[str]) -> None:
    curve = {number: learn(decisions(number), 1, BAR)[1] for number in (240, 600, 2_400)}
    with capsys.disabled():
        print("\ndecisions  held out  flagged  precision  recall  bar 0.90")
        for number, told in curve.items():
            passed = "may hold" if told.passes(BAR) else "in the shadow"
            print(f"{number:9} {told.decisions:9} {told.flagged:8} {told.precision:10.3f} {told.recall:7.3f}  {passed}")
    few, many = curve[240], curve[2_400]
    assert not few.passes(BAR)  # it has picked too few for its precision to say anything
    assert few.flagged < LEAST_FLAGGED
    assert many.passes(BAR)
    assert many.recall > 0.8


def test_moderators_who_agree_on_nothing_keep_it_in_the_shadow() -> None:
    model, told = learn(decisions(1_500, wrong=0.5), 1, BAR)
    assert told.precision < BAR
    assert not told.passes(BAR)
    text = "You brainless sheep, these parasites, hope you choke"
    draft = a_draft(text, model=TextModel(1, 0.0, model.bias, model.weights), model_decides=told.passes(BAR))
    shadow = decided(text, rules=draft.rules)
    assert (shadow.say, [word.reason for word in shadow.words]) == (Say.PUBLISH, ["model_in_the_shadow"])


def test_it_tells_the_words_that_spoke_and_sees_parts_of_words_that_it_never_saw() -> None:
    model, _told = learn(decisions(1_200), 1, BAR)
    judged = model.judge(fold("The mayor explained it well. These parasitic VERMIN!", "en").tokens)
    assert judged.likelihood > 0.5
    assert "vermin" in judged.spoke
    assert "parasitic" in judged.spoke
    assert model.judge(fold("The mayor explained it well.", "en").tokens).likelihood < 0.5


def test_the_same_decisions_give_the_same_model() -> None:
    one, other = (learn(decisions(600), 1, BAR)[0] for _ in range(2))
    assert (one.weights, one.bias, one.threshold) == (other.weights, other.bias, other.threshold)


def test_what_is_added_up_is_what_was_learned_from() -> None:
    tokens = fold("You, you people are vermin; are you?", "en").tokens
    features = features_of(tokens)
    weights = {name: (place % 7 - 3) / 10 for place, name in enumerate(sorted(features))}
    model = TextModel(1, 0.5, 0.25, weights)
    score = 0.25 + sum(weights[name] * share for name, share in features.items())
    assert model.judge(tokens).likelihood == pytest.approx(1 / (1 + 2.718281828459045**-score))


@pytest.mark.parametrize("some", [[], decisions(20), [Example(["hello"], False)] * 500])
def test_too_few_decisions_teach_nothing(some: list[Example]) -> None:
    with pytest.raises(TooFew):
        learn(some, 1, BAR)


def test_a_precision_counts_from_enough_comments_on() -> None:
    assert not Measured(decisions=500, rejected=100, flagged=LEAST_FLAGGED - 1, right=LEAST_FLAGGED - 1).passes(BAR)
    assert Measured(decisions=500, rejected=100, flagged=LEAST_FLAGGED, right=LEAST_FLAGGED).passes(BAR)
    assert not Measured(0, 0, 0, 0).passes(0.5)


def test_who_judges_comments_never_loads_the_library() -> None:
    told = (
        "import sys; from standfirst.discussion.moderating import pipeline, scoring, learning;"
        "scoring.TextModel(1, .5, 0, {}).judge(['a']);"
        "print([name for name in ('sklearn', 'numpy', 'django') if name in sys.modules])"
    )
    assert subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True).stdout == "[]\n"
