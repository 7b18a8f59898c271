"""Whether the writer is too fast, everywhere or in this story."""

from datetime import datetime, timedelta
from math import ceil

from standfirst.discussion.moderating.draft import Draft
from standfirst.discussion.moderating.verdicts import Say, Word

_HOUR = timedelta(hours=1)


def judge(draft: Draft) -> Word | None:
    """Rejects with the seconds to wait. A time that lies ahead of ours counts as now."""
    rules, now = draft.rules, draft.now
    times = [min(one.written_at, now) for one in draft.recent]
    if wait := _wait(times, now, rules.seconds_between):
        return Word("rate", Say.REJECT, "too_fast", {"wait": wait})
    if draft.story.state == "slow":
        here = [min(one.written_at, now) for one in draft.recent if one.here]
        if wait := _wait(here, now, rules.slow_seconds):
            return Word("rate", Say.REJECT, "slow_story", {"wait": wait, "between": rules.slow_seconds})
    within = sorted((at for at in times if now - at < _HOUR), reverse=True)
    if rules.most_in_an_hour and len(within) >= rules.most_in_an_hour:
        wait = ceil((within[rules.most_in_an_hour - 1] + _HOUR - now).total_seconds())
        return Word("rate", Say.REJECT, "too_many_in_an_hour", {"wait": max(1, wait), "most": rules.most_in_an_hour})
    return None


def _wait(times: list[datetime], now: datetime, between: int) -> int:
    """Whole seconds until ``between`` have passed since the last of ``times``; 0: none."""
    if not times or not between:
        return 0
    return max(0, ceil(between - (now - max(times)).total_seconds()))
