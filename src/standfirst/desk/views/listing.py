"""The list of readers, and taking a list away."""

import csv
import io
from collections.abc import Iterator, Sequence

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from standfirst.access.subscribing import subscribers_among
from standfirst.desk.finding import A_PAGE, Cursor, Found, everybody, newest, search
from standfirst.desk.looking import What, looked
from standfirst.desk.models import Look
from standfirst.desk.views.answering import EXPORT, LOOKS, READ, colleague, for_staff, page
from standfirst.readers.addresses import LONGEST
from standfirst.readers.models import Reader

COLUMNS = ("email", "first_name", "last_name", "tier", "may_sign_in", "registered_at", "signed_in_last_at")
_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\x00")


@require_http_methods(["GET", "HEAD", "POST"])
@for_staff(READ)
def readers(request: HttpRequest) -> HttpResponse:
    """
    The newest first; what is searched for comes by POST alone: an address or a name in the page's own address would
    stand in logs and histories.
    """
    asked = request.POST.get("q", "").strip()[:LONGEST]
    after = Cursor.read(request.POST.get("after", ""))
    found = search(asked, after) if asked else newest(after)
    _note(request, asked, found, is_first=after is None)
    subscribers = subscribers_among(reader.subject for reader in found.readers)
    rows = [{"reader": reader, "is_subscriber": reader.subject in subscribers} for reader in found.readers]
    context = {"rows": rows, "asked": asked, "next": found.next, "is_first": after is None, "a_page": A_PAGE}
    return page(request, "readers", context)


def _note(request: HttpRequest, asked: str, found: Found, *, is_first: bool) -> None:
    """A search that leads to one reader is a look at them; a page of the list is one at many."""
    staff = colleague(request)
    if asked and is_first and len(found.readers) == 1:
        looked(staff, found.readers[0].subject, What.FOUND)
    elif found.readers:
        looked(staff, None, What.LISTED, count=len(found.readers))


@require_POST
@for_staff(EXPORT)
def export(request: HttpRequest) -> HttpResponse:
    """What the search finds, or everybody, as CSV. How many it was stands in the log when the last line is written."""
    lines = _lines(request.POST.get("q", "").strip()[:LONGEST], colleague(request))
    answer = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="readers-{timezone.localdate()}.csv"'
    answer["X-Content-Type-Options"] = "nosniff"
    return answer  # type: ignore[return-value]  # a streamed answer, which the guards hand on as they find it


def _lines(asked: str, staff: Reader) -> Iterator[str]:
    yield _line(COLUMNS)
    count = 0
    part: list[Reader] = []
    try:
        for reader in everybody(asked):
            part.append(reader)
            if len(part) == 500:
                count += len(part)
                yield _part(part)
                part = []
        count += len(part)
        yield _part(part)
    finally:
        # Also when whoever took it stopped half-way.
        looked(staff, None, What.EXPORTED, count=count)


def _part(readers: Sequence[Reader]) -> str:
    subscribers = subscribers_among(reader.subject for reader in readers)
    return "".join(
        _line(
            (
                reader.email,
                reader.first_name,
                reader.last_name,
                "subscriber" if reader.subject in subscribers else "registered",
                "yes" if reader.is_active else "no",
                reader.date_joined.isoformat(),
                reader.last_login.isoformat() if reader.last_login else "",
            )
        )
        for reader in readers
    )


def _line(cells: Sequence[str]) -> str:
    """A cell that a spreadsheet would calculate is written as text (OWASP ASVS 5.0, 1.2.10)."""
    out = io.StringIO()
    csv.writer(out).writerow([f"'{cell}" if cell.startswith(_STARTS_A_FORMULA) else cell for cell in cells])
    return out.getvalue()


@require_http_methods(["GET", "HEAD"])
@for_staff(LOOKS)
def looks(request: HttpRequest) -> HttpResponse:
    """Who looked at whose record, the latest first."""
    lines = Look.objects.select_related("staff").order_by("-at", "-pk")
    if (number := request.GET.get("before", "")).isdecimal() and len(number) < 19:
        lines = lines.filter(pk__lt=int(number))
    some = list(lines[: A_PAGE + 1])
    subjects = [line.subject for line in some if line.subject]
    names = {reader.subject: reader for reader in Reader.objects.filter(subject__in=subjects)}
    rows = [{"line": line, "reader": names.get(line.subject) if line.subject else None} for line in some[:A_PAGE]]
    return page(request, "looks", {"rows": rows, "next": some[A_PAGE - 1].pk if len(some) > A_PAGE else None})
