"""
The password that an editor has put before a page or a folder of documents: Wagtail’s two addresses, behind our limits.
"""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from wagtail.models import CollectionViewRestriction, Page, PageViewRestriction

from standfirst.access.paths import own_path
from standfirst.readers import limits
from standfirst.readers.clients import source_of
from standfirst.readers.forms import SharedPasswordForm
from standfirst.readers.reading_forms import takes_a_form
from standfirst.readers.views.answering import REFUSED
from standfirst.refusals import TooManyTries


@require_http_methods(["GET", "HEAD", "POST"])
@takes_a_form
def before_pages(request: HttpRequest, page_view_restriction_id: int, page_id: int) -> HttpResponse:
    """The password before a page and all that stands under it."""
    restriction = get_object_or_404(PageViewRestriction, pk=page_view_restriction_id, restriction_type="password")
    # Asked for by name and not used: no word of the page is to be in the answer.
    get_object_or_404(Page, pk=page_id)
    here = reverse("wagtailcore_authenticate_with_password", args=[restriction.pk, page_id])
    return _asked(request, restriction, settings.WAGTAIL_PASSWORD_REQUIRED_TEMPLATE, here)


@require_http_methods(["GET", "HEAD", "POST"])
@takes_a_form
def before_documents(request: HttpRequest, restriction_id: int) -> HttpResponse:
    """The password before the documents of a collection."""
    restriction = get_object_or_404(CollectionViewRestriction, pk=restriction_id, restriction_type="password")
    here = reverse("wagtaildocs_authenticate_with_password", args=[restriction.pk])
    return _asked(request, restriction, settings.WAGTAILDOCS_PASSWORD_REQUIRED_TEMPLATE, here)


def _asked(request: HttpRequest, restriction: Any, template: str, here: str) -> HttpResponse:
    """The form, the form again with what was wrong, or the way to what the password opens."""
    form = SharedPasswordForm(request.POST) if request.method == "POST" else SharedPasswordForm()
    status, headers = 200, dict[str, str]()
    if form.is_bound:
        status = REFUSED
        try:
            if form.is_valid() and _opens(request, restriction, form.cleaned_data["password"]):
                restriction.mark_as_passed(request)
                return HttpResponseRedirect(own_path(form.cleaned_data["return_url"]) or "/", status=303)
            if form.is_valid():
                form.refuse("password", _("That is not the password"))
        except TooManyTries as refusal:
            form.refuse(None, str(refusal.message))
            status, headers = refusal.status, refusal.headers()
    answer = render(request, template, {"form": form, "action_url": here}, status=status)
    answer["Cache-Control"] = "private, no-store"
    for name, value in headers.items():
        answer[name] = value
    return answer


def _opens(request: HttpRequest, restriction: Any, password: str) -> bool:
    """
    Whether ``password`` is the one. Raises TooManyTries.

    A try counts with the sign-ins of its source, so that nobody has ten of each; and with all tries at this password,
    wherever they come from. A right one counts for neither.
    """
    tries = (
        (limits.SIGN_INS_FROM_A_SOURCE, source_of(request)),
        (limits.SHARED_PASSWORD, f"{restriction._meta.label_lower} {restriction.pk}"),
    )
    for limit, who in tries:
        limits.count(limit, who)
    if not constant_time_compare(password, restriction.password):
        return False
    for limit, who in tries:
        limits.give_back(limit, who)
    return True
