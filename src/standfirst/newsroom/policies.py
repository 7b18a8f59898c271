"""Terms of use, Cookie policy and Privacy notice: the version in force, and the older ones."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from standfirst.newsroom.models import PolicyPage, PolicyVersion


def version_in_force(page: PolicyPage) -> PolicyVersion | None:
    """The newest version whose day has come, in the publication's time zone."""
    today = timezone.localdate()
    come = [version for version in page.versions.all() if version.effective_on <= today]
    return max(come, key=lambda version: (version.effective_on, version.number), default=None)


def named_in_force() -> list[str]:
    """Each public policy with the version in force, as a consent is to name it: ``Terms of use (version 3)``."""
    named = []
    for page in PolicyPage.objects.live().public().order_by("path").prefetch_related("versions"):
        version = version_in_force(page)
        named.append(f"{page.title} ({version})" if version else page.title)
    return named


def policy_page(request: HttpRequest, page: PolicyPage) -> HttpResponse:
    """
    The version in force, or the one that ``?version=`` names. Raises Http404 for one that is not there.

    Which one is in force depends on the day, so the front door does not keep this page.
    """
    asked = request.GET.get("version", "")
    versions = sorted(page.versions.all(), key=lambda version: version.number, reverse=True)
    in_force = version_in_force(page)
    version = next((one for one in versions if str(one.number) == asked), None) if asked else in_force
    if asked and version is None:
        raise Http404
    context = {
        "page": page,
        "version": version or (versions[0] if versions else None),
        "in_force": in_force,
        "versions": versions,
    }
    return render(request, "newsroom/policy.html", context)
