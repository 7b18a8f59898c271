"""Readers in Wagtail's admin: who is a subscriber, from when until when, by whom."""

from typing import ClassVar

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, F, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Cast, Concat, Trim
from wagtail import hooks
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.models import ModelLogEntry
from wagtail.permissions import register_permission_policy

from standfirst.access.models import Entitlement
from standfirst.readers import institutions_admin  # noqa: F401  registers itself
from standfirst.readers.ending import EndedNeverDeleted
from standfirst.readers.models import Reader
from standfirst.readers.subscription_form import NewSubscriptionForm, SubscriptionForm

register_permission_policy(Entitlement, EndedNeverDeleted(Entitlement))


def with_people(subscriptions: QuerySet[Entitlement]) -> QuerySet[Entitlement]:
    """Each with the ``name`` and ``email`` of its reader, and ``granted_by``: whoever of the staff made it, if any."""
    reader = Reader.objects.filter(subject=OuterRef("subject"))
    made = ModelLogEntry.objects.filter(
        content_type=ContentType.objects.get_for_model(Entitlement),
        object_id=Cast(OuterRef("pk"), CharField()),
        action="wagtail.create",
    )
    return subscriptions.annotate(
        email=Subquery(reader.values("email")[:1]),
        name=Trim(Subquery(reader.values(full=Concat("first_name", Value(" "), "last_name"))[:1])),
        granted_by=Subquery(made.values(by=F("user__email"))[:1]),
    )


class _List(generic.IndexView):
    page_title = "Subscriptions"

    def get_base_queryset(self) -> QuerySet[Entitlement]:
        return with_people(super().get_base_queryset())


class _New(generic.CreateView):
    def get_success_message(self, instance: Entitlement) -> str:
        return "The reader is a subscriber for the time you chose."


class _Change(generic.EditView):
    def get_page_subtitle(self) -> str:
        return str(Reader.objects.filter(subject=self.object.subject).first() or "A reader who has left")

    def get_success_message(self) -> str:
        return "The subscription is changed."


class SubscriptionViewSet(ModelViewSet):
    """Found by the reader's name or address; the history of each says who did what."""

    model = Entitlement
    icon = "tick-inverse"
    name = "subscriptions"
    menu_label = "Subscriptions"
    add_to_admin_menu = True
    menu_order = 310
    copy_view_enabled = False
    index_view_class, add_view_class, edit_view_class = _List, _New, _Change
    search_backend_name = None
    search_fields: ClassVar = ["email", "name"]
    ordering: ClassVar = ["-starts_at", "-pk"]
    list_display: ClassVar = [
        TitleColumn("email", label="Reader", url_name="subscriptions:edit"),
        Column("name", label="Name"),
        Column("source", label="Source"),
        Column("granted_by", label="Granted by"),
        DateColumn("starts_at", label="From"),
        DateColumn("ends_at", label="Until"),
    ]

    def get_form_class(self, for_update: bool = False) -> type[SubscriptionForm | NewSubscriptionForm]:
        return SubscriptionForm if for_update else NewSubscriptionForm


@hooks.register("register_admin_viewset")
def subscriptions() -> SubscriptionViewSet:
    """The list of subscriptions, for staff with the right."""
    return SubscriptionViewSet()
