"""Institutions in Wagtail's admin: who they are, until when, and who sits there."""

from typing import Any, ClassVar

from django.contrib import messages
from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods
from wagtail import hooks
from wagtail.admin.auth import permission_required
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permissions import register_permission_policy

from standfirst.access.models import Institution
from standfirst.access.seating import free
from standfirst.readers.ending import EndedNeverDeleted
from standfirst.readers.institution_form import InstitutionChangeForm, InstitutionForm
from standfirst.readers.models import Reader

MOST_SHOWN = 500

register_permission_policy(Institution, EndedNeverDeleted(Institution))


class _List(generic.IndexView):
    page_title = "Institutions"

    def get_base_queryset(self) -> QuerySet[Institution]:
        held = Count("taken", filter=Q(taken__free_at__gt=timezone.now()))
        institutions: QuerySet[Institution] = super().get_base_queryset()
        return institutions.annotate(held=held)


class _SeatsColumn(TitleColumn):
    def get_value(self, instance: Any) -> str:
        return f"{instance.held} of {instance.seats} taken" if instance.seats else f"{instance.held} taken, no limit"


class _StateColumn(Column):
    def get_value(self, instance: Any) -> str:
        now = timezone.now()
        return "Runs" if instance.runs_at(now) else "To come" if instance.starts_at > now else "Ended"


class _New(generic.CreateView):
    def get_success_message(self, instance: Institution) -> str:
        return f"{instance} is kept. Its people read from its first day on."


class _Change(generic.EditView):
    def get_success_message(self) -> str:
        return f"{self.object} is changed. That counts everywhere two seconds from now."


class InstitutionViewSet(ModelViewSet):
    """Found by name; the history of each says who did what."""

    model = Institution
    icon = "site"
    name = "institutions"
    menu_label = "Institutions"
    add_to_admin_menu = True
    menu_order = 315
    copy_view_enabled = False
    index_view_class, add_view_class, edit_view_class = _List, _New, _Change
    search_backend_name = None
    search_fields: ClassVar = ["name", "domains__domain"]
    ordering: ClassVar = ["name"]
    list_display: ClassVar = [
        TitleColumn("name", label="Name", url_name="institutions:edit"),
        _StateColumn("state", label="State"),
        _SeatsColumn("held", label="Seats", url_name="institution_seats"),
        DateColumn("starts_at", label="From"),
        DateColumn("ends_at", label="Until"),
    ]

    def get_form_class(self, for_update: bool = False) -> type[InstitutionForm]:
        return InstitutionChangeForm if for_update else InstitutionForm


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required("access.change_institution")
def seats(request: HttpRequest, pk: int) -> HttpResponse:
    """Who has a seat at an institution; by POST with ``seat`` that one is freed."""
    institution = get_object_or_404(Institution, pk=pk)
    held = institution.taken.held_at(timezone.now()).select_related("institution")
    if request.method == "POST":
        number = request.POST.get("seat", "")
        if number.isascii() and number.isdecimal() and free(held.filter(pk=int(number[:18]))):
            messages.success(request, "The seat is free. Whoever comes next takes it.")
        else:
            messages.info(request, "That seat was free already.")
        return HttpResponseRedirect(reverse("institution_seats", args=[pk]))
    people = Reader.objects.filter(subject=OuterRef("subject"))
    shown = held.annotate(email=Subquery(people.values("email")[:1])).order_by("-free_at", "pk")[:MOST_SHOWN]
    context = {"institution": institution, "taken": held.count(), "seats": list(shown), "most": MOST_SHOWN}
    answer = render(request, "readers/admin/seats.html", context)
    answer["Cache-Control"] = "private, no-store"
    return answer


@hooks.register("register_admin_urls")
def _address() -> list[URLPattern]:
    return [path("institutions/<int:pk>/seats/", seats, name="institution_seats")]


@hooks.register("register_admin_viewset")
def _institutions() -> InstitutionViewSet:
    return InstitutionViewSet()
