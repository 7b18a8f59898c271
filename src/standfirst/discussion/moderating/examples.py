"""The newsroom's own decisions, as examples to learn from."""

from typing import Any

from django.db.models import Max, QuerySet

from standfirst.discussion.models import DECISIONS, Act, Comment, What
from standfirst.discussion.moderating.folding import fold
from standfirst.discussion.moderating.learning import Example


def number_of_decisions() -> int:
    """Of moderators, about comments that are still there."""
    return _last_words().count()


def examples(most: int) -> list[Example]:
    """
    The newest ``most`` comments that a moderator decided about, in the order in which that happened.

    The last word on each counts. What a rule or the model did is no decision: it would learn from itself.
    """
    acts = list(_last_words().order_by("-last").values_list("last", flat=True)[:most])
    said = dict(Act.objects.filter(pk__in=acts).values_list("comment", "what"))
    texts = Comment.objects.filter(pk__in=said).exclude(text="").values_list("pk", "text", "conversation__language")
    order = {act: place for place, act in enumerate(reversed(acts))}
    by_comment = dict(Act.objects.filter(pk__in=acts).values_list("comment", "pk"))
    told = sorted(texts.iterator(), key=lambda row: order[by_comment[row[0]]])
    return [Example(fold(text, language).tokens, said[pk] == What.REJECT) for pk, text, language in told]


def _last_words() -> QuerySet[Any, dict[str, Any]]:
    """Rows of a comment, and as ``last`` the last line about it."""
    decided: QuerySet[Any, Any] = Act.objects.filter(
        what__in=DECISIONS, by__isnull=False, undone_by=None, comment__isnull=False
    )
    return decided.values("comment").annotate(last=Max("pk"))
