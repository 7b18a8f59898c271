"""All phases together: never raising, always deciding, the same for the same."""

import copy
import json
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standfirst.discussion.moderating.draft import AuthorRecord, Draft, Recent, StoryRecord
from standfirst.discussion.moderating.folding import fold
from standfirst.discussion.moderating.matching import Listed, Words
from standfirst.discussion.moderating.pipeline import PHASES, Phase, decide
from standfirst.discussion.moderating.rules import Rules
from standfirst.discussion.moderating.scoring import TextModel
from standfirst.discussion.moderating.sentences import sentence
from standfirst.discussion.moderating.similarity import digest
from standfirst.discussion.moderating.verdicts import Decision, Say, Word
from tests.discussion.moderating.drafts import NOW, a_draft, banned, decided, reasons

anything = st.text(st.characters(codec=None, categories=None), max_size=300)  # lone surrogates and controls too
counts = st.integers(0, 50)
times = st.timedeltas(min_value=timedelta(hours=-30), max_value=timedelta(days=3)).map(lambda ago: NOW - ago)
some_rules = st.builds(
    Rules,
    most_characters=st.integers(1, 400),
    most_lines=counts,
    most_mentions=counts,
    links_held_from=counts,
    newcomers_first=counts,
    rejected_least=counts,
    repeat_from_characters=counts,
    most_in_an_hour=st.integers(0, 4),
    reports_held_from=counts,
    words=st.lists(st.builds(Listed, anything.map(lambda text: text[:12]), st.booleans()), max_size=5).map(Words),
    model=st.sampled_from([None, TextModel(1, 0.4, 0.1, {"you": 2.0, "~<th": -1.0})]),
    model_decides=st.booleans(),
    outside=st.booleans(),
)
drafts = st.builds(
    Draft,
    anything,
    st.sampled_from(["en-GB", "ar", "ru", "el", "zh", ""]),
    st.builds(AuthorRecord, counts, counts, counts, counts, st.booleans(), st.booleans(), st.booleans()),
    st.builds(
        StoryRecord, st.sampled_from(["open", "premoderated", "slow", "read_only", "closed", "?"]), st.booleans()
    ),
    st.lists(st.builds(Recent, anything, times, st.booleans()), max_size=4).map(tuple),
    st.just(NOW),
    some_rules,
    counts,
)


@given(drafts)
def test_whatever_is_written_it_is_decided_and_told_in_words_that_can_be_kept(draft: Draft) -> None:
    decision = decide(draft)
    assert decision.say is max((word.say for word in decision.words), key=lambda s: s.weight, default=Say.PUBLISH)
    for word in decision.words:
        json.dumps(dict(word.details))
        assert sentence(word.reason, word.details, word.phase)
        assert word.reason != "phase_failed" or (word.phase, draft.story.state) == ("story", "?")


@given(drafts)
def test_the_same_draft_is_decided_alike(draft: Draft) -> None:
    first = decide(copy.copy(draft))
    fold.cache_clear()
    digest.cache_clear()
    assert decide(copy.copy(draft)) == first


@given(drafts)
def test_the_order_in_which_the_last_comments_are_told_changes_nothing(draft: Draft) -> None:
    turned: dict[str, Any] = {**{name: getattr(draft, name) for name in Draft.__dataclass_fields__}}
    turned["recent"] = tuple(reversed(draft.recent))
    assert decide(Draft(**turned)).say is decide(draft).say


def test_an_ordinary_comment_is_published_without_a_word() -> None:
    assert decided() == Decision(Say.PUBLISH)


@pytest.mark.parametrize("failing", PHASES, ids=[phase.name for phase in PHASES])
def test_a_phase_that_fails_holds(failing: Phase) -> None:
    def fails(_draft: Draft) -> Word | None:
        raise RecursionError("deep")

    decision = decide(a_draft(), [phase._replace(judge=fails) if phase is failing else phase for phase in PHASES])
    assert decision.say is Say.HOLD
    assert decision.words == (Word(failing.name, Say.HOLD, "phase_failed", {"error": "RecursionError"}),)


def test_all_reasons_to_hold_are_told_and_the_first_rejection_is_the_last_word() -> None:
    held = decided(story=StoryRecord("premoderated"), newcomers_first=50, outside=True)
    assert [word.reason for word in held.words] == ["premoderated", "newcomer", "asked_outside"]
    assert held.deciding == held.words[0]
    assert reasons("Only an idiot.", story=StoryRecord("premoderated"), outside=True, words=banned("idiot")) == [
        "premoderated",
        "banned_words",
    ]


def test_who_writes_for_the_newsroom_is_judged_by_size_and_shape_alone() -> None:
    staff = AuthorRecord(staff=True)
    said = "You idiot, see http://a.example and http://b.example"
    strict: dict[str, Any] = {"newcomers_first": 5, "words": banned("idiot"), "story": StoryRecord("premoderated")}
    assert decided(said, author=staff, **strict).say is Say.PUBLISH
    assert reasons("a\u202eb", author=staff, **strict) == ["odd_characters"]


def test_what_the_writer_can_mend_is_answered_at_the_form_and_what_is_judged_is_not() -> None:
    assert decided("x" * 5_001).refusal == Word("length", Say.REJECT, "too_long", {"over": 1, "most": 5_000})
    assert decided("You idiot", words=banned("idiot")).refusal is None
