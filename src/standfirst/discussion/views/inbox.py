"""The inbox: what is new for a reader, and marking it read."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from standfirst.discussion import inbox as verbs
from standfirst.discussion.notice_words import lines_of
from standfirst.readers.models import Reader
from standfirst.readers.proving import for_readers
from standfirst.readers.reading_forms import takes_a_form
from standfirst.readers.views.answering import by_script


@require_safe
@for_readers
def inbox(request: HttpRequest) -> HttpResponse:
    """Newest first, twenty a page; ``?show=unread``: only those. Looking changes nothing."""
    reader = request.user
    assert isinstance(reader, Reader)
    only_unread = request.GET.get("show") == "unread"
    before = _number(request.GET.get("before"))
    page = verbs.page_of(reader.pk, before, only_unread=only_unread)
    older = {"before": page.before, **({"show": "unread"} if only_unread else {})}
    context = {
        "room": "inbox",
        "lines": lines_of(page.notices),
        "unread": verbs.unread_count(reader.pk),
        "only_unread": only_unread,
        "is_first": not before,
        "newest": page.notices[0].pk if page.notices else 0,
        "older": f"?{urlencode(older)}" if page.before else "",
        "here": request.get_full_path(),
        "token": get_token(request),
    }
    return render(request, "discussion/inbox.html", context)


@require_POST
@for_readers
@takes_a_form
def mark(request: HttpRequest) -> HttpResponse:
    """
    Mark one notice read (``notice``), or unread again (with ``unread``), or all up to one (``up_to``).

    Our script gets the row again, or nothing when it has already left the page; others go back to where they were.
    """
    reader = request.user
    assert isinstance(reader, Reader)
    if up_to := _number(request.POST.get("up_to")):
        verbs.mark_all(reader.pk, up_to)
        return HttpResponseRedirect(f"{reverse('inbox')}?all", status=303)
    number = _number(request.POST.get("notice"))
    verbs.mark(reader.pk, number, read="unread" not in request.POST)
    if by_script(request):
        lines = lines_of(verbs.one_of(reader.pk, number))
        return render(request, "discussion/inbox_row.html", {"line": lines[0] if lines else None})
    show = "?show=unread" if request.POST.get("show") == "unread" else ""
    return HttpResponseRedirect(f"{reverse('inbox')}{show}#notice-{number}", status=303)


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 19 else 0
