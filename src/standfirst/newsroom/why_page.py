"""``standfirst why`` as a page of the admin, for staff who keep subscriptions. Each look at a reader is logged."""

import logging

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from wagtail import hooks
from wagtail.admin.auth import permission_required
from wagtail.admin.menu import MenuItem

from standfirst.desk.looking import What, looked
from standfirst.newsroom.explaining import CannotExplain, Explanation, explain
from standfirst.readers.addresses import LONGEST
from standfirst.readers.models import Reader

RIGHT = "access.change_entitlement"

staff_log = logging.getLogger("standfirst.staff")


class WhyForm(forms.Form):
    """What is asked."""

    url = forms.CharField(label="Address of the article", max_length=2_000)
    reader = forms.CharField(
        label="Reader’s email address",
        max_length=LONGEST,
        required=False,
        help_text="Empty: somebody without an account.",
    )
    network = forms.CharField(
        label="Address of the machine",
        max_length=60,
        required=False,
        help_text="For readers in the network of an institution, like 192.0.2.7. It is not kept.",
    )
    at = forms.CharField(
        label="Time",
        max_length=40,
        required=False,
        help_text="Empty: now. Otherwise a date like 2026-11-30, or a time like 2026-11-30T18:00:00+00:00.",
    )


@permission_required(RIGHT)
def why(request: HttpRequest) -> HttpResponse:
    """
    Why a reader sees what they see of an article.

    Asked by POST alone: an address of a reader in the page's own address would stand in logs and histories.
    """
    form = WhyForm(request.POST if request.method == "POST" else None)
    told: Explanation | None = None
    if form.is_valid():
        asked = form.cleaned_data
        try:
            told = explain(asked["url"], asked["reader"], asked["at"], asked["network"])
        except CannotExplain as error:
            form.add_error(None, str(error))
    if told is not None and told.subject is not None and isinstance(request.user, Reader):
        staff_log.info("%s asked why of reader %s", request.user.subject, told.subject)
        looked(request.user, told.subject, What.ASKED_WHY)
    answer = render(request, "newsroom/admin/why.html", {"form": form, "told": told})
    answer["Cache-Control"] = "private, no-store"
    return answer


class _WhyItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm(RIGHT)


@hooks.register("register_admin_urls")
def _address() -> list[URLPattern]:
    return [path("why/", why, name="why")]


@hooks.register("register_admin_menu_item")
def _item() -> MenuItem:
    return _WhyItem("Why?", reverse("why"), name="why", icon_name="help", order=320)
