import gzip

import brotli
import pytest

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
