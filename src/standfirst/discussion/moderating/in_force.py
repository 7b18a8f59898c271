"""The rules as they are now: what the editors have set, their words, and the model, put together once in a while."""

import logging
import threading
import time
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.db.models import Count, Max

from standfirst.discussion.models.model_state import ModelState
from standfirst.discussion.models.moderation_rules import ModerationRules, moderation_rules
from standfirst.discussion.models.word_list import WordList
from standfirst.discussion.moderating.matching import NO_WORDS, Words
from standfirst.discussion.moderating.model_files import NotThatModel, load
from standfirst.discussion.moderating.rules import Rules
from standfirst.discussion.moderating.scoring import TextModel

log = logging.getLogger(__name__)


@dataclass
class _Kept:
    """What this process has put together. Words and the model are made anew only when they have changed."""

    rules: Rules | None = None
    looked_at: float = 0.0
    words: Words = NO_WORDS
    words_of: tuple[object, ...] = ()
    model: TextModel | None = None
    model_of: tuple[object, ...] = ()


_kept = _Kept()
_lock = threading.Lock()


def rules_in_force() -> Rules:
    """As the database has them, or had them ``STANDFIRST_RULES_SECONDS`` ago at most."""
    rules = _kept.rules
    if rules is not None and time.monotonic() - _kept.looked_at < settings.STANDFIRST_RULES_SECONDS:
        return rules
    with _lock:
        looked_at = time.monotonic()
        _kept.rules = rules = _put_together()
        _kept.looked_at = looked_at
    return rules


def forget() -> None:
    """Look anew: something was changed here. Counts at once, and again after the commit for who looked before it."""
    _forget_now()
    transaction.on_commit(_forget_now)


def words_with(more: WordList) -> Words:
    """The newsroom's words and those of a list that is not kept, to try it."""
    return Words(listed for one in [*WordList.objects.all(), more] for listed in one.listed())


def _forget_now() -> None:
    _kept.rules = None


def _put_together() -> Rules:
    told = moderation_rules()
    state = ModelState.objects.exclude(file="").order_by("-pk").first() if told.model != ModerationRules.OFF else None
    model = _model(state)
    return Rules(
        most_characters=told.most_characters,
        most_lines=told.most_lines,
        most_mentions=told.most_mentions,
        seconds_between=told.seconds_between,
        slow_seconds=told.slow_seconds,
        most_in_an_hour=told.most_in_an_hour,
        repeat_hours=told.repeat_hours,
        repeat_share=told.repeat_percent / 100,
        links_held_from=told.links_held_from,
        own_hosts=_own_hosts(told),
        newcomers_first=told.newcomers_first,
        rejected_share=told.rejected_percent / 100,
        rejected_days=told.rejected_days,
        rejected_least=told.rejected_least,
        reports_held_from=told.reports_held_from,
        reported_author_from=told.reported_author_from,
        words=_words(),
        model=model,
        model_decides=model is not None and state is not None and _may_hold(told, state),
        outside=bool(settings.STANDFIRST_COMMENT_HOOK),
    )


def _may_hold(told: ModerationRules, state: ModelState) -> bool:
    """By the bar of today: who raises it sends a model back into the shadow at once."""
    return told.model == ModerationRules.HOLD and state.measured.passes(told.bar_percent / 100)


def _own_hosts(told: ModerationRules) -> tuple[str, ...]:
    site = settings.STANDFIRST_SITE.hostname or ""
    return tuple(dict.fromkeys(host.lower().removeprefix("www.") for host in [site, *told.own_hosts.split()] if host))


def _words() -> Words:
    stamp = WordList.objects.aggregate(newest=Max("changed_at"), lists=Count("pk"))
    of = (stamp["newest"], stamp["lists"])
    if of != _kept.words_of:
        lists = [listed for one in WordList.objects.all() for listed in one.listed()]
        _kept.words, _kept.words_of = Words(lists) if lists else NO_WORDS, of
    return _kept.words


def _model(state: ModelState | None) -> TextModel | None:
    """A model that cannot be read speaks to nobody: the other phases decide as if there were none."""
    if state is None:
        return None
    of = (state.pk, state.file, state.digest)
    if of != _kept.model_of:
        try:
            _kept.model = load(state.file, state.digest)
        except NotThatModel as error:
            log.error("the comment model is not used: %s", error)
            _kept.model = None
        _kept.model_of = of
    return _kept.model
