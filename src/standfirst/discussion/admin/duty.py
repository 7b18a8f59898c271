"""Going on and off duty."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST
from wagtail.admin import messages

from standfirst.discussion import on_duty
from standfirst.discussion.admin.answering import colleague, for_moderators, to
from standfirst.refusals import clock_time


@require_POST
@for_moderators
def duty(request: HttpRequest) -> HttpResponse:
    """On with ``on``, else off."""
    if "on" in request.POST:
        until = on_duty.begin(colleague(request)).until
        messages.success(request, f"You are on duty, until {clock_time(until)} at the latest.")
    elif on_duty.end(colleague(request)):
        messages.success(request, "You are off duty.")
    return to("conversations")
