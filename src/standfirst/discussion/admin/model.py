"""The model in the admin: what it has learned, how often it is right, and learning anew."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.auth import permission_required
from wagtail.admin.menu import MenuItem

from standfirst.discussion.admin.answering import SET_RULES, page, to
from standfirst.discussion.admin.rights import ForWhoSetsTheRules
from standfirst.discussion.models import ModelState, ModerationRules, moderation_rules
from standfirst.discussion.moderating.in_force import rules_in_force
from standfirst.discussion.moderating.learning import LEAST_FLAGGED
from standfirst.discussion.moderating.learning_round import learn_now
from standfirst.discussion.moderating.rules import Rules

SHOWN = 20


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required(SET_RULES)
def model(request: HttpRequest) -> HttpResponse:
    """How it does; by POST it learns anew."""
    if request.method == "POST":
        learn_now(timezone.now())
        messages.success(request, "The worker learns anew. Look again in a minute.")
        return to("conversations-model")
    told, rules = moderation_rules(), rules_in_force()
    context: dict[str, Any] = {
        "title": "Model",
        "does": _does(told, rules),
        "rounds": ModelState.objects.all()[:SHOWN],
        "bar": told.bar_percent,
        "least": LEAST_FLAGGED,
        "words": loudest(rules),
    }
    answer = page(request, "model", context)
    answer["Cache-Control"] = "private, no-store"
    return answer


def loudest(rules: Rules) -> list[str]:
    """The words that speak loudest for holding, so that a newsroom sees what its decisions have taught."""
    weights = rules.model.weights if rules.model is not None else {}
    words = [(weight, name) for name, weight in weights.items() if weight > 0 and not name.startswith("~")]
    return [name for _weight, name in sorted(words, key=lambda one: (-one[0], one[1]))[:SHOWN]]


def _does(told: ModerationRules, rules: Rules) -> str:
    if told.model == ModerationRules.OFF:
        return "It is off: it learns nothing and says nothing."
    if rules.model is None:
        return "It has not learned anything yet."
    if rules.model_decides:
        return "It holds comments that it expects your moderators to reject."
    if told.model == ModerationRules.WATCH:
        return "It only watches, as you have set it: moderators see what it would have held."
    return "It only watches: it is not right often enough yet. Moderators see what it would have held."


@hooks.register("register_admin_urls")
def _address() -> list[URLPattern]:
    return [path("conversations/model/", model, name="conversations-model")]


@hooks.register("register_conversations_menu_item")
def _item() -> MenuItem:
    return ForWhoSetsTheRules("Model", reverse("conversations-model"), name="model", icon_name="crosshairs", order=50)
