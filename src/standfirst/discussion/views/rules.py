"""The rules for commenting, and what moderators did: for everybody."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from standfirst.discussion import figures, reasons
from standfirst.discussion.models import RULES_TAG, desk_in_force
from standfirst.discussion.templatetags.discussion_admin import took
from standfirst.frontdoor.plan import CachePlan


@require_safe
def rules(request: HttpRequest) -> HttpResponse:
    """The house's rules, the reasons a comment is not published for, and the monthly figures. Cached for everybody."""
    desk = desk_in_force()
    months = figures.months() if desk.show_figures else []
    context = {
        "rules": [part for part in desk.house_rules.replace("\r\n", "\n").split("\n\n") if part.strip()],
        "reasons": [reasons.WORDS[code] for code in reasons.TOLD_BY_PEOPLE],
        "months": [(month, one, took(one.seconds), _told(one.reasons)) for month, one in months],
    }
    answer = render(request, "discussion/rules.html", context)
    answer.cache_plan = CachePlan(tags=frozenset({RULES_TAG, "site"}))  # type: ignore[attr-defined]
    return answer


def _told(by_reason: dict[str, int]) -> list[tuple[str, int]]:
    return [(str(reasons.words_of(code)), count) for code, count in by_reason.items()]
