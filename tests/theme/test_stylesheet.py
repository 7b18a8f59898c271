"""What the stylesheet may not say, whatever a page needs."""

import re

import pytest
from django.template.loader import render_to_string

from standfirst.theme.gallery.talking import TALK
from standfirst.theme.gallery.words import ENGLISH
from tests.theme.source import STATIC, html_of, pages, selectors, stylesheet

SHEETS = ("standfirst.css", "gallery.css")
# A hook for search engines, which find by it what is behind the wall; it has no look.
HOOKS = {"gated"}
SIDED = re.compile(
    r"(?<![\w-])(?:(?:margin|padding|border|scroll-margin|scroll-padding|inset)-(?:left|right|top|bottom)[\w-]*"
    r"|left|right|top|bottom|border-(?:top|bottom)-(?:left|right)-radius|(?:min-|max-)?(?:width|height))\s*:"
)


@pytest.mark.parametrize("name", SHEETS)
def test_properties_are_logical_so_that_both_directions_of_script_are_one_design(name: str) -> None:
    # Media queries ask for a width, which has no logical name there.
    rules = re.sub(r"@media[^{]*", "", stylesheet(name))
    assert SIDED.findall(rules) == []
    assert re.findall(r"(?:text-align|float|clear):\s*(?:left|right)", rules) == []


@pytest.mark.parametrize("name", SHEETS)
def test_nothing_is_shouted_justified_shadowed_or_robbed_of_its_focus(name: str) -> None:
    rules = stylesheet(name)
    for unwanted in (
        "text-transform:uppercase",
        "text-align:justify",
        "outline:none",
        "outline:0",
        "box-shadow",
        "text-shadow",
        "gradient(",
        "scroll-behavior:smooth",
        "@import",
        "!important",
    ):
        assert unwanted not in rules.replace("transition:none!important", ""), unwanted


def test_focus_is_a_ring_of_three_pixels_three_pixels_away() -> None:
    assert ":focus-visible{outline:3px solid var(--pencil);outline-offset:3px}" in stylesheet()


def test_reduced_motion_makes_everything_instant() -> None:
    assert "@media (prefers-reduced-motion:reduce){*{transition:none!important}}" in stylesheet()
    assert "@keyframes" not in stylesheet()


def test_a_layout_changes_at_two_widths_only() -> None:
    asked = set(re.findall(r"\((?:min|max)-width:(\d+)px\)", stylesheet()))
    assert asked == {"639", "640", "999", "1000"}


def comments_in_every_state() -> str:
    """As the gallery shows them: no template says what they are made of."""
    return "".join(render_to_string(state.template, state.told(ENGLISH)) for state in TALK[0].states)


def test_every_class_has_a_look_and_every_look_a_use() -> None:
    rules = selectors("".join(re.sub(r"url\([^)]*\)", "", stylesheet(name)) for name in SHEETS))
    styled = set(re.findall(r"\.([a-z][\w-]*)", rules))
    markup = "".join(html_of(source) for source in pages().values()) + comments_in_every_state()
    used = {name for names in re.findall(r'class="([^"]*)"', markup) for name in names.split()}
    assert styled - used == set(), "nothing wears these"
    assert used - styled - HOOKS == set(), "nothing dresses these"


def test_every_face_that_is_declared_is_shipped_and_every_one_shipped_is_declared() -> None:
    declared = set(re.findall(r'url\("fonts/([\w.-]+)"\)', stylesheet()))
    assert declared == {file.name for file in (STATIC / "fonts").glob("*.woff2")}


def test_no_face_comes_from_anywhere_else() -> None:
    assert re.findall(r'url\((?!"fonts/)', stylesheet()) == []


def test_no_face_moves_the_page_and_arabic_is_never_without_letters() -> None:
    families = {"Newsreader": "optional", "Literata": "optional", "Atkinson": "optional", "Noto Naskh": "swap"}
    for family, display in families.items():
        faces = re.findall(r'@font-face\{font-family:"' + family + r'";src:url[^}]*\}', stylesheet())
        assert faces
        assert all(f"font-display:{display}" in face for face in faces), family
