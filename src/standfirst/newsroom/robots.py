"""robots.txt: where the sitemaps are, and what is not worth a crawler's time."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from standfirst.newsroom.listing import kept


@require_safe
def robots_txt(request: HttpRequest) -> HttpResponse:
    """Plain text; the same for everybody."""
    lines = [
        "User-agent: *",
        "Disallow: /admin/",
        "Disallow: /search/",
        "Disallow: /account/",
        "",
        f"Sitemap: {settings.STANDFIRST_SITE_URL}/sitemap.xml",
        f"Sitemap: {settings.STANDFIRST_SITE_URL}/news-sitemap.xml",
    ]
    return kept(HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8"), params=())
