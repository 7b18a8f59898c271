"""What an editor sees of a page that is not published yet: in a frame of the admin, kept by nobody."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from wagtail.models import Page

from standfirst.frontdoor.guests import guests_of
from standfirst.frontdoor.security_headers import security_headers


def previewed(answer: HttpResponse) -> HttpResponse:
    """``answer`` as a preview: the admin may frame it, nothing keeps or counts it, no search engine may list it."""
    headers = security_headers(https=settings.STANDFIRST_HTTPS, guests=guests_of(settings.STANDFIRST_BOT_CHECK))
    policy = dict(headers)["Content-Security-Policy"]
    answer["Content-Security-Policy"] = policy.replace("frame-ancestors 'none'", "frame-ancestors 'self'")
    answer["Cache-Control"] = "private, no-store"
    answer["X-Robots-Tag"] = "noindex"
    for name in ("cache_plan", "counted"):
        if hasattr(answer, name):
            delattr(answer, name)
    return answer


class PreviewedAsServed:
    """Mixin, left of a page that looks the same to everybody: its preview is what ``serve`` makes of the draft."""

    def serve_preview(self: Page, request: HttpRequest, mode_name: str) -> HttpResponse:
        """The page as readers would get it."""
        return previewed(self.serve(request))
