"""Leaving: asking to be erased, and staying after all."""

from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from standfirst.readers.models import Reader
from standfirst.readers.proving import for_proven_readers
from standfirst.readers.reading_forms import takes_a_form
from standfirst.rights.erasing import OfStaff, TooLate, ask_to_erase, undo


@require_http_methods(["GET", "HEAD", "POST"])
@takes_a_form
@for_proven_readers("erase-account")
def erase(request: HttpRequest) -> HttpResponse:
    """GET says what will happen and when, POST asks for it."""
    reader = request.user
    assert isinstance(reader, Reader)  # the proof has looked
    context = {
        "room": "your-data",
        "days": settings.STANDFIRST_ERASE_AFTER_DAYS,
        "due": timezone.now() + timedelta(days=settings.STANDFIRST_ERASE_AFTER_DAYS),
        "of_staff": reader.is_colleague,
    }
    if request.method == "POST":
        try:
            ask_to_erase(reader)
        except OfStaff:
            return render(request, "rights/erase.html", context, status=422)
        return HttpResponseRedirect(reverse("account"), status=303)
    return render(request, "rights/erase.html", context)


@require_POST
@takes_a_form
def stay(request: HttpRequest) -> HttpResponse:
    """Undo it. Signed in is enough: nothing is lost by it, and the reader is told by mail."""
    if not isinstance(request.user, Reader):
        return HttpResponseRedirect(f"{reverse('sign-in')}?next={reverse('account')}", status=303)
    try:
        undone = undo(request.user)
    except TooLate:
        undone = False
    return HttpResponseRedirect(f"{reverse('account')}{'?saved=stays' if undone else ''}", status=303)
