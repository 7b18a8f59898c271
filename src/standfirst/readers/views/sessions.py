"""Where a reader is signed in, and signing out there."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from standfirst.readers import browsers
from standfirst.readers.models import Reader
from standfirst.readers.proving import for_readers
from standfirst.readers.reading_forms import takes_a_form


@require_http_methods(["GET", "HEAD", "POST"])
@for_readers
@takes_a_form
def sessions(request: HttpRequest) -> HttpResponse:
    """GET lists the browsers; POST signs out the one that is named, or all the others."""
    reader = request.user
    assert isinstance(reader, Reader)
    if request.method == "POST":
        asked = request.POST.get("browser", "")
        if asked == "others":
            browsers.end_others(request, reader)
        elif asked.isascii() and asked.isdecimal() and len(asked) < 19:
            browsers.end(reader, int(asked))
        return HttpResponseRedirect(f"{reverse('sessions')}?done", status=303)
    context = {"room": "sessions", "browsers": browsers.list_of(request, reader), "done": "done" in request.GET}
    return render(request, "readers/sessions.html", context)
