"""Which state a conversation is in: as a moderator has set it by hand, else by the rules for its section and topics."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete, post_save
from django.utils import timezone
from django_tasks import task

from standfirst.discussion.models import NONE_YET, Act, Conversation, State, StoryRule, What
from standfirst.generations.raising import raise_for
from standfirst.mail.outbox import queue
from standfirst.readers.models import Reader

STRICTNESS = (State.OPEN, State.SLOW, State.PREMODERATED, State.READ_ONLY, State.CLOSED)
_LOOK_BACK = timedelta(days=8)
"""Further than any worker stays away. Whoever changes a rule has every conversation looked at."""


class HandOrRule:
    """Who set the state of a conversation: the words in ``Conversation.state_by``."""

    HAND = "hand"
    RULE = "rule"


def state_by_rules(rules: Iterable[StoryRule], conversation: Conversation, now: datetime) -> State:
    """The strictest state of the rules that fit; open where none does."""
    fitting = [State(rule.state) for rule in rules if fits(rule, conversation, now)]
    return max(fitting, key=STRICTNESS.index, default=State.OPEN)


def fits(rule: StoryRule, conversation: Conversation, now: datetime) -> bool:
    """Whether ``rule`` is about this story, at its age. A story without a date of its own is as old as it is known."""
    if rule.section and rule.section.casefold() != conversation.section.casefold():
        return False
    if rule.topic and rule.topic.casefold() not in {str(topic).casefold() for topic in conversation.topics}:
        return False
    if not rule.days:
        return True
    return conversation.published_at is not None and conversation.published_at <= now - timedelta(days=rule.days)


def is_risky(conversation: Conversation, now: datetime) -> bool:
    """Whether a rule calls the story risky."""
    return any(fits(rule, conversation, now) for rule in StoryRule.objects.filter(risky=True))


def begin(conversation: Conversation, now: datetime) -> None:
    """Give a conversation that is not kept yet the state that the rules have for its story."""
    conversation.state = state_by_rules(StoryRule.objects.all(), conversation, now)
    if conversation.state != State.OPEN:
        conversation.state_by = HandOrRule.RULE


def set_state(conversation: Conversation, by: Reader, state: State | None, now: datetime | None = None) -> State:
    """Set the state by hand; None: let the rules say again. The state it has then."""
    moment = now or timezone.now()
    with transaction.atomic():
        there = Conversation.objects.select_for_update(no_key=True).get(pk=conversation.pk)
        wanted = state or state_by_rules(StoryRule.objects.all(), there, moment)
        _write(there, wanted, HandOrRule.HAND if state else HandOrRule.RULE, by, moment)
    return wanted


def follow_ages(now: datetime | None = None) -> int:
    """Give the stories that grew old enough for a rule their state; how many changed. Called by the worker's clock."""
    moment = now or timezone.now()
    rules = list(StoryRule.objects.all())
    changed = 0
    for days in {rule.days for rule in rules if rule.days}:
        ends = moment - timedelta(days=days)
        crossed = Conversation.objects.filter(published_at__lte=ends, published_at__gt=ends - _LOOK_BACK)
        changed += _follow(crossed.exclude(state=State.CLOSED), rules, moment)
    return changed


def follow_all(now: datetime | None = None) -> int:
    """Look at every conversation: a rule was changed. How many have another state."""
    return _follow(Conversation.objects.all(), list(StoryRule.objects.all()), now or timezone.now())


def listen() -> None:
    """Called once, when the room starts: conversations follow the rules when they begin, and when either changes."""
    post_save.connect(_saved, sender=Conversation, dispatch_uid="story rules")
    for changed in (post_save, post_delete):
        changed.connect(_rule_changed, sender=StoryRule, dispatch_uid="story rules")


def _saved(instance: Conversation, raw: bool = False, **kwargs: Any) -> None:
    if not raw and (rules := list(StoryRule.objects.all())):
        _follow_one(instance, rules, timezone.now())


@task()
def follow_rules() -> None:
    """Look at every conversation, in the worker: there may be many."""
    follow_all()


def _rule_changed(**kwargs: Any) -> None:
    # Those that are not kept yet have no row to be followed: their pages are made anew.
    raise_for(NONE_YET)
    queue(follow_rules)


def _follow(conversations: Any, rules: Sequence[StoryRule], now: datetime) -> int:
    return sum(_follow_one(one, rules, now) for one in conversations.order_by("pk").iterator(chunk_size=500))


def _follow_one(conversation: Conversation, rules: Sequence[StoryRule], now: datetime) -> bool:
    """What a moderator has set by hand stays; what somebody else has set is only made stricter."""
    wanted = state_by_rules(rules, conversation, now)
    if conversation.state_by == HandOrRule.HAND or wanted == conversation.state:
        return False
    if conversation.state_by != HandOrRule.RULE and STRICTNESS.index(wanted) < STRICTNESS.index(
        State(conversation.state)
    ):
        return False
    with transaction.atomic():
        _write(conversation, wanted, HandOrRule.RULE, None, now)
    return True


def _write(conversation: Conversation, state: State, by_whom: str, by: Reader | None, now: datetime) -> None:
    before = conversation.state
    conversation.state, conversation.state_by = state, by_whom
    if before != state:
        conversation.state_at = now
    # Not by save: that would be followed again.
    Conversation.objects.filter(pk=conversation.pk).update(
        state=conversation.state, state_by=conversation.state_by, state_at=conversation.state_at
    )
    if before != state:
        raise_for(conversation.tag)
    if by is not None or before != state:
        Act.objects.create(conversation=conversation, by=by, what=What.STORY, before=before, after=state, at=now)
