"""Marks that stand on letters: which characters they are, and how many of them a letter carries."""

import re
import unicodedata
from functools import cache

MOST_DIACRITICS = 4
"""On one letter. Vietnamese needs two, Hebrew with its points and accents four."""
MOST_MARKS = 8
"""Of any kind, in a row: Tibetan writes its letters on top of each other."""
DIACRITICS = "\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
_LAST_BLOCK = 0x1F000

_TOWER = re.compile(f"([{DIACRITICS}]{{{MOST_DIACRITICS}}})[{DIACRITICS}]+")


def without_towers(text: str) -> str:
    """
    The text with no more marks on a letter than writing needs.

    It comes before any normalising: putting marks in order takes the square of the length of a run of them (Unicode
    Standard, section 3.11, D109), and a run of 20,000 would hold up a whole process.
    """
    return text if text.isascii() else _run().sub(r"\1", _TOWER.sub(r"\1", text))


def has_towers(text: str) -> bool:
    """Whether there are more."""
    return not text.isascii() and bool(_TOWER.search(text) or _run().search(text))


@cache
def _run() -> re.Pattern[str]:
    marks = _marks()
    return re.compile(f"([{marks}]{{{MOST_MARKS}}})[{marks}]+")


def _marks() -> str:
    """As ranges of a character class, from the Unicode data that this Python has."""
    ranges: list[list[int]] = []
    for number in range(0x300, _LAST_BLOCK):
        if unicodedata.category(chr(number)) in {"Mn", "Me"}:
            if ranges and ranges[-1][1] == number - 1:
                ranges[-1][1] = number
            else:
                ranges.append([number, number])
    return "".join(f"{chr(first)}-{chr(last)}" for first, last in ranges)
