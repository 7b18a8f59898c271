import pytest
from hypothesis import given
from hypothesis import strategies as st

from standfirst.frontdoor.addresses import key_of, may_be_kept


@pytest.mark.parametrize("path", [b"/", b"/news/", b"/news/a-bridge/", b"/feed/", b"/sitemap.xml", b"/2026/x_y~z/"])
def test_a_page_in_its_canonical_spelling_may_be_kept(path: bytes) -> None:
    assert may_be_kept(path)


@pytest.mark.parametrize(
    "path",
    [
        b"//",
        b"//news/",
        b"/news//",
        b"/./news/",
        b"/news/.",
        b"/news/..",
        b"/news/../x/",
        b"/news/%61/",
        b"/news;a=b/",
        b"/news/a b/",
        b"/news/\\",
        b"/%2fnews/",
        b"/news/.md",
        b"/news/*",
        b"",
        b"news",
        b"/" + b"a" * 600,
    ],
)
def test_every_other_spelling_is_left_to_django(path: bytes) -> None:
    assert not may_be_kept(path)


@pytest.mark.parametrize(
    "path", [b"/admin/", b"/admin/pages/3/", b"/account/", b"/static/a.css", b"/healthz", b"/search/"]
)
def test_what_is_somebodys_own_is_never_kept(path: bytes) -> None:
    assert not may_be_kept(path)


@given(st.binary(max_size=60))
def test_no_query_splits_the_page_that_declares_none(query: bytes) -> None:
    assert key_of(b"/news/", query, ()) == b"/news/"


def test_only_declared_parameters_count_and_their_order_does_not() -> None:
    params = ("page", "topic")
    assert key_of(b"/news/", b"utm_source=x&page=2&fbclid=y", params) == b"/news/?page=2"
    assert key_of(b"/news/", b"topic=a&page=2", params) == key_of(b"/news/", b"page=2&topic=a", params)
    assert key_of(b"/news/", b"utm_source=x", params) == b"/news/"


@pytest.mark.parametrize(
    "query", [b"page=2&page=3", b"page=%32", b"p%61ge=2", b"page=", b"page", b"page=" + b"9" * 257, b"+page=2"]
)
def test_a_declared_parameter_written_oddly_is_left_to_django(query: bytes) -> None:
    assert key_of(b"/news/", query, ("page",)) is None
