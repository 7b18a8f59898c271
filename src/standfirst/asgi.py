"""Django as an ASGI application: what the front door does not answer itself."""

import os
import re
from typing import Any

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "standfirst.settings")
_django = get_asgi_application()
_BOUNDARY = re.compile(rb';[ \t]*boundary=("[^"\\]*"|[^;" \t]+)', re.IGNORECASE)


async def application(scope: Any, receive: Any, send: Any) -> None:
    """
    Django's application, told nothing of a Content-Type but the kind and the boundary.

    Everything that comes here is UTF-8, as browsers send it from our pages. Django would believe a ``charset`` of any
    name that Python knows, for the query too, and some of those are no encodings of text at all.
    """
    headers = [(name, _plain(value) if name == b"content-type" else value) for name, value in scope.get("headers", ())]
    await _django({**scope, "headers": headers}, receive, send)


def _plain(content_type: bytes) -> bytes:
    kind, more, _parameters = content_type.partition(b";")
    if not more:
        return content_type
    boundary = _BOUNDARY.search(content_type)
    return kind + (b"; boundary=" + boundary[1] if boundary else b"")
