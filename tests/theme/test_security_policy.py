"""The content security policy lets through what the templates need, and no more."""

import pytest
from django.template.loader import render_to_string

from standfirst.frontdoor.security_headers import security_headers
from standfirst.look_script import HASH, SCRIPT
from standfirst.newsroom.videos import video_at


def policy() -> dict[str, set[str]]:
    """The policy of a page that readers see, by directive."""
    said = dict(security_headers(https=True))["Content-Security-Policy"]
    parts = (part.split() for part in said.split(";"))
    return {part[0]: set(part[1:]) for part in parts if part}


@pytest.mark.parametrize(
    "address",
    ["https://youtu.be/abc_123", "https://vimeo.com/76979871", "https://video.example.org/w/kkGMgK9ZtnKfYAgnEtQxbv"],
)
def test_a_player_may_be_framed_once_its_reader_has_pressed_play(address: str) -> None:
    video = video_at(address)
    assert video is not None
    assert video.player.startswith("https://")
    assert "https:" in policy()["frame-src"]


def test_nothing_else_comes_from_another_site_and_nobody_frames_a_page() -> None:
    ours = {name: sources for name, sources in policy().items() if name != "frame-src"}
    assert not any("http" in source or source == "*" for sources in ours.values() for source in sources)
    assert ours["frame-ancestors"] == {"'none'"}
    assert ours["style-src"] == {"'self'"}
    assert ours["script-src"] == {"'self'", HASH}


def test_the_script_in_the_page_is_the_one_that_the_policy_lets_through() -> None:
    page = render_to_string("400.html")
    assert "unsafe" not in str(policy())
    assert f"<script>{SCRIPT}</script>" in render_to_string("base.html") or f"<script>{SCRIPT}</script>" in page
