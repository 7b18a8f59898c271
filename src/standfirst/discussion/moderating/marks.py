"""Marks that stand on letters: which characters they are, and how many of them a letter carries."""

import re
import unicodedata
from functools import cache

MOST_DIACRITICS = 4
"""On one letter. Vietnamese needs two, Hebrew with its points and accents four."""
MOST_MARKS = 8
"""Of any kind, in a row: Tibetan writes its letters on top of each other."""
DIACRITICS = "\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"

_TOWER = re.compile(f"([{DIACRITICS}]{{{MOST_DIACRITICS}}})[{DIACRITICS}]+")


def without_towers(text: str) -> str:
    """
    The text with no more marks on a letter than writing needs.

    It comes before any normalising: putting marks in order takes the square of the length of a run of them (Unicode
    Standard, section 3.11, D109), and a run of 20,000 would hold up a whole process.
    """
    return _run().sub(r"\1", _TOWER.sub(r"\1", text)) if _has_marks(text) else text


def has_towers(text: str) -> bool:
    """Whether there are more."""
    return _has_marks(text) and bool(_TOWER.search(text) or _run().search(text))


def _has_marks(text: str) -> bool:
    return not text.isascii() and not _marks().isdisjoint(set(text))


@cache
def _run() -> re.Pattern[str]:
    marks = "".join(sorted(_marks()))
    return re.compile(f"([{marks}]{{{MOST_MARKS}}})[{marks}]+")


@cache
def _marks() -> frozenset[str]:
    """From the Unicode data that this Python has. A class of characters is quick to search within the first plane."""
    return frozenset(chr(n) for n in range(0x300, 0x10000) if unicodedata.category(chr(n)) in {"Mn", "Me"})
