"""Stories: which conversations there are, in which state, and setting it by hand."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST
from wagtail.admin import messages

from standfirst.discussion.admin.answering import colleague, for_moderators, number, page, to
from standfirst.discussion.admin.forms import StateForm
from standfirst.discussion.models import Conversation, State, StoryRule
from standfirst.discussion.story_rules import is_risky, set_state

A_PAGE = 30


@require_http_methods(["GET", "HEAD"])
@for_moderators
def stories(request: HttpRequest) -> HttpResponse:
    """Those commented last first; of one state where that is asked for."""
    asked = request.GET.get("state", "")
    found = Conversation.objects.exclude(last_at=None)
    if asked in State.values:
        found = found.filter(state=asked)
    before = number(request.GET.get("before"))
    last = Conversation.objects.filter(pk=before).exclude(last_at=None).first() if before else None
    if last is not None:
        found = found.filter(last_at__lt=last.last_at)
    some = list(found.order_by("-last_at")[: A_PAGE + 1])
    now = timezone.now()
    risky = StoryRule.objects.filter(risky=True).exists()
    context = {
        "rows": [(one, risky and is_risky(one, now)) for one in some[:A_PAGE]],
        "next": some[A_PAGE - 1].pk if len(some) > A_PAGE else None,
        "asked": asked if asked in State.values else "",
        "states": State.choices,
        "rules": StoryRule.objects.order_by("section", "topic", "days"),
    }
    return page(request, "stories", context)


@require_POST
@for_moderators
def story(request: HttpRequest, conversation: int) -> HttpResponse:
    """Set the state of one."""
    found = get_object_or_404(Conversation, pk=conversation)
    form = StateForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Choose one of the states.")
        return to("conversations-stories")
    chosen = form.cleaned_data["state"]
    state = set_state(found, colleague(request), State(chosen) if chosen else None)
    messages.success(request, f"“{found.title}”: {state.label}")
    return to("conversations-stories")
