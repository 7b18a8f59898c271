"""Renders one variant of a page through Django for the front door: as nobody, outside any connection."""

from dataclasses import dataclass
from functools import cache
from io import BytesIO

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler, WSGIRequest
from django.db import close_old_connections

from standfirst.access.levels import Variant
from standfirst.frontdoor.plan import CachePlan


@dataclass(frozen=True, slots=True)
class Rendered:
    """An answer that belongs to nobody. ``plan`` is None when it must not be kept."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes
    plan: CachePlan | None


@cache
def _handler() -> WSGIHandler:
    return WSGIHandler()


def render_variant(path: str, query: str, variant: Variant) -> Rendered:
    """
    The answer to an anonymous GET of ``path`` (decoded, leading slash) with ``query``, in ``variant``.

    The request has no cookie and no client header, so nothing personal can get into it; ``page_variant`` says which
    variant the page is to render, whoever will see it. Runs synchronously; call it in a thread.
    """
    close_old_connections()
    request = WSGIRequest(_environ(path, query))
    request.page_variant = variant  # type: ignore[attr-defined]  # read by access.gate.variant_for
    response = _handler().get_response(request)
    try:
        body = b"".join(response.streaming_content) if response.streaming else response.content  # type: ignore[attr-defined]
        plan = getattr(response, "cache_plan", None) if response.status_code == 200 and not response.cookies else None
        return Rendered(response.status_code, tuple(response.items()), body, plan)
    finally:
        response.close()


def _environ(path: str, query: str) -> dict[str, object]:
    site = settings.STANDFIRST_SITE
    return {
        "REQUEST_METHOD": "GET",
        "SCRIPT_NAME": "",
        "PATH_INFO": path.encode().decode("latin-1"),
        "QUERY_STRING": query,
        "SERVER_NAME": site.hostname,
        "SERVER_PORT": str(site.port or (443 if site.scheme == "https" else 80)),
        "HTTP_HOST": site.netloc,
        "REMOTE_ADDR": "127.0.0.1",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "wsgi.url_scheme": site.scheme,
        "wsgi.input": BytesIO(),
        "wsgi.errors": BytesIO(),
        "wsgi.multithread": True,
    }
