"""The audience's place in Wagtail's admin."""

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from standfirst.audience.page import RIGHT, audience


class _AudienceItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm(RIGHT)


@hooks.register("register_admin_urls")
def _address() -> list[URLPattern]:
    return [path("audience/", audience, name="audience")]


@hooks.register("register_admin_menu_item")
def _item() -> MenuItem:
    return _AudienceItem("Audience", reverse("audience"), name="audience", icon_name="group", order=330)
