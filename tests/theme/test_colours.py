"""Contrast, computed from the stylesheet: the table of the design notes is what the tokens have to keep."""

import re

import pytest

from tests.theme.source import mails, schemes, stylesheet, without_tokens

TEXT = 4.5
EDGE = 3.0
SCHEMES = ("light", "dark")

# What stands on what: the ratios are those of the design notes, light and dark.
TEXTS = [
    ("ink", "paper", 16.1, 14.5),
    ("ink", "galley", 14.7, 13.1),
    ("ink-2", "paper", 8.5, 9.5),
    ("ink-2", "galley", 7.7, 8.5),
    ("ink-3", "paper", 5.8, 7.0),
    ("ink-3", "galley", 5.2, 6.3),
    ("ink-3", "pressed", 4.56, 5.20),
    ("pencil", "paper", 8.1, 9.5),
    ("pencil", "galley", 7.4, 8.6),
    ("pencil-hover", "paper", 11.2, 12.5),
    ("on-fill", "pencil", 8.5, 9.8),
    ("on-fill", "rubric", 7.6, 9.4),
    ("on-fill", "press", 7.0, 10.6),
    ("rubric", "paper", 7.2, 9.2),
    ("rubric", "galley", 6.6, 8.3),
    ("press", "paper", 6.7, 10.4),
    ("sepia", "paper", 7.4, 11.0),
    ("pencil", "pencil-tint", 7.1, 7.2),
    ("rubric", "rubric-tint", 6.4, 7.8),
    ("press", "press-tint", 6.0, 8.0),
    ("sepia", "sepia-tint", 6.8, 8.6),
]
EDGES = [("edge", "paper", 4.7, 5.0), ("edge", "galley", 4.3, 4.5)]
# What components also put together, without a figure in the table.
ALSO_TEXT = [
    ("ink", "pressed"),
    ("ink", "press-tint"),
    ("ink", "sepia-tint"),
    ("ink", "rubric-tint"),
    ("pencil", "press-tint"),
    ("on-fill", "pencil-hover"),
    # A wall that stands on blue.
    ("ink", "pencil-tint"),
    ("ink-2", "pencil-tint"),
    ("ink-3", "pencil-tint"),
    ("rubric", "pencil-tint"),
    ("pencil-hover", "pencil-tint"),
]


@pytest.mark.parametrize(("front", "ground", "light", "dark"), TEXTS)
def test_text_can_be_read_on_every_ground_it_stands_on(front: str, ground: str, light: float, dark: float) -> None:
    for scheme, told in zip(SCHEMES, (light, dark), strict=True):
        ratio = contrast(scheme, front, ground)
        assert ratio >= TEXT
        assert ratio == pytest.approx(told, abs=0.06), f"{scheme}: the design notes say otherwise"


@pytest.mark.parametrize(("front", "ground"), ALSO_TEXT)
def test_text_can_be_read_on_the_grounds_that_no_table_names(front: str, ground: str) -> None:
    assert all(contrast(scheme, front, ground) >= TEXT for scheme in SCHEMES)


@pytest.mark.parametrize(("front", "ground", "light", "dark"), EDGES)
def test_the_edge_of_a_control_can_be_seen(front: str, ground: str, light: float, dark: float) -> None:
    for scheme, told in zip(SCHEMES, (light, dark), strict=True):
        ratio = contrast(scheme, front, ground)
        assert ratio >= EDGE
        assert ratio == pytest.approx(told, abs=0.06), f"{scheme}: the design notes say otherwise"


@pytest.mark.parametrize("front", ["ink", "ink-2", "ink-3", "pencil", "rubric"])
def test_text_can_be_read_on_printed_paper(front: str) -> None:
    assert contrast("print", front, "paper") >= TEXT
    assert contrast("print", front, "galley") >= TEXT


@pytest.mark.parametrize("front", ["edge", "pencil", "rubric"])
def test_the_edge_of_a_control_can_be_seen_at_a_wall_that_stands_on_blue(front: str) -> None:
    assert all(contrast(scheme, front, "pencil-tint") >= EDGE for scheme in SCHEMES)


def test_every_colour_has_a_dark_form() -> None:
    light, dark = schemes()["light"], schemes()["dark"]
    colours = [name for name, value in light.items() if value.startswith("#")]
    assert colours
    # White is the paper of no scheme, so nothing keeps its colour in the dark.
    assert [name for name in colours if light[name] == dark[name]] == []


def test_components_name_tokens_and_never_colours() -> None:
    for name in ("standfirst.css", "gallery.css"):
        rules = without_tokens(stylesheet(name))
        assert re.findall(r"#[0-9a-fA-F]{3,8}\b|\b(?:rgb|rgba|hsl|hsla|oklch|lab|color-mix)\(", rules) == []
        assert (
            re.findall(r"(?:color|background|border[\w-]*|outline):[^;}]*\b(?:white|black|red|grey|gray|blue)", rules)
            == []
        )


def test_mails_take_their_colours_from_the_same_table() -> None:
    known = {value.upper() for scheme in SCHEMES for value in schemes()[scheme].values() if value.startswith("#")}
    for name, source in mails().items():
        assert {colour.upper() for colour in re.findall(r"#[0-9a-fA-F]{6}\b", source)} <= known, name


def contrast(scheme: str, front: str, ground: str) -> float:
    """The ratio of two tokens, 1 to 21. Source: WCAG 2.2, "contrast ratio" and "relative luminance"."""
    tokens = schemes()[scheme]
    lighter, darker = sorted((_luminance(tokens[front]), _luminance(tokens[ground])), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_dark_looks_the_same_whether_the_system_has_it_or_the_reader_has_chosen_it() -> None:
    assert schemes()["dark"] == schemes()["chosen dark"]
