"""What the doctor says of an installation."""

import io
import sys

import pytest

from standfirst import doctor
from standfirst.discussion.deciding import decide_comment
from standfirst.discussion.models import ModerationRules, What
from standfirst.discussion.moderating.learning_round import NEW_DECISIONS
from tests.discussion.desk import a_comment, a_conversation, a_moderator, a_reader

pytestmark = pytest.mark.django_db
MISSING = "scikit-learn is not installed"


@pytest.fixture
def without_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "sklearn", None)


@pytest.fixture
def decided() -> None:
    """So many decisions that a night's round would learn from them."""
    story, ann, mo = a_conversation(), a_reader(), a_moderator()
    for _ in range(NEW_DECISIONS):
        decide_comment(a_comment(story, ann), mo, What.PUBLISH)


def said() -> str:
    out = io.StringIO()
    doctor.examine(out)
    return out.getvalue()


def test_a_model_that_is_on_and_cannot_learn_is_to_be_mended(without_the_extra: None, decided: None) -> None:
    assert MISSING in said()
    assert "Install standfirst[model] where the worker runs" in said()


def test_a_model_that_is_off_needs_nothing(without_the_extra: None, decided: None) -> None:
    ModerationRules(model=ModerationRules.OFF).save()
    assert MISSING not in said()
    assert "decisions is off" in said()


def test_nothing_is_missing_before_there_is_anything_to_learn(without_the_extra: None) -> None:
    assert "(it will need standfirst[model])" in said()


def test_with_the_extra_all_is_well(decided: None) -> None:
    pytest.importorskip("sklearn")
    assert "✓ The model that learns from moderators’ decisions has what it needs" in said()
