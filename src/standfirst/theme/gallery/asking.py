"""The shelves of what asks and what answers: the wall, its fields, buttons, status lines."""

import re
from collections.abc import Callable

from django.template.loader import render_to_string

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


def _premium(kind: str, *, refills: str = "The next become available on 1 December.") -> Told:
    """A Premium article as somebody with an account meets it."""
    spent = {"heading": "You have read your 5 Premium articles for November", "refills": refills}
    return lambda words: {**_teaser(words, kind=kind), "level": "premium", "spent": spent}


def _of_its_own(words: Words) -> Context:
    wall = {"line": words.wall_line, "heading": words.wall_heading, "benefits": words.benefits[:2]}
    return {**_teaser(words), "words_at_wall": wall}


def _looks(look: str) -> Told:
    return lambda words: {**_teaser(words, MadeUpForm(words, three_refusals(words))), "wall_look": look}


def _unlocked(words: Words) -> Context:
    parts = paragraphs(words)
    return {"teaser_blocks": parts[:1], "rest_blocks": parts[1:], "level": "premium"}


def _welcome(words: Words) -> Context:
    return {"first_name": words.names[0], "email": "siobhan@example.org"}


def _read_on(words: Words) -> Context:
    parts = paragraphs(words)
    return {"teaser_blocks": parts[:1], "rest_blocks": parts[1:], "welcome": _welcome(words)}


def _confirmed(words: Words) -> Context:
    return {**_read_on(words), "welcome": {**_welcome(words), "confirmed": True}}


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


def _metered(html: str) -> str:
    """What is left has come from the server, which says it in its own language."""
    return _with_reading(html, "3 of 5 Premium articles left in November")


def _metered_spent(html: str) -> str:
    """Nothing is left, and the day differs from reader to reader."""
    return _with_reading(html, "0 of 5 Premium articles left", "The next become available on 3 December.")


def _with_reading(html: str, left: str, refills: str = "") -> str:
    said = render_to_string("access/meter.html", {"reading": {"words": left, "refills_words": refills}})
    return html.replace("data-meter></", f"data-meter>{said.strip()}</")


def _through(html: str, *, has_seat: bool = True) -> str:
    """Through whom somebody reads has come from the server."""
    told = {"institution": {"name": "Northport University Library", "seats": 25}, "has_seat": has_seat}
    said = render_to_string("access/institution.html", {"told": told})
    return html.replace("data-institution></", f"data-institution>{said.strip()}</")


def _seatless(html: str) -> str:
    """All seats of the institution are taken."""
    return _through(html, has_seat=False)


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
            _wall("In the newsroom’s own words", _of_its_own),
            _wall("All seats of the institution taken", lambda words: {**_teaser(words), "gated": True}, _seatless),
            _wall("Read through an institution", lambda words: {**_read_on(words), "gated": True}, _through),
            _wall("Framed, refused", _looks("framed")),
            _wall("On blue, refused", _looks("blue")),
            _wall("Address not confirmed", _premium("confirm")),
            _wall("Asked before one is spent", _premium("ask"), _metered),
            _wall("Allowance spent", _premium("spent")),
            _wall("Allowance spent, each on a day of its own", _premium("spent", refills=""), _metered_spent),
            _wall("Premium", _premium("premium")),
            _wall("Premium, unlocked", _unlocked, _metered),
            State(
                "Done, while the rest comes",
                "readers/welcome.html",
                lambda words: {**_welcome(words), "article_url": "/news/the-ferry/"},
            ),
            State("Done, on a page of its own", "readers/welcome.html", _welcome),
            _wall("Done, the rest below", _read_on),
            _wall("Done, the address confirmed", _confirmed),
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
