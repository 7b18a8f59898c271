"""Connected sites in Wagtail's admin: what each needs to be told, and a secret that is shown once."""

from typing import Any, ClassVar

from django.contrib import messages
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_http_methods
from wagtail import hooks
from wagtail.admin.auth import permission_required
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.log_actions import log

from standfirst.provider.models import ConnectedSite
from standfirst.provider.site_form import NewSiteForm, SiteForm
from standfirst.provider.views.publishing import address_of


class _List(generic.IndexView):
    page_title = "Connected sites"

    def get_base_queryset(self) -> QuerySet[ConnectedSite]:
        sites: QuerySet[ConnectedSite] = super().get_base_queryset()
        return sites.annotate(readers=Count("connections", filter=Q(connections__ended_at=None)))


class _New(generic.CreateView):
    def save_action(self) -> HttpResponse:
        """Not to another page: the secret would have to be kept until that is asked for."""
        return _page(self.request, self.object, secret=self.form.secret)


class _Change(generic.EditView):
    def get_success_message(self) -> str:
        return f"{self.object} is changed. That counts from its next question on."


class _Delete(generic.DeleteView):
    page_title = "Disconnect"

    @property
    def confirmation_message(self) -> str:
        return (
            f"Nobody signs in to {self.object} with their account here any more. Registered anew it is another "
            "site: it gets another id for every reader, and knows nobody again."
        )


class ConnectedSiteViewSet(ModelViewSet):
    """Found by name; the history of each says who did what."""

    model = ConnectedSite
    icon = "link"
    name = "connected-sites"
    menu_label = "Connected sites"
    add_to_admin_menu = True
    menu_order = 325
    copy_view_enabled = False
    index_view_class, add_view_class, edit_view_class, delete_view_class = _List, _New, _Change, _Delete
    search_backend_name = None
    search_fields: ClassVar = ["name"]
    ordering: ClassVar = ["name"]
    list_display: ClassVar = [
        TitleColumn("name", label="Name", url_name="connected-sites:edit"),
        TitleColumn("pk", label="Client ID and addresses", url_name="connected_site"),
        Column("readers", label="Readers"),
    ]

    def get_form_class(self, for_update: bool = False) -> type[SiteForm]:
        return SiteForm if for_update else NewSiteForm


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required("provider.change_connectedsite")
def site(request: HttpRequest, pk: str) -> HttpResponse:
    """What the site has to be told; by POST it gets a new secret, and the one before is worth nothing."""
    found = get_object_or_404(ConnectedSite, pk=pk)
    if request.method != "POST":
        return _page(request, found)
    if not found.keeps_a_secret:
        messages.info(request, f"{found} is an app: it has no secret.")
        return HttpResponseRedirect(reverse("connected_site", args=[pk]))
    secret = found.new_secret()
    found.save(update_fields=["secret"])
    log(found, "wagtail.edit", user=request.user, data={"secret": "a new one"})
    return _page(request, found, secret=secret)


def _page(request: HttpRequest, found: ConnectedSite, *, secret: str = "") -> HttpResponse:
    rows: list[tuple[str, Any]] = [
        ("Client ID", found.pk),
        ("Discovery document", address_of("openid-discovery")),
        ("Authorization", address_of("openid-authorize")),
        ("Token", address_of("openid-token")),
        ("User information", address_of("openid-userinfo")),
        ("Scopes", " ".join(found.get_scopes())),
    ]
    answer = render(request, "provider/admin/site.html", {"site": found, "rows": rows, "secret": secret})
    answer["Cache-Control"] = "private, no-store"
    return answer


@hooks.register("register_admin_urls")
def _address() -> list[URLPattern]:
    return [path("connected-sites/<slug:pk>/client/", site, name="connected_site")]


@hooks.register("register_admin_viewset")
def _sites() -> ConnectedSiteViewSet:
    return ConnectedSiteViewSet()
