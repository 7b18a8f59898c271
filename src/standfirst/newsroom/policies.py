"""Terms of use, Cookie policy and Privacy notice: the version in force, and the older ones."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from standfirst.newsroom.listing import kept
from standfirst.newsroom.models import PolicyPage, PolicyVersion


def version_in_force(page: PolicyPage) -> PolicyVersion | None:
    """The newest version whose day has come, in the publication's time zone."""
    found: PolicyVersion | None = page.versions.filter(effective_on__lte=timezone.localdate()).first()
    return found


def policy_page(request: HttpRequest, page: PolicyPage) -> HttpResponse:
    """The version in force, or the one that ``?version=`` names. Raises Http404 for one that is not there."""
    asked = request.GET.get("version", "")
    versions = list(page.versions.all())
    if asked:
        version = next((version for version in versions if str(version.number) == asked), None)
        if version is None:
            raise Http404
    else:
        version = version_in_force(page) or (versions[-1] if versions else None)
    context = {"page": page, "version": version, "versions": versions}
    return kept(render(request, "newsroom/policy.html", context), f"page:{page.pk}", params=("version",))
