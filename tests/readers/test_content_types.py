"""Whatever a request says its body is written in, the application reads UTF-8 and never falls over the name."""

import asyncio
from typing import Any
from urllib.parse import urlencode

import pytest
from asgiref.sync import async_to_sync
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from standfirst.asgi import application
from standfirst.readers.models import Reader, Registration
from tests.readers.cast import answers

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("cheap_hashes")]

NO_TEXT = ["hex", "base64", "rot13", "idna", "punycode", "undefined", "unicode_escape", "raw_unicode_escape", "utf-7"]
OTHERS = [
    "utf-16",
    "latin-1",
    "shift-jis",
    "cp037",
    "no-such-thing",
    "utf-8",
    "UTF8",
    "",
    '"utf-8"',
    "\x00",
    "*=nope''x",
]


def answer(method: str, path: str, *content_types: str | bytes, body: bytes = b"", query: bytes = b"") -> Any:
    """Status and body of one request, as the server hands it to the application."""
    kinds = [kind if isinstance(kind, bytes) else kind.encode("latin-1") for kind in content_types]
    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": method,
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "query_string": query,
        "root_path": "",
        "headers": [(b"host", b"testserver"), (b"sec-fetch-site", b"same-origin")]
        + [(b"content-type", kind) for kind in kinds]
        + [(b"content-length", str(len(body)).encode())],
        "client": ("127.0.0.1", 5000),
        "server": ("127.0.0.1", 80),
    }
    incoming = [{"type": "http.request", "body": body}]
    sent: list[dict[str, Any]] = []

    async def run() -> None:
        async def receive() -> dict[str, Any]:
            if not incoming:
                await asyncio.Event().wait()  # the client stays and says nothing more
            return incoming.pop()

        async def send(message: dict[str, Any]) -> None:
            sent.append(message)

        await application(scope, receive, send)

    async_to_sync(run)()
    return sent[0]["status"], b"".join(message.get("body", b"") for message in sent[1:]).decode()


@pytest.mark.parametrize("name", NO_TEXT + OTHERS)
def test_an_odd_encoding_of_a_form_changes_nothing_about_how_it_is_read(name: str) -> None:
    body = urlencode(answers(first_name="José")).encode()
    status, _page = answer("POST", "/register/", f"application/x-www-form-urlencoded; charset={name}", body=body)
    assert status == 303
    assert Registration.objects.get().first_name == "José"
    parts = "".join(
        f'--x\r\nContent-Disposition: form-data; name="{field}"\r\n\r\n{said}\r\n'
        for field, said in answers(first_name="\\ud800").items()
    )
    status, page = answer("POST", "/register/", f"multipart/form-data; charset={name}; boundary=x", body=parts.encode())
    assert status == 400 or (status, 'value="\\ud800"' in page) == (422, True)
    assert Reader.objects.count() == 0


@pytest.mark.parametrize("name", NO_TEXT + OTHERS)
@pytest.mark.parametrize("path", ["/sign-in/", "/register/"])
def test_an_odd_encoding_does_not_touch_the_query(path: str, name: str) -> None:
    status, page = answer("GET", path, f"text/plain; charset={name}", query=b"next=%2Fharbour%2F%C3%A9%2F&x=%E9")
    assert (status, "/harbour/é/" in page) == (200, True)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    kinds=st.lists(
        st.binary(max_size=60)
        | st.sampled_from([b"multipart/form-data", b"application/x-www-form-urlencoded", b"text/plain"]).flatmap(
            lambda kind: st.binary(max_size=40).map(lambda more: kind + b";" + more)
        ),
        max_size=2,
    )
)
@example(kinds=[b"a/b; charset*=nope''x", b"a/b; charset*0*=x'y"])
@example(kinds=[b'multipart/form-data; boundary="x'])
def test_no_content_type_is_a_failure_of_ours(kinds: list[bytes]) -> None:
    for method in ("GET", "POST"):
        status, _page = answer(method, "/sign-in/", *kinds, body=b"email=x")
        assert status < 500
