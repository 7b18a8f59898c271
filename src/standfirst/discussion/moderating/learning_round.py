"""Once a night the model learns anew from what the moderators decided, and is measured."""

from datetime import datetime

from django.utils import timezone

from standfirst.discussion.models.model_state import ModelState
from standfirst.discussion.models.moderation_rules import ModerationRules, moderation_rules
from standfirst.discussion.moderating.examples import examples, number_of_decisions
from standfirst.discussion.moderating.in_force import forget
from standfirst.discussion.moderating.learning import MOST_EXAMPLES, NotInstalled, TooFew, learn
from standfirst.discussion.moderating.model_files import remove, store
from standfirst.mail.outbox import queue

NEW_DECISIONS = 20
"""So many more than last time make it worth while."""
FILES_KEPT = 5
STATES_KEPT = 400
_HOUR = 3


def learn_if_due(now: datetime | None = None) -> bool:
    """
    Have the worker learn, once a day from three in the morning on, when enough was decided since; whether it will.

    The day is a unique column: of several workers one has it, and counts.
    """
    moment = timezone.localtime(now or timezone.now())
    if moment.hour < _HOUR or moderation_rules().model == ModerationRules.OFF:
        return False
    if ModelState.objects.filter(day=moment.date()).exists():
        return False
    state, is_mine = ModelState.objects.get_or_create(
        day=moment.date(), defaults={"made_at": moment, "note": "Little was decided since the last time."}
    )
    return is_mine and _enough_is_new() and _begin(state)


def something_to_learn() -> bool:
    """Whether moderators have decided enough for a round."""
    return number_of_decisions() >= NEW_DECISIONS


def learn_now(now: datetime) -> None:
    """Have the worker learn: somebody has asked for it."""
    _begin(ModelState(made_at=now))


def _begin(state: ModelState) -> bool:
    from standfirst.discussion.moderating.tasks import learn_from_decisions

    state.note = "It waits for the worker."
    state.save()
    queue(learn_from_decisions, state=state.pk)
    return True


def _enough_is_new() -> bool:
    last = ModelState.objects.exclude(decisions=0).order_by("-pk").values_list("decisions", flat=True).first() or 0
    # Once there are more than it learns from, a round a day is for the newest.
    return number_of_decisions() - last >= NEW_DECISIONS


def learn_into(pk: int) -> None:
    """Learn, store what was learned, and write into the state with this number how it did. Run twice it does once."""
    state = ModelState.objects.filter(pk=pk, file="").first()
    if state is None:
        return
    state.made_at, state.bar, state.note = timezone.now(), moderation_rules().bar_percent / 100, ""
    told = examples(MOST_EXAMPLES)
    state.decisions = len(told)
    try:
        model, measured = learn(told, state.pk, state.bar)
    except TooFew:
        state.note = "There are too few decisions yet: it takes about fifty of each kind."
    except NotInstalled:
        state.note = "The extra “model” is not installed where the worker runs."
    else:
        state.held_out, state.rejected = measured.decisions, measured.rejected
        state.flagged, state.right = measured.flagged, measured.right
        state.file, state.digest = store(model)
    state.save()
    forget()
    _forget_old()


def _forget_old() -> None:
    for old in ModelState.objects.exclude(file="").order_by("-pk")[FILES_KEPT:]:
        remove(old.file)
        ModelState.objects.filter(pk=old.pk).update(file="", digest="")
    kept = list(ModelState.objects.order_by("-pk").values_list("pk", flat=True)[:STATES_KEPT])
    if len(kept) == STATES_KEPT:
        ModelState.objects.filter(pk__lt=kept[-1]).delete()
