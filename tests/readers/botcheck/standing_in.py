"""A provider's verify endpoint on this machine, which says what a test tells it to."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any
from urllib.parse import parse_qs


class StandIn:
    """
    ``says``: the status, and the body as bytes or as what becomes JSON. ``asked``: the forms that it was sent.

    ``silent``: it takes the question and answers when the test is over. ``drips``: byte by byte, for ever.
    """

    def __init__(self) -> None:
        self.says: tuple[int, Any] = (200, {})
        self.asked: list[dict[str, list[str]]] = []
        self.silent = self.drips = False
        self.location = ""
        self._over = threading.Event()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}/siteverify"

    def __enter__(self) -> "StandIn":
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._over.set()
        self._server.shutdown()
        self._server.server_close()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                sent = self.rfile.read(int(self.headers["Content-Length"])).decode()
                outer.asked.append(parse_qs(sent))
                if outer.silent:
                    outer._over.wait(30)
                status, said = outer.says
                body = said if isinstance(said, bytes) else json.dumps(said).encode()
                self.send_response(status)
                if outer.location:
                    self.send_header("Location", outer.location)
                self.send_header("Content-Length", str(1_000 if outer.drips else len(body)))
                self.end_headers()
                while outer.drips and not outer._over.wait(0.02):
                    self.wfile.write(b" ")
                    self.wfile.flush()
                self.wfile.write(body)

            do_GET = do_POST  # noqa: N815  # the name that the library looks for

            def log_message(self, format: str, *args: Any) -> None:
                """The test's output is for the test."""

        return Handler
