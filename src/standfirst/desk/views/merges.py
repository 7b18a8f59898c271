"""Making two accounts of one person one: what will happen, and doing it."""

import uuid

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST
from wagtail.admin import messages

from standfirst.desk.forms import MergeForm
from standfirst.desk.looking import What, looked
from standfirst.desk.merging import CannotMerge, merge, preview
from standfirst.desk.views.answering import MERGE, colleague, for_staff, page, reader_of


@require_POST
@for_staff(MERGE)
def merging(request: HttpRequest, subject: uuid.UUID) -> HttpResponse:
    """First what will happen; with ``sure`` it happens. The other account comes by its address."""
    kept = reader_of(subject)
    form = MergeForm(request.POST)
    lines, gone, status = [], None, 200
    if form.is_valid():
        gone = form.cleaned_data["email"]
        try:
            if request.POST.get("sure"):
                merge(gone, kept, by=colleague(request))
                messages.success(request, "The two accounts are one. Both addresses have been told by mail.")
                return HttpResponseRedirect(reverse("desk-reader", args=[kept.subject]), status=303)
            lines = preview(gone, kept)
            looked(colleague(request), gone.subject, What.FOUND)
        except CannotMerge as error:
            form.add_error("email", str(error))
    if form.errors:
        gone, status = None, 422
    return page(request, "merge", {"form": form, "reader": kept, "gone": gone, "lines": lines}, status=status)
