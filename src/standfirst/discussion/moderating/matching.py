"""The newsroom's words, found in a text whatever they are dressed as."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from standfirst.discussion.moderating.folding import WITHOUT_SPACES, Folded, fold
from standfirst.discussion.moderating.searching import Searcher

MOST_FOUND = 10
"""Words that are told of one text: a moderator needs no more to see why."""
_LONGEST_SPELT = 60
_AROUND = '.,;:?()[]{}<>"“”„«»…/'
"""Marks that are no part of a spelling."""
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
        "$": "s",
        "5": "s",
        "7": "t",
        "+": "t",
        "8": "b",
        "9": "g",
        "6": "g",
        "2": "z",
    }
)


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
    """``padded``: with a space where the word begins, and where it ends, unless letters may stand there."""

    listed: Listed
    padded: str

    def is_meant_by(self, piece: str) -> bool:
        return piece == self.padded or _may_be(piece, self.padded)


class _Patterns:
    """Words to look for in a reading, by what the searcher sees of them."""

    def __init__(self, patterns: Iterable[_Pattern]) -> None:
        self._by_classes: dict[str, list[_Pattern]] = {}
        for pattern in patterns:
            self._by_classes.setdefault(pattern.padded.translate(_CLASSES), []).append(pattern)
        self._searcher = Searcher(self._by_classes)

    def found_in(self, reading: str) -> Iterator[tuple[Listed, str]]:
        """Each with the piece in which it stands. A piece that stands there often is looked at once."""
        padded = f" {reading} "
        seen = set()
        for place, classes in self._searcher.found_in(padded.translate(_CLASSES)):
            piece = padded[place + 1 - len(classes) : place + 1]
            if piece not in seen:
                seen.add(piece)
                for pattern in self._by_classes[classes]:
                    if pattern.is_meant_by(piece):
                        yield pattern.listed, piece.strip()


class _Matcher:
    """The lists of one language, those for every language among them."""

    def __init__(self, lists: Iterable[Listed], language: str) -> None:
        self._signs: list[Listed] = []
        words: list[_Pattern] = []
        inside: list[_Pattern] = []
        for listed in lists:
            # As the text is folded in which it is looked for; accents and disguises in the list change nothing.
            word = " ".join(fold(listed.entry.strip().strip("*"), language).tokens)
            if not word:
                self._signs.append(listed)
                continue
            begin = "" if listed.entry.startswith("*") or language in WITHOUT_SPACES else " "
            end = "" if listed.entry.endswith("*") or language in WITHOUT_SPACES else " "
            words.append(_Pattern(listed, f"{begin}{word}{end}"))
            if len(word) >= _LEAST_IN_A_ROW:
                inside.append(_Pattern(listed, word))
        self._words, self._inside = _Patterns(words), _Patterns(inside)

    def found_in(self, folded: Folded, text: str) -> list[Found]:
        found: dict[str, Found] = {}
        for listed in self._signs:
            if listed.entry in text:
                found.setdefault(listed.entry, Found(listed.entry, listed.entry, listed.banned))
        looked = [(self._words, reading) for reading in folded.readings]
        if folded.spelled_out:
            looked += [(self._words, folded.spelled_out), (self._inside, folded.spelled_out)]
        for patterns, reading in looked:
            for listed, piece in patterns.found_in(reading):
                if listed.entry not in found:
                    # How it was spelt is told of some only: a text may be made of nothing but listed words.
                    spelt = _as_written(piece, folded, text) if len(found) < MOST_FOUND else piece[:_LONGEST_SPELT]
                    found[listed.entry] = Found(listed.entry, spelt, listed.banned)
        # A banned word decides alone: it must not be missing because suspect ones stood before it.
        return sorted(found.values(), key=lambda one: not one.banned)[:MOST_FOUND]


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


def _may_be(piece: str, word: str) -> bool:
    """Whether somebody who writes ``piece`` can mean ``word``; one letter at least is written as itself."""
    if piece.replace(" ", "").isalpha():
        return False
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
    return originals[folded.whole.count(" ", 0, place)].strip(_AROUND)[:_LONGEST_SPELT]
