"""Reading a text as a person would: without accents, disguises and what cannot be seen."""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache

from standfirst.discussion.moderating.lookalikes import BETWEEN, capitals, table
from standfirst.discussion.moderating.marks import without_towers

# A capital I behind a small letter is as often an l.
_TALL = re.compile(r"(?<=[a-z])I")
# Ligatures that stand for whole phrases: decomposed, they would make a text eighteen times as long.
_PHRASES = (*range(0xFDF0, 0xFDFE), *range(0x3300, 0x3358), *range(0x32CC, 0x32D0))
_MOST_SPELLED_OUT = 400
_SIGNS_AROUND = re.compile(r"[@!|*+]+(?=[ .]|\Z)|(?<![^ .])[*+]+")
_SINGLE = re.compile(r"(?<![^ .])[^ .](?:[ .]{1,3}[^ .](?![^ .])){2,}")
_DRAWN = re.compile(r"([^ .])\1{2,}")
_SECOND = re.compile("\x01.")


@dataclass(frozen=True)
class Folded:
    """
    ``whole``: letters, digits and the signs that may stand for letters; "." for every mark between words, " " for every
    space. ``joined``: no spaces between words in this language.
    """

    whole: str
    joined: bool = False

    @cached_property
    def tokens(self) -> list[str]:
        """The words, in their order."""
        return self.whole.replace(BETWEEN, " ").split()

    @cached_property
    def readings(self) -> tuple[str, ...]:
        """
        Every way in which words may stand there, a few at most: as written; with the marks in the middle of a word left
        out ("id-iot"); with a letter that is drawn out written once, and twice ("idiooot").
        """
        words = self.tokens
        found = [" ".join(words)]
        inner = [word for word in self.whole.split(" ") if BETWEEN in word.strip(BETWEEN)]
        if inner:
            found.append(" ".join(inner).replace(BETWEEN, ""))
        if any(_DRAWN.search(one) for one in found):
            drawn = found if self.joined else _words_with_drawn_letters(found)
            marked = _DRAWN.sub("\\1\x01\\1", " ".join(drawn))
            found += [_SECOND.sub("", marked), marked.replace("\x01", "")]
        return tuple(found)

    @cached_property
    def spelled_out(self) -> str:
        """
        Words of which the letters stand alone ("i d i o t"), put together; "" where there are none.

        Some hundred letters at most: nobody reads a text that goes on like that.
        """
        runs = _SINGLE.findall(self.whole)
        return " ".join(run.replace(" ", "").replace(BETWEEN, "") for run in runs)[:_MOST_SPELLED_OUT]


@lru_cache(maxsize=2_048)
def fold(text: str, language: str) -> Folded:
    """
    The text without its disguises. Linear in its length.

    Capitals, accents, widths and styles of letters go by Unicode's own tables (NFKD, Unicode Standard Annex 15), what
    only looks alike by ours. ``language`` as in ``lang``: "en-GB".
    """
    main = language.partition("-")[0].lower()
    if not text.isascii():
        text = unicodedata.normalize("NFKD", without_towers(text).translate(_before(main)))
    if "I" in text:
        text = _TALL.sub("|", text)
    whole = text.casefold().translate(table(main))
    whole = _SIGNS_AROUND.sub(BETWEEN, " ".join(whole.split()))
    return Folded(whole, main in WITHOUT_SPACES)


def _words_with_drawn_letters(readings: list[str]) -> list[str]:
    words = dict.fromkeys(word for reading in readings for word in reading.split(" "))
    return [word for word in words if _DRAWN.search(word)]


@cache
def _before(language: str) -> dict[int, str]:
    """What is laid over a text before it is decomposed."""
    return capitals(language) | dict.fromkeys(_PHRASES, " ")


WITHOUT_SPACES = frozenset({"zh", "ja", "th", "lo", "km", "my", "yue", "bo"})
"""Languages that put no space between words."""
