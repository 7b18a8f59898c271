"""The worker learns at night from what moderators decided, and from nothing else."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from standfirst.discussion.models import Act, Comment, CommentState, ModelState, ModerationRules, What
from standfirst.discussion.moderating.examples import examples, number_of_decisions
from standfirst.discussion.moderating.in_force import rules_in_force
from standfirst.discussion.moderating.learning_round import FILES_KEPT, learn_if_due, learn_into
from standfirst.discussion.moderating.model_files import NotThatModel, load
from standfirst.working import _duties
from tests.discussion.moderating.corpus import decisions
from tests.discussion.moderating.rows import a_comment, a_conversation, a_reader

pytestmark = pytest.mark.django_db
NIGHT = datetime(2026, 11, 26, 3, 30, tzinfo=UTC)


def decide_many(number: int) -> None:
    """As if a moderator had decided all of them, one after the other."""
    by, conversation = a_reader("Mo"), a_conversation()
    told = decisions(number)
    written = Comment.objects.bulk_create(
        Comment(
            conversation=conversation,
            text=" ".join(one.tokens),
            state=CommentState.REJECTED if one.rejected else CommentState.PUBLISHED,
            written_at=timezone.now(),
        )
        for one in told
    )
    Act.objects.bulk_create(
        Act(comment=comment, by=by, what=What.REJECT if one.rejected else What.PUBLISH)
        for comment, one in zip(written, told, strict=True)
    )


def test_a_night_makes_a_model_that_counts_for_the_next_comment(django_capture_on_commit_callbacks: Any) -> None:
    decide_many(700)
    with django_capture_on_commit_callbacks(execute=True):
        assert learn_if_due(NIGHT)
    state = ModelState.objects.get()
    assert (state.decisions, state.held_out, state.note, state.bar) == (700, 140, "", 0.9)
    assert load(state.file, state.digest).version == state.pk
    rules = rules_in_force()
    assert rules.model is not None
    assert rules.model_decides == (state.flagged >= 20 and state.right / state.flagged >= 0.9)


def test_it_learns_once_a_day_not_by_day_and_not_when_it_is_off() -> None:
    decide_many(30)
    assert learn_if_due in _duties()
    assert not learn_if_due(NIGHT.replace(hour=1))
    assert learn_if_due(NIGHT)
    assert not learn_if_due(NIGHT + timedelta(minutes=1))
    ModelState.objects.update(decisions=30)
    assert not learn_if_due(NIGHT + timedelta(days=1))  # nothing was decided since
    ModerationRules.objects.create(model=ModerationRules.OFF)
    assert not learn_if_due(NIGHT + timedelta(days=2))


def test_too_few_decisions_are_said_and_the_model_in_use_stays() -> None:
    decide_many(40)
    state = ModelState.objects.create(made_at=NIGHT)
    learn_into(state.pk)
    state.refresh_from_db()
    assert (state.file, state.note[:25]) == ("", "There are too few decisio")
    assert rules_in_force().model is None


def test_files_of_old_models_go() -> None:
    decide_many(300)
    states = [ModelState.objects.create(made_at=NIGHT) for _ in range(FILES_KEPT + 1)]
    files = []
    for state in states:
        learn_into(state.pk)
        state.refresh_from_db()
        files.append((state.file, state.digest))
    with pytest.raises(NotThatModel):
        load(*files[0])
    assert load(*files[1]).version == states[1].pk
    assert ModelState.objects.exclude(file="").count() == FILES_KEPT


def test_only_the_last_word_of_a_person_counts_and_in_the_order_of_the_words() -> None:
    by, author = a_reader("Mo"), a_reader()
    first, second, third, fourth = (a_comment(author, f"Comment {n}") for n in range(4))
    Act.objects.create(comment=second, by=by, what=What.REJECT)
    Act.objects.create(comment=first, by=by, what=What.REJECT)
    Act.objects.create(comment=first, by=by, what=What.PUBLISH)
    Act.objects.create(comment=third, by=None, what=What.REJECT)  # by a rule
    wrong = Act.objects.create(comment=fourth, by=by, what=What.REJECT)
    Act.objects.create(comment=fourth, by=by, what=What.UNDO, undoes=wrong)
    assert [(one.tokens[1], one.rejected) for one in examples(10)] == [("1", True), ("0", False)]
    assert number_of_decisions() == 2
    assert [one.tokens[1] for one in examples(1)] == ["0"]
