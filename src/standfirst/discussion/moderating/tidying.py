"""What a typed text is freed of before it is kept: what nobody types, and what breaks the page around it."""

import re
import unicodedata

from standfirst.discussion.moderating.marks import DIACRITICS, has_towers, without_towers

# Embeddings, overrides and isolates; the marks for one place (U+200E, U+200F, U+061C) turn nothing around and stay.
_TURNING = "\u202a-\u202e\u2066-\u2069"
_UNSEEN = (
    "\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b\u2060-\u2065\u206a-\u206f\u3164\ufeff\uffa0\ufff0-\ufffb"
)
_CONTROLS = "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
# The flags of England, Scotland and Wales are written with tags behind a black flag; elsewhere tags hide text.
_TAGS = re.compile("(?<![\U0001f3f4\U000e0020-\U000e007f])[\U000e0000-\U000e007f]+")
_GONE = re.compile(f"[{_TURNING}{_UNSEEN}{_CONTROLS}]")
_LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_JOINERS = re.compile("([\u200c\u200d])[\u200c\u200d]+")
_ENDS_OF_LINES = re.compile(r"(?<![^\S\n])[^\S\n]+$", re.MULTILINE)
_EMPTY_LINES = re.compile(r"\n{3,}")

_TURNS = re.compile(f"[{_TURNING}]")
_CONTROL = re.compile(f"[{_CONTROLS}]")
_HIDDEN = re.compile(f"[{_UNSEEN}]")
_DIACRITIC = re.compile(f"[{DIACRITICS}]")


def tidied(typed: str) -> str:
    """
    The text as it is kept and shown, in NFC: lines end in ``\\n``, two lines at most are empty together.

    Without characters that turn the direction of what follows, hide, or control; with no more marks on a letter than
    writing needs. Joiners of emoji and of Persian and Indic letters stay. Idempotent, and linear in the length.
    Source: Unicode Technical Report 36, section 2, and Technical Standard 55, section 3.
    """
    text = _GONE.sub("", _LINE_ENDS.sub("\n", typed))
    text = _JOINERS.sub(r"\1", _TAGS.sub("", text))
    text = without_towers(unicodedata.normalize("NFC", without_towers(text)))
    return _EMPTY_LINES.sub("\n\n", _ENDS_OF_LINES.sub("", text)).strip()


def oddities(text: str) -> list[str]:
    """What is odd about a text that is kept as it came, by name; nothing of it is in what ``tidied`` gives."""
    found = []
    if _CONTROL.search(text):
        found.append("controls")
    if text.isascii():
        return found
    if _TURNS.search(text):
        found.append("direction")
    if _HIDDEN.search(text) or _TAGS.search(text):
        found.append("hidden")
    if has_towers(text) or len(_DIACRITIC.findall(text)) * 3 > len(text):
        found.append("marks")
    return found
