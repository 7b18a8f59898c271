"""Terms of use, Cookie policy and Privacy notice: the version in force, and the older ones."""

from dataclasses import replace

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from standfirst.newsroom.cards import path_of
from standfirst.newsroom.models import PolicyPage, PolicyVersion
from standfirst.readers.policies import Policy
from standfirst.readers.wording import version_of


def version_in_force(page: PolicyPage) -> PolicyVersion | None:
    """The newest version whose day has come, in the publication's time zone."""
    today = timezone.localdate()
    come = [version for version in page.versions.all() if version.effective_on <= today]
    return max(come, key=lambda version: (version.effective_on, version.number), default=None)


def policies_in_force() -> list[Policy]:
    """Each public policy, in the editors' order, as readers accept it and are asked about its changes."""
    return [
        _in_force(page) for page in PolicyPage.objects.live().public().order_by("path").prefetch_related("versions")
    ]


def _in_force(page: PolicyPage) -> Policy:
    version = version_in_force(page)
    policy = Policy(page.kind, page.title, path_of(page))
    if version is None:
        return policy
    today = timezone.localdate()
    changes = [one for one in page.versions.all() if one.material and one.effective_on <= today]
    newest = max(changes, key=lambda one: one.number, default=None)
    return replace(
        policy,
        number=version.number,
        digest=version_of(version.text),
        in_force_from=version.effective_on,
        material=newest.number if newest else 0,
        material_from=newest.effective_on if newest else None,
    )


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
