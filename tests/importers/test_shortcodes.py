"""WordPress shortcodes."""

import pytest

from standfirst.importers.notes import Note
from standfirst.importers.shortcodes import GalleryPicture, without_shortcodes

PICTURES = {"4": GalleryPicture("https://a.example/4.jpg", "Four", "No. 4"), "5": GalleryPicture("5.jpg", "", "")}


def read(text: str) -> tuple[str, list[str]]:
    notes: list[Note] = []
    html = without_shortcodes(text, lambda ids: [PICTURES[i] for i in ids or PICTURES], notes)
    return html, [note.reason for note in notes]


def test_a_caption_becomes_a_figure() -> None:
    html, _ = read('[caption id="a" width="9"]<a href="x"><img src="a.jpg"></a> At sea[/caption]')
    assert html == '<figure><a href="x"><img src="a.jpg"></a><figcaption>At sea</figcaption></figure>'


def test_a_gallery_becomes_its_pictures() -> None:
    html, _ = read('[gallery ids="4, 5"]')
    assert html.count("<img") == 2
    assert '<img src="https://a.example/4.jpg" alt="Four"><figcaption>No. 4</figcaption>' in html
    assert read("[gallery]")[0].count("<img") == 2


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("[embed]https://youtu.be/abc123[/embed]", "<p>https://youtu.be/abc123</p>"),
        ("[youtube https://youtu.be/abc123&w=1]", "<p>https://youtu.be/abc123&amp;w=1</p>"),
        ("[youtube abc123]", "<p>https://www.youtube.com/watch?v=abc123</p>"),
        ("[vimeo 12345]", "<p>https://vimeo.com/12345</p>"),
        ('[audio src="https://a.example/x.mp3"]', '<audio src="https://a.example/x.mp3"></audio>'),
    ],
)
def test_players_become_their_addresses(text: str, html: str) -> None:
    assert read(text)[0] == html


def test_a_shortcode_that_means_nothing_here_goes_and_is_counted_while_its_words_stay() -> None:
    html, notes = read('[button color="red"]Words[/button] [contact-form-7 id="9"] [toc]')
    assert html.split() == ["Words"]
    assert notes == [f"shortcode [{name}] left out" for name in ("button", "contact-form-7", "toc")]


def test_words_in_brackets_stay() -> None:
    text = "He said [sic] that [the ferry] is [late], see [1] and [a=b]."
    assert read(text) == (text, [])
