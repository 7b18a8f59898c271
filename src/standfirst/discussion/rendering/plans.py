"""How long the front door may keep a page of a conversation: until something that stands on it changes."""

from collections.abc import Iterable
from math import inf

from django.http import HttpResponse

from standfirst.access.levels import Variant
from standfirst.discussion.models import NONE_YET, Conversation
from standfirst.discussion.models.moderation_rules import LIMITS_TAG
from standfirst.frontdoor.counts import page_counted
from standfirst.frontdoor.plan import CachePlan

# The newsroom's tags, which this room may not import: what every page shows of the publication, and which stories the
# public may know of. The second is raised with every story, so that no page outlives a story that was taken away.
_SITE, _LISTS = "site", "lists"


def kept(
    answer: HttpResponse, conversations: Iterable[Conversation], *, params: tuple[str, ...] = (), until: float = inf
) -> HttpResponse:
    """``answer``, which everybody may see, for the front door to keep."""
    tags = {one.tag if one.pk is not None else NONE_YET for one in conversations}
    plan = CachePlan(tags=frozenset({_SITE, _LISTS, LIMITS_TAG, *tags}), params=params, until=until)
    answer.cache_plan = plan  # type: ignore[attr-defined]
    answer.counted = page_counted(plan, Variant.FULL, answer.headers.get("Content-Type", ""))  # type: ignore[attr-defined]
    return answer
