import pytest
from hypothesis import given
from hypothesis import strategies as st

from standfirst.frontdoor.chunks import ChunkedBody
from standfirst.frontdoor.head import BadRequestError

BEHIND = b"GET /next HTTP/1.1\r\n"


def chunked(parts: list[bytes]) -> bytes:
    return b"".join(b"%x\r\n%b\r\n" % (len(part), part) for part in parts) + b"0\r\n\r\n"


@given(st.lists(st.binary(min_size=1, max_size=40), max_size=5), st.lists(st.integers(1, 30), min_size=1))
def test_the_end_is_found_wherever_the_bytes_are_cut(parts: list[bytes], cuts: list[int]) -> None:
    whole = chunked(parts)
    body, at, taken, cut = ChunkedBody(1_000), 0, 0, 0
    while not body.complete:
        piece = (whole + BEHIND)[at : at + cuts[cut % len(cuts)]]
        end = body.take(piece, 0)
        taken += end
        at += len(piece)
        cut += 1
        assert end == len(piece) or body.complete
    assert taken == len(whole)


@pytest.mark.parametrize(
    "sent",
    [
        b"z\r\n",
        b"-1\r\n",
        b"0x1\r\n",
        b" 1\r\n",
        b"1 \r\n",
        b"1;name=value\r\n",
        b"\r\n",
        b"1\n",
        b"1\r\naX",
        b"1\r\naa\r\n",
        b"0\r\nTrailer: x\r\n\r\n",
        b"0\r\nX",
        b"0000000000000001\r\n",
        b"fffffffff\r\n",
    ],
)
def test_an_odd_chunk_is_refused(sent: bytes) -> None:
    body = ChunkedBody(1_000)
    with pytest.raises(BadRequestError) as refused:
        body.take(sent + b"x" * 20 + b"\n" * 5, 0)
    assert refused.value.status == 400


def test_chunks_are_counted_before_they_arrive() -> None:
    body = ChunkedBody(10)
    with pytest.raises(BadRequestError) as refused:
        body.take(b"6\r\naaaaaa\r\n5\r\n", 0)
    assert refused.value.status == 413
