"""The newsroom's words, found in a text whatever they are dressed as."""

from collections.abc import Iterable
from dataclasses import dataclass

from standfirst.discussion.moderating.folding import WITHOUT_SPACES, Folded, fold
from standfirst.discussion.moderating.searching import Searcher

MOST_FOUND = 10
"""Words that are told of one text: a moderator needs no more to see why."""
_LONGEST_SPELT = 60
_LEAST_IN_A_ROW = 4
"""Letters of a word that is found in the middle of others whose letters stand alone."""

_MAY_BE = {
    "4": "a", "@": "a", "3": "e", "1": "il", "!": "il", "|": "il", "0": "o", "*": "aeiouy",
    "$": "s", "5": "s", "7": "t", "+": "t", "8": "b", "9": "g", "6": "g", "2": "z",
}  # fmt: skip
# Vowels, what may be one, and l, which shares its disguises with i, are one thing to the searcher. What was written is
# looked at where it has found something.
_CLASSES = str.maketrans(
    {
        **dict.fromkeys("aeiouyl4@31!|0*", "*"),
        **{"$": "s", "5": "s", "7": "t", "+": "t", "8": "b", "9": "g", "6": "g", "2": "z"},
    }
)
_AROUND = " @!|*+$"


@dataclass(frozen=True, slots=True)
class Listed:
    """
    One line of a list. ``language`` is a main language ("en"), "" for every one.

    ``entry`` is a word or several; a star at an end stands for any letters there: "idiot*" finds "idiotic".
    """

    entry: str
    banned: bool
    language: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """``spelt``: how it stands in the text, as far as it can be told."""

    entry: str
    spelt: str
    banned: bool


@dataclass(frozen=True, slots=True)
class _Pattern:
    listed: Listed
    folded: str
    after_letters: bool
    before_letters: bool

    def stands_in(self, text: str, start: int, end: int, alone: bool) -> bool:
        """Whether ``text[start:end]`` is this word, and not a part of another where that matters."""
        if not alone:
            if not self.after_letters and start and text[start - 1] not in _AROUND:
                return False
            if not self.before_letters and end < len(text) and text[end] not in _AROUND:
                return False
        piece = text[start:end]
        return piece == self.folded or _may_be(piece, self.folded)


class _Matcher:
    """The lists of one language, those for every language among them."""

    def __init__(self, lists: Iterable[Listed], language: str) -> None:
        self._signs: list[Listed] = []
        self._patterns: dict[str, list[_Pattern]] = {}
        self._joined = language in WITHOUT_SPACES
        for listed in lists:
            pattern = _pattern(listed, language)
            if pattern.folded:
                self._patterns.setdefault(pattern.folded.translate(_CLASSES), []).append(pattern)
            else:
                self._signs.append(listed)
        self._searcher = Searcher(self._patterns)

    def found_in(self, folded: Folded, text: str) -> list[Found]:
        found: dict[str, Found] = {}
        for listed in self._signs:
            if listed.entry in text:
                found.setdefault(listed.entry, Found(listed.entry, listed.entry, listed.banned))
        for reading in folded.readings:
            self._search(reading, folded, text, found, least=0)
        if folded.spelled_out:
            self._search(folded.spelled_out, folded, text, found, least=_LEAST_IN_A_ROW)
        # A banned word decides alone: it must not be missing because suspect ones stood before it.
        return sorted(found.values(), key=lambda one: not one.banned)[:MOST_FOUND]

    def _search(self, reading: str, folded: Folded, text: str, found: dict[str, Found], least: int) -> None:
        told = 0
        for place, classes in self._searcher.found_in(reading.translate(_CLASSES)):
            end = place + 1
            start = end - len(classes)
            for pattern in self._patterns[classes]:
                entry = pattern.listed.entry
                alone = self._joined or (bool(least) and len(classes) >= least)
                if entry in found or not pattern.stands_in(reading, start, end, alone):
                    continue
                # How it was spelt is told of some only: a text may be made of nothing but listed words.
                spelt = _as_written(reading[start:end], folded, text) if told < MOST_FOUND else reading[start:end]
                told += 1
                found[entry] = Found(entry, spelt, pattern.listed.banned)


class Words:
    """All lists of a newsroom, ready to be looked for."""

    def __init__(self, lists: Iterable[Listed]) -> None:
        lists = list(lists)
        languages = {listed.language for listed in lists}
        self._matchers = {
            language: _Matcher([one for one in lists if one.language in {"", language}], language)
            for language in sorted(languages | {""})
        }
        self._empty = not lists

    def found_in(self, folded: Folded, language: str, text: str) -> list[Found]:
        """The listed words in a text of that language, banned ones first; ``MOST_FOUND`` at most."""
        if self._empty:
            return []
        main = language.partition("-")[0].lower()
        return self._matchers.get(main, self._matchers[""]).found_in(folded, text)


NO_WORDS = Words(())


def _pattern(listed: Listed, language: str) -> _Pattern:
    bare = listed.entry.strip().strip("*").strip()
    # As the text is folded in which it is looked for; accents and disguises in the list itself change nothing.
    folded = " ".join(fold(bare, language).tokens)
    return _Pattern(listed, folded, listed.entry.startswith("*"), listed.entry.endswith("*"))


def _may_be(piece: str, word: str) -> bool:
    """Whether somebody who writes ``piece`` can mean ``word``; one letter at least is written as itself."""
    written = False
    for character, letter in zip(piece, word, strict=True):
        if character == letter:
            written = written or letter.isalpha()
        elif letter not in _MAY_BE.get(character, ""):
            return False
    return written


def _as_written(piece: str, folded: Folded, text: str) -> str:
    """The word of the text in which ``piece`` stands; the piece itself where they cannot be told apart."""
    place = folded.whole.find(piece)
    originals = text.split()
    if place < 0 or " " in piece or len(originals) != folded.whole.count(" ") + 1:
        return piece[:_LONGEST_SPELT]
    return originals[folded.whole.count(" ", 0, place)][:_LONGEST_SPELT]
