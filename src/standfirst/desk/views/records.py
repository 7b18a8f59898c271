"""One reader's record, and what staff do with it."""

import uuid

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST
from wagtail.admin import messages

from standfirst.desk import banning, record
from standfirst.desk.forms import BanForm, MergeForm, NoteForm
from standfirst.desk.looking import What, looked
from standfirst.desk.models import Ban, Note
from standfirst.desk.views.answering import ANSWER, BAN, READ, colleague, for_staff, page, reader_of
from standfirst.readers.models import Reader
from standfirst.rights.archiving import ask_for_archive
from standfirst.rights.erasing import OfStaff, ask_to_erase
from standfirst.rights.models import Archive
from standfirst.rights.views.archives import as_download


@require_http_methods(["GET", "HEAD"])
@for_staff(READ)
def reader(request: HttpRequest, subject: uuid.UUID) -> HttpResponse:
    """Everything, and a line that it was looked at."""
    found = reader_of(subject)
    looked(colleague(request), found.subject, What.OPENED)
    return _record(request, found)


@require_POST
@for_staff(READ)
def note(request: HttpRequest, subject: uuid.UUID) -> HttpResponse:
    """Write something down."""
    found = reader_of(subject)
    form = NoteForm(request.POST)
    if not form.is_valid():
        return _record(request, found, status=422, note_form=form)
    Note.objects.create(reader=found, author=colleague(request), text=form.cleaned_data["text"])
    return _done(request, found, "The note is kept.")


@require_POST
@for_staff(READ)
def forget_note(request: HttpRequest, subject: uuid.UUID) -> HttpResponse:
    """Take a note of one's own away."""
    found = reader_of(subject)
    number = request.POST.get("note", "")
    if number.isdecimal() and len(number) < 19:
        Note.objects.filter(pk=int(number), reader=found, author=colleague(request)).delete()
    return _done(request, found, "The note is gone.")


@require_POST
@for_staff(BAN)
def ban(request: HttpRequest, subject: uuid.UUID) -> HttpResponse:
    """Keep the reader out."""
    found = reader_of(subject)
    form = BanForm(request.POST)
    if not form.is_valid():
        return _record(request, found, status=422, ban_form=form)
    try:
        banning.ban(found, by=colleague(request), reason=form.cleaned_data["reason"])
    except banning.OfStaff:
        return _refused(request, found, "Colleagues are not banned: take their right to use the admin away first.")
    return _done(request, found, "The reader is banned: signed out everywhere, and no sign-in works.")


@require_POST
@for_staff(BAN)
def lift(request: HttpRequest, subject: uuid.UUID) -> HttpResponse:
    """Let the reader in again."""
    found = reader_of(subject)
    try:
        banning.lift(found, by=colleague(request))
    except banning.Closed:
        return _refused(request, found, "This account is being erased; nobody opens it again.")
    return _done(request, found, "The reader can sign in again.")


@require_POST
@for_staff(ANSWER)
def archive(request: HttpRequest, subject: uuid.UUID) -> HttpResponse:
    """Have an archive made for a reader who asked by letter."""
    found = reader_of(subject)
    ask_for_archive(found, for_staff=True)
    return _done(request, found, "The archive is being made. Load this page again in a minute to fetch it.")


@require_http_methods(["GET", "HEAD"])
@for_staff(ANSWER)
def fetch(request: HttpRequest, subject: uuid.UUID, archive: uuid.UUID) -> HttpResponse:
    """An archive that a colleague asked for; those that a reader asked for are the reader's alone."""
    found = reader_of(subject)
    kept = Archive.objects.there().filter(reader=found, name=archive, for_staff=True).first()
    answer = as_download(kept)
    looked(colleague(request), found.subject, What.FETCHED)
    return answer


@require_POST
@for_staff(ANSWER)
def erase(request: HttpRequest, subject: uuid.UUID) -> HttpResponse:
    """Have a reader erased who asked by letter; they get the mail, and the days in which it can be undone."""
    found = reader_of(subject)
    try:
        ask_to_erase(found, by_staff=True)
    except OfStaff:
        return _refused(request, found, "This account may use the admin: take that right away first.")
    return _done(request, found, "The erasure waits for its day. The reader has been told by mail and can undo it.")


def _record(request: HttpRequest, found: Reader, *, status: int = 200, **forms: object) -> HttpResponse:
    standing, meter = record.standing(found)
    context = {
        "reader": found,
        "standing": standing,
        "meter": meter,
        "parts": record.parts_of(found),
        "notes": Note.objects.filter(reader=found).select_related("author"),
        "bans": Ban.objects.filter(reader=found).select_related("by", "lifted_by"),
        "banned": Ban.objects.filter(reader=found, lifted_at=None).exists(),
        "archives": Archive.objects.there().filter(reader=found, for_staff=True).order_by("-asked_at"),
        "note_form": NoteForm(),
        "ban_form": BanForm(),
        "merge_form": MergeForm(),
        **forms,
    }
    return page(request, "reader", context, status=status)


def _done(request: HttpRequest, found: Reader, words: str) -> HttpResponse:
    messages.success(request, words)
    return HttpResponseRedirect(reverse("desk-reader", args=[found.subject]), status=303)


def _refused(request: HttpRequest, found: Reader, words: str) -> HttpResponse:
    messages.error(request, words)
    return HttpResponseRedirect(reverse("desk-reader", args=[found.subject]), status=303)
