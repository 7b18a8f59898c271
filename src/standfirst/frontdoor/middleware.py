"""The security headers on what Django answers; the front door writes the same ones itself."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from standfirst.frontdoor.guests import guests_of
from standfirst.frontdoor.security_headers import security_headers

# Wagtail's editor puts its configuration into inline scripts and frames its own previews. No reader gets these pages.
_ADMIN_CSP = (
    "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; font-src 'self' data:;"
    " img-src 'self' data: blob:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'self';"
    " frame-src 'self'"
)


class SecurityHeadersMiddleware:
    """Adds each header that the view did not set itself. An editor's preview is shown in a frame of the admin."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self.headers = security_headers(
            https=settings.STANDFIRST_HTTPS,
            others=settings.STANDFIRST_THIRD_PARTIES.origins,
            guests=guests_of(settings.STANDFIRST_BOT_CHECK),
        )

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if request.path.startswith("/admin/") and not response.has_header("Content-Security-Policy"):
            response["Content-Security-Policy"] = _ADMIN_CSP
        for name, value in self.headers:
            if not response.has_header(name):
                response[name] = value
        return response
