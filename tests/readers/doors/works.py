"""An OpenID Connect provider of a company, as small as one can be: it lets everybody in whom a test tells it of."""

import base64
import hashlib
import json
import secrets
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt

CLIENT, SECRET = "standfirst", "a secret of the two"


class Works(ThreadingHTTPServer):
    """``person``: the claims of who signs in next. ``asked``: the paths that were asked for."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.issuer = f"http://127.0.0.1:{self.server_address[1]}"
        self.person: dict[str, Any] = {}
        self.codes: dict[str, dict[str, str]] = {}
        self.asked: list[str] = []

    def is_(self, sub: str, email: str = "", *, verified: bool = True, **more: str) -> None:
        """Let somebody be the next to sign in."""
        self.person = {"sub": sub, **({"email": email, "email_verified": verified} if email else {}), **more}


class _Handler(BaseHTTPRequestHandler):
    server: Works

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        self.server.asked.append(parts.path)
        here = self.server.issuer
        if parts.path == "/.well-known/openid-configuration":
            ends = {"authorization_endpoint": "authorize", "token_endpoint": "token", "userinfo_endpoint": "me"}
            self._say({"issuer": here, "jwks_uri": f"{here}/keys", **{k: f"{here}/{v}" for k, v in ends.items()}})
        elif parts.path == "/authorize":
            asked = {name: values[0] for name, values in parse_qs(parts.query).items()}
            assert asked["client_id"] == CLIENT
            assert asked["code_challenge_method"] == "S256"
            code = secrets.token_urlsafe(16)
            self.server.codes[code] = asked
            self.send_response(302)
            self.send_header(
                "Location", f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state']})}"
            )
            self.end_headers()
        elif parts.path == "/me":
            self._say(self.server.person)
        else:
            self.send_error(404)

    def do_POST(self) -> None:
        self.server.asked.append(urlsplit(self.path).path)
        sent = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        asked = self.server.codes.pop(sent["code"][0], None)
        verifier = sent.get("code_verifier", [""])[0]
        challenge = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).decode().rstrip("=")
        if asked is None or asked["code_challenge"] != challenge:
            self._say({"error": "invalid_grant"}, status=400)
            return
        claims = {"iss": self.server.issuer, "aud": CLIENT, "exp": int(time.time()) + 60, **self.server.person}
        token = jwt.encode(claims, "a key that nobody looks at, for it came directly", algorithm="HS256")
        self._say({"access_token": "once", "token_type": "Bearer", "id_token": token})

    def _say(self, said: dict[str, Any], status: int = 200) -> None:
        body = json.dumps(said).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: Any) -> None:
        """Nothing."""


@contextmanager
def running() -> Iterator[Works]:
    """A provider that runs for as long as the context is open."""
    with Works() as works:
        thread = threading.Thread(target=works.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        try:
            yield works
        finally:
            works.shutdown()
            thread.join()
