"""Plain words from outside: scrubbed, measured, and guessed at where the source says too little."""

import html
import re
import unicodedata

import nh3

_SPACES = re.compile(r"\s+")
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_SENTENCE = re.compile(r".+?[.!?…؟](?=\s|$)", re.DOTALL)
_SCRIPTS = (
    ("ar", 0x0600, 0x08FF),
    ("ar", 0xFB50, 0xFDFF),
    ("ar", 0xFE70, 0xFEFC),
    ("he", 0x0590, 0x05FF),
    ("he", 0xFB1D, 0xFB4F),
)
HEADLINE_FROM_TEXT = 90


def scrubbed(text: str) -> str:
    """``text`` without NUL, control characters and lone surrogates: no database takes all of them."""
    return _CONTROLS.sub("", text)


def one_line(text: str) -> str:
    """``text`` scrubbed, in Unicode's composed form, with every run of white space as one space."""
    return _SPACES.sub(" ", unicodedata.normalize("NFC", scrubbed(text))).strip()


def without_markup(text: str) -> str:
    """
    Markup turned to the words in it: ``Title <em>with</em> markup &amp; more`` → ``Title with markup & more``.

    A ``<`` that opens no tag stays, so ``Ships < 20 metres`` is kept as it stands.
    """
    if "<" not in text and "&" not in text:
        return one_line(text)
    cleaned = nh3.clean(scrubbed(text), tags=set(), clean_content_tags={"script", "style"})
    return one_line(html.unescape(cleaned))


def shortened(text: str, limit: int) -> str:
    """``text`` cut after a word so that, with its ellipsis, it has at most ``limit`` characters."""
    if len(text) <= limit:
        return text
    head = text[: limit - 1]
    cut = head.rfind(" ")
    return (head[:cut] if cut > limit // 2 else head).rstrip(" ,;:") + "…"


def headline_from(text: str) -> str:
    """The first sentence of ``text``, shortened, without its full stop; empty when there are no words."""
    line = one_line(text)
    first = _SENTENCE.match(line)
    return shortened(first[0] if first else line, HEADLINE_FROM_TEXT).rstrip(".")


def language_of(text: str) -> str | None:
    """``ar`` or ``he`` when most letters of ``text`` are of that script, None otherwise."""
    counts = {"ar": 0, "he": 0}
    letters = 0
    for character in text:
        if character.isalpha():
            letters += 1
            point = ord(character)
            for language, first, last in _SCRIPTS:
                if first <= point <= last:
                    counts[language] += 1
                    break
    language = max(counts, key=lambda code: counts[code])
    return language if counts[language] * 2 > letters else None
