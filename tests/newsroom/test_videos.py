"""Embedded videos: nothing of a third party is loaded before the reader presses play."""

import re

import pytest
from django.core.exceptions import ValidationError

from standfirst.newsroom.blocks import VideoBlock
from standfirst.newsroom.models import SectionPage
from standfirst.newsroom.videos import video_at
from tests.newsroom.making import a_picture, an_article, words

LOADING = re.compile(
    r"<(?:script|img|iframe|source|video|audio|embed|object|track)\b[^>]*\s(?:src|srcset|data|poster)=\"([^\"]*)\""
    r"|<link\b[^>]*href=\"([^\"]*)\"",
)


@pytest.mark.parametrize(
    "url",
    [
        "https://www.youtube.com/watch?v=dQw4w9WgXcQ",
        "https://vimeo.com/76979871",
        "https://tube.example/w/kkGMgK9ZtnKfYAgnEtQxbv",
    ],
)
def test_a_page_with_a_video_loads_nothing_from_elsewhere(url: str, harbour: SectionPage) -> None:
    an_article(harbour, body=[("video", {"url": url, "title": "The boat", "poster": a_picture()})])
    page = words("/harbour/the-pilot/")
    loaded = [address for found in LOADING.findall(page) for address in found if address]
    assert len(loaded) > 3
    assert [each for each in loaded if not each.startswith(("/", "http://testserver/"))] == []
    assert "<iframe" not in page
    assert "dns-prefetch" not in page
    assert "preconnect" not in page
    assert f'href="{video_at(url).page}" rel="noopener noreferrer"' in page  # type: ignore[union-attr]  # it is known


@pytest.mark.parametrize(
    ("url", "player"),
    [
        ("https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=3", "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ"),
        ("https://youtu.be/dQw4w9WgXcQ?si=x", "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ"),
        ("https://m.youtube.com/shorts/dQw4w9WgXcQ", "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ"),
        ("https://www.youtube.com/live/dQw4w9WgXcQ", "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ"),
        (" https://vimeo.com/channels/staff/76979871 ", "https://player.vimeo.com/video/76979871?dnt=1"),
        ("https://player.vimeo.com/video/76979871", "https://player.vimeo.com/video/76979871?dnt=1"),
        ("https://tube.example/videos/watch/abc-1", "https://tube.example/videos/embed/abc-1"),
    ],
)
def test_a_player_we_know_is_framed_without_its_cookies(url: str, player: str) -> None:
    video = video_at(url)
    assert video is not None
    assert video.player == player


@pytest.mark.parametrize(
    "url",
    [
        "http://www.youtube.com/watch?v=dQw4w9WgXcQ",
        "javascript:alert(1)//youtube.com/watch?v=dQw4w9WgXcQ",
        "data:text/html,<script>alert(1)</script>",
        "https://youtube.com.evil.example/watch?v=dQw4w9WgXcQ",
        "https://evil.example/watch?v=dQw4w9WgXcQ",
        "https://www.youtube.com/watch",
        "https://www.youtube.com/watch?v=../../x",
        'https://www.youtube.com/watch?v="><script>',
        "https://youtu.be/",
        "https://vimeo.com/about",
        "https://vimeo.com/٣٣٣",
        "https://tube.example/w/",
        "https://tube.example/w/a%22onload=x",
        "https://[::1/w/abc",
        "https:///w/abc",
        "",
        "https://" + "a" * 5_000,
    ],
)
def test_an_address_of_no_player_we_know_is_refused(url: str) -> None:
    assert video_at(url) is None
    block = VideoBlock()
    with pytest.raises(ValidationError):
        block.clean(block.to_python({"url": url, "title": "A video", "poster": None}))


@pytest.mark.parametrize(
    "url",
    [
        'https://tube.example"onload="alert(1)/w/abc',
        "https://tube.example;script-src 'unsafe-inline'/w/abc",
        "https://user:pass@tube.example/w/abc",
        "https://tube.example\\@evil.example/w/abc",
        "https://localhost/w/abc",
        "https://127.0.0.1/w/abc",
        "https://tube/w/abc",
        "https://tube.example:99999/w/abc",
    ],
)
def test_a_host_that_is_no_name_of_a_host_is_refused(url: str) -> None:
    assert video_at(url) is None


def test_an_unknown_address_that_got_into_a_body_shows_nothing(harbour: SectionPage) -> None:
    an_article(
        harbour,
        body=[
            ("video", {"url": "https://evil.example/x", "title": "The boat", "poster": None}),
            ("text", "<p>Still here.</p>"),
        ],
    )
    page = words("/harbour/the-pilot/")
    assert "evil.example" not in page
    assert "Still here." in page
