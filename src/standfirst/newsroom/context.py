"""What every page shows of the publication itself. Never anything of the person who looks at it."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from standfirst.newsroom.cards import path_of
from standfirst.newsroom.models import PolicyPage, Publication, SectionPage


def publication(request: HttpRequest) -> dict[str, Any]:
    """``publication``, ``sections`` (name and url, in the editors' order) and ``policies`` (kind to name and url)."""
    if request.path.startswith("/admin/") and not getattr(request, "is_preview", False):
        return {}
    return {
        "publication": SimpleLazyObject(lambda: publication_of(request)),
        "sections": SimpleLazyObject(_sections),
        "policies": SimpleLazyObject(_policies),
    }


def publication_of(request: HttpRequest | None = None) -> Publication:
    """
    The settings of the publication, read once a request. Before anybody has saved them: the defaults.

    Never made here: a page that is only read writes nothing.
    """
    found: Publication | None = getattr(request, "_standfirst_publication", None)
    if found is None:
        found = Publication.objects.filter(site__is_default_site=True).select_related("site").first() or Publication()
        if request is not None:
            request._standfirst_publication = found  # type: ignore[attr-defined]  # lives as long as the request
    return found


def _sections() -> list[dict[str, str]]:
    sections = SectionPage.objects.live().public().in_menu().order_by("path")
    return [{"name": section.title, "url": path_of(section)} for section in sections]


def _policies() -> dict[str, dict[str, str]]:
    pages = PolicyPage.objects.live().public().order_by("path")
    return {page.kind: {"name": page.title, "url": path_of(page)} for page in pages}
