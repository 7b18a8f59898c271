"""The readers' desk in Wagtail's admin."""

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from wagtail import hooks
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem

from standfirst.desk.views import listing, merges, records, retention
from standfirst.desk.views.answering import LOOKS, READ


class _Item(MenuItem):
    """Shown to whoever has its right."""

    right = READ

    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm(self.right)


class _Looks(_Item):
    right = LOOKS


@hooks.register("register_admin_urls")
def _addresses() -> list[URLPattern]:
    one = "readers/<uuid:subject>/"
    return [
        path("readers/", listing.readers, name="desk"),
        path("readers/export/", listing.export, name="desk-export"),
        path("readers/looks/", listing.looks, name="desk-looks"),
        path("readers/retention/", retention.retention, name="desk-retention"),
        path(one, records.reader, name="desk-reader"),
        path(f"{one}note/", records.note, name="desk-note"),
        path(f"{one}note/forget/", records.forget_note, name="desk-forget-note"),
        path(f"{one}ban/", records.ban, name="desk-ban"),
        path(f"{one}lift/", records.lift, name="desk-lift"),
        path(f"{one}archive/", records.archive, name="desk-archive"),
        path(f"{one}archive/<uuid:archive>/", records.fetch, name="desk-fetch"),
        path(f"{one}erase/", records.erase, name="desk-erase"),
        path(f"{one}merge/", merges.merging, name="desk-merge"),
    ]


@hooks.register("register_admin_menu_item")
def _menu() -> MenuItem:
    items = [
        _Item("Find readers", reverse("desk"), name="desk", icon_name="search", order=10),
        _Looks("Who looked", reverse("desk-looks"), name="desk-looks", icon_name="view", order=20),
        _Item("What is kept how long", reverse("desk-retention"), name="desk-retention", icon_name="history", order=30),
    ]
    return SubmenuMenuItem("Readers", Menu(items=items), name="readers", icon_name="group", order=305)


@hooks.register("register_permissions")
def _permissions() -> QuerySet[Permission]:
    """What a group can be given."""
    return Permission.objects.filter(content_type__app_label="desk")
