"""Your data: the archive to take along."""

import uuid

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from standfirst.readers.models import Reader
from standfirst.readers.proving import for_proven_readers
from standfirst.readers.reading_forms import takes_a_form
from standfirst.rights.archiving import ask_for_archive
from standfirst.rights.models import Archive, ArchiveState
from standfirst.rights.private_files import private_files
from standfirst.rights.writing import in_reading_order
from standfirst.security_log import Event, note


@require_safe
@for_proven_readers("your-data")
def your_data(request: HttpRequest) -> HttpResponse:
    """What is held, the archives that are there, and the way to leave. Looks again by itself while one is made."""
    reader = request.user
    assert isinstance(reader, Reader)  # the proof has looked
    latest = Archive.objects.filter(reader=reader).order_by("-asked_at").first()
    context = {
        "held": in_reading_order(),
        "archives": Archive.objects.there().filter(reader=reader).order_by("-asked_at"),
        "making": latest is not None and latest.state == ArchiveState.ASKED,
        "failed": latest is not None and latest.state == ArchiveState.FAILED,
        "archive_days": settings.STANDFIRST_ARCHIVE_DAYS,
        "erase_days": settings.STANDFIRST_ERASE_AFTER_DAYS,
        "room": "your-data",
    }
    return render(request, "rights/your_data.html", context)


@require_POST
@takes_a_form
@for_proven_readers("your-data")
def ask(request: HttpRequest) -> HttpResponse:
    """Have an archive made; then the page that says how far it is."""
    assert isinstance(request.user, Reader)  # the proof has looked
    ask_for_archive(request.user)
    return HttpResponseRedirect(reverse("your-data"), status=303)


@require_safe
@for_proven_readers("your-data")
def fetch(request: HttpRequest, archive: uuid.UUID) -> HttpResponse:
    """The file, for its reader alone; to everybody else it is not there."""
    assert isinstance(request.user, Reader)  # the proof has looked
    return as_download(Archive.objects.there().filter(name=archive, reader=request.user).first())


def as_download(archive: Archive | None) -> HttpResponse:
    """The file of ``archive`` to be kept, never shown. Raises Http404 when there is none."""
    store = private_files()
    if archive is None or not store.exists(archive.file):
        raise Http404
    note(Event.ARCHIVE, "fetched", who=archive.reader.subject.hex)
    day = timezone.localtime(archive.asked_at).date()
    answer = FileResponse(store.open(archive.file), as_attachment=True, filename=f"your-data-{day}.zip")
    answer["Content-Type"] = "application/zip"
    answer["Cache-Control"] = "private, no-store"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer  # type: ignore[return-value]  # a streamed answer, which the guards hand on as they find it
