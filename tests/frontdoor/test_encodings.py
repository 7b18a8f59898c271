import gzip

import brotli
import pytest
from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.test import RequestFactory

from standfirst.frontdoor.compressing import CompressedPagesMiddleware
from standfirst.frontdoor.encodings import Encoding, encoded, encoding_for


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        (None, Encoding.IDENTITY),
        (b"", Encoding.IDENTITY),
        (b"gzip, deflate, br, zstd", Encoding.BROTLI),
        (b"gzip", Encoding.GZIP),
        (b"GZIP", Encoding.GZIP),
        (b"br;q=0, gzip", Encoding.GZIP),
        (b"br;q=0.000, gzip;q=0", Encoding.IDENTITY),
        (b"br ; q=0.5 , gzip", Encoding.BROTLI),
        (b"*", Encoding.BROTLI),
        (b"*;q=0", Encoding.IDENTITY),
        (b"br;q=0, *", Encoding.GZIP),
        (b"identity;q=0", Encoding.IDENTITY),
        (b"zstd, deflate", Encoding.IDENTITY),
        (b"br;q=nonsense, gzip", Encoding.GZIP),
        (b"brr, xgzip", Encoding.IDENTITY),
    ],
)
def test_the_best_coding_that_is_allowed_is_chosen(header: bytes | None, expected: Encoding) -> None:
    assert encoding_for(header) is expected


def test_markup_is_made_smaller_and_reads_back_the_same() -> None:
    body = b"<p>again and again</p>" * 100
    made = encoded(body, "text/html; charset=utf-8")
    assert gzip.decompress(made[Encoding.GZIP]) == body
    assert brotli.decompress(made[Encoding.BROTLI]) == body


def test_pictures_and_short_answers_stay_as_they_are() -> None:
    assert list(encoded(b"\x89PNG" * 200, "image/png")) == [Encoding.IDENTITY]
    assert list(encoded(b"short", "text/html")) == [Encoding.IDENTITY]


@pytest.mark.parametrize(
    ("header", "taken"),
    [("gzip", True), ("br;q=1.0, gzip;q=0.8", True), ("", False), ("gzip;q=0, br", False)],
)
def test_what_django_answers_is_compressed_for_who_takes_it(header: str, taken: bool) -> None:
    page = HttpResponse("The boat has left. " * 100)
    request = RequestFactory().get("/account/", headers={"Accept-Encoding": header})
    answer = CompressedPagesMiddleware(lambda _: page).process_response(request, page)
    assert isinstance(answer, HttpResponse)
    assert answer.get("Content-Encoding") == ("gzip" if taken else None)
    assert (gzip.decompress(answer.content) if taken else answer.content).decode() == "The boat has left. " * 100
    assert answer["Vary"] == "Accept-Encoding"


def test_a_picture_and_what_is_streamed_go_as_they_are() -> None:
    request = RequestFactory().get("/account/", headers={"Accept-Encoding": "gzip"})
    pages: list[HttpResponseBase] = [
        HttpResponse(b"\x89PNG" * 200, content_type="image/png"),
        StreamingHttpResponse([b"one line\n"] * 200, content_type="text/csv"),
    ]
    for page in pages:
        assert (
            not CompressedPagesMiddleware(lambda _: HttpResponse())
            .process_response(request, page)
            .has_header("Content-Encoding")
        )
