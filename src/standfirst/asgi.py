"""Django as an ASGI application: what the front door does not answer itself."""

import asyncio
import os
import re
from typing import Any

import django
from asgiref.sync import sync_to_async
from django.core.handlers.asgi import ASGIHandler
from django.http import FileResponse

from standfirst.kept_threads import KeptThreads

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "standfirst.settings")
django.setup(set_prefix=False)


FORMS_AT_ONCE = 3
"""
Forms of readers that one process works on at the same time. More would share the same core, and the loop that answers
everybody else would wait for each of them: guesses at passwords come by the hundred.
"""
STAFF = "/admin/"
"""Whoever works here waits for no reader's form: a picture takes seconds."""


class Django(ASGIHandler):
    """
    Django's own handler, in a thread that is kept: all of a request in one go, for no middleware and no view of ours is
    asynchronous, and to change between the loop and a thread costs more than most of them.
    """

    def __init__(self) -> None:
        self._threads = KeptThreads()
        self._forms = asyncio.Semaphore(FORMS_AT_ONCE)
        self._respond = sync_to_async(self.get_response, thread_sensitive=True)
        self.load_middleware(is_async=False)

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        async with self._threads.one():
            await self.handle(scope, receive, send)

    async def run_get_response(self, request: Any) -> Any:
        """The answer of the whole chain. Source: ASGIHandler.run_get_response, whose marks on the answer these are."""
        if request.method in {"GET", "HEAD"} or request.path.startswith(STAFF):
            response = await self._respond(request)
        else:
            async with self._forms:
                response = await self._respond(request)
        response._handler_class = self.__class__  # type: ignore[attr-defined]
        if isinstance(response, FileResponse):
            response.block_size = self.chunk_size
        return response


_django = Django()
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
