import pytest
from hypothesis import given
from hypothesis import strategies as st

from standfirst.importers.cleaning import Unreadable
from standfirst.importers.comments.plain import text_of_html, text_of_markdown


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>One.</p><p>Two<br>lines.</p>", "One.\n\nTwo\nlines."),
        ("Plain &amp; &lt;simple&gt;", "Plain & <simple>"),
        ("<div>One</div><div>Two</div>", "One\nTwo"),
        ("<p>Some <b>bold</b>\n  words</p>", "Some bold words"),
        ("<blockquote><p>Said.</p><p>And more.</p></blockquote><p>No.</p>", "> Said.\n>\n> And more.\n\nNo."),
        ("<blockquote>A<blockquote>B</blockquote></blockquote>", "> A\n>\n>> B"),
        ("<ul><li>One</li><li>Two</li></ul>", "- One\n- Two"),
        ('See <a href="https://a.example/x">the plan</a>.', "See the plan (https://a.example/x)."),
        ('<a href="https://a.example/long">a.example/lo…</a>', "https://a.example/long"),
        ('<a href="http://disq.us/url?url=https%3A%2F%2Fa.example%2Fx%3AAbC&amp;cuid=1">plan</a>',
         "plan (https://a.example/x)"),
        ('<a href="javascript:alert(1)">press</a>', "press"),
        ("<script>alert(1)</script>Words<style>p{}</style>", "Words"),
        ('<img src="https://a.example/cat.png" alt="A cat" onerror="x()">', "A cat https://a.example/cat.png"),
        ("<pre>a  b\n  c</pre>", "a  b\n  c"),
        ("price \u202eevil", "price evil"),
    ],
)  # fmt: skip
def test_html_becomes_the_words_that_a_reader_saw(html: str, text: str) -> None:
    assert text_of_html(html) == text


def test_where_ends_of_lines_count_they_stay() -> None:
    assert text_of_html("One\nline.\r\n\r\nAnother.", keep_lines=True) == "One\nline.\n\nAnother."


def test_markdown_is_read_and_html_in_it_is_words() -> None:
    assert text_of_markdown("> said\n\n**No** <b>x</b>\nand [so](https://a.example)") == (
        "> said\n\nNo <b>x</b>\nand so (https://a.example)"
    )


def test_what_is_nested_too_deep_is_not_taken_in() -> None:
    with pytest.raises(Unreadable):
        text_of_html("<b>" * 600)


@given(st.text(alphabet="<>/abplockquteimgsrc=\"' \n&;", max_size=120))
def test_no_html_makes_it_fail(html: str) -> None:
    text_of_html(html)
