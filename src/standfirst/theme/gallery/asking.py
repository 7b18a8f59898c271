"""The shelves of what asks and what answers: the wall, its fields, buttons, status lines."""

import re
from collections.abc import Callable

from standfirst.theme.gallery.answers import MadeUpForm, one_field, three_refusals
from standfirst.theme.gallery.made_up import paragraphs
from standfirst.theme.gallery.states import Context, Shelf, State, Told, as_it_comes
from standfirst.theme.gallery.words import Words


def _wall(name: str, told: Told, script: Callable[[str], str] = as_it_comes) -> State:
    return State(name, "newsroom/article_body.html", told, script)


def _teaser(words: Words, form: MadeUpForm | None = None, kind: str = "register") -> Context:
    return {
        "teaser_blocks": paragraphs(words)[:2],
        "wall": kind,
        "form": form or MadeUpForm(words),
        "next_path": "/news/the-ferry/",
    }


def _welcome(words: Words) -> Context:
    return {"first_name": words.names[0], "email": "siobhan@example.org"}


def _read_on(words: Words) -> Context:
    parts = paragraphs(words)
    return {"teaser_blocks": parts[:1], "rest_blocks": parts[1:], "welcome": _welcome(words)}


def _field(name: str, told: Told) -> State:
    return State(name, "gallery/field.html", told)


def _plain(words: Words) -> Context:
    return {"form": MadeUpForm(words)}


def _refused(field: str) -> Told:
    return lambda words: {"form": MadeUpForm(words, {field: three_refusals(words)[field]})}


def _all_refused(words: Words) -> Context:
    return {"form": MadeUpForm(words, three_refusals(words))}


def _sending(html: str) -> str:
    """The button while the answer is on its way."""
    return re.sub(r'(data-waiting="([^"]*)")>[^<]*<', r'\1 aria-busy="true">\2<', html)


def _with_button(html: str) -> str:
    """Show can be pressed."""
    return html.replace(" hidden>", ">")


def _shown(html: str) -> str:
    """Show has been pressed. Without its mark, by which the script would hide it again at once."""
    pressed = html.replace('type="password" data-password', 'type="text" value="three short words"')
    pressed = re.sub(r'data-on-name="([^"]*)"(.*?) aria-label="[^"]*"', r'data-on-name="\1"\2 aria-label="\1"', pressed)
    return re.sub(r'data-on="([^"]*)"(.*?) hidden>[^<]*<', r'data-on="\1"\2>\1<', pressed)


ASKING = (
    Shelf(
        "wall",
        "Teaser end and wall",
        (
            _wall("Anonymous", _teaser),
            _wall("Refused", lambda words: _teaser(words, MadeUpForm(words, three_refusals(words)))),
            _wall("Sending", _teaser, _sending),
            _wall("Premium", lambda words: _teaser(words, kind="premium")),
            State(
                "Done, while the rest comes",
                "readers/welcome.html",
                lambda words: {**_welcome(words), "article_url": "/news/the-ferry/"},
            ),
            State("Done, on a page of its own", "readers/welcome.html", _welcome),
            _wall("Done, the rest below", _read_on),
        ),
    ),
    Shelf(
        "field",
        "Field",
        (
            _field("Empty", one_field),
            _field("Filled", lambda words: one_field(words, value="Siobhán O’Dwyer")),
            _field("With a hint", lambda words: one_field(words, hint=words.hint)),
            _field("Refused", lambda words: one_field(words, refused=words.name_wrong)),
            _field("Refused, with a hint", lambda words: one_field(words, refused=words.name_wrong, hint=words.hint)),
            _field("Disabled", lambda words: one_field(words, value="Siobhán", disabled="disabled")),
            _field("Read-only", lambda words: one_field(words, value="Siobhán", readonly="readonly")),
        ),
    ),
    Shelf(
        "password",
        "Password field",
        (
            State("Hidden", "gallery/password.html", _plain, _with_button),
            State("Shown", "gallery/password.html", _plain, _shown),
            State("Refused", "gallery/password.html", _refused("password"), _with_button),
        ),
    ),
    Shelf(
        "tick",
        "Tick",
        (
            State("Off", "gallery/tick.html", _plain),
            State("On", "gallery/tick.html", lambda words: {"form": MadeUpForm(words, ticked=["over_18"])}),
            State("Refused", "gallery/tick.html", _refused("over_18")),
        ),
    ),
    Shelf(
        "error-summary",
        "Error summary",
        (
            State("One", "gallery/error_summary.html", _refused("email")),
            State("Many", "gallery/error_summary.html", _all_refused),
        ),
    ),
    Shelf(
        "button",
        "Button",
        (
            State("Primary, quiet, danger, waiting", "gallery/buttons.html", script=_sending),
            State("As a link, and in a sentence", "gallery/links.html"),
        ),
    ),
    Shelf("status", "Status line", (State("Note, done, warn, wrong", "gallery/status.html"),)),
    Shelf(
        "menu",
        "Reader’s menu",
        (
            State("Nobody signed in", "readers/account_nav.html"),
            State("Registered, not confirmed", "readers/account_nav.html", lambda words: {"provisional": True}),
            State(
                "Signed in", "readers/account_nav.html", lambda words: {"reader": True, "first_name": words.names[0]}
            ),
        ),
    ),
)
