"""What every page shows of the publication itself. Never anything of the person who looks at it."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from wagtail.models import Site

from standfirst.newsroom.cards import front_path, path_of
from standfirst.newsroom.models import PolicyPage, Publication, SectionPage


def publication(request: HttpRequest) -> dict[str, Any]:
    """``publication``, ``sections`` (name and url, in the editors' order) and ``policies`` (kind to name and url)."""
    if request.path.startswith("/admin/"):
        return {}
    return {
        "publication": SimpleLazyObject(_publication),
        "sections": SimpleLazyObject(_sections),
        "policies": SimpleLazyObject(_policies),
    }


def _publication() -> Publication:
    site = Site.objects.filter(is_default_site=True).first()
    return Publication.for_site(site) if site else Publication()


def _sections() -> list[dict[str, str]]:
    front = front_path()
    sections = SectionPage.objects.live().public().in_menu().order_by("path")
    return [{"name": section.title, "url": path_of(section, front)} for section in sections]


def _policies() -> dict[str, dict[str, str]]:
    front = front_path()
    pages = PolicyPage.objects.live().public().order_by("path")
    return {page.kind: {"name": page.title, "url": path_of(page, front)} for page in pages}
