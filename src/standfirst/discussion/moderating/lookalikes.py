"""
Which characters are read as which letters: a small selection of our own.

The same table is laid over the words of the lists and over the text, so that a letter of another script costs nothing
there: "сука" is "cyka" in both. Chosen by looking; Unicode Technical Standard 39 describes the idea.
"""

from functools import cache

_SMALL = {
    # Cyrillic
    "а": "a", "в": "b", "с": "c", "ԁ": "d", "е": "e", "є": "e", "ґ": "r", "г": "r", "һ": "h", "н": "h", "і": "i",
    "ӏ": "l", "ј": "j", "к": "k", "ԛ": "q", "м": "m", "п": "n", "о": "o", "р": "p", "ѕ": "s", "т": "t", "у": "y",
    "ү": "y", "ѵ": "v", "ԝ": "w", "х": "x", "ѡ": "w", "ш": "w", "ь": "b", "ъ": "b", "з": "3",
    # Greek
    "α": "a", "β": "b", "ε": "e", "η": "n", "ι": "i", "κ": "k", "ν": "v", "ο": "o", "ρ": "p", "σ": "s", "ς": "s",
    "τ": "t", "υ": "u", "χ": "x", "ω": "w", "γ": "y", "μ": "u", "ϲ": "c", "ϳ": "j", "ζ": "z",
    # Armenian, Cherokee, Lisu
    "օ": "o", "ս": "u", "հ": "h", "ո": "n", "ց": "g", "զ": "q", "յ": "j", "ք": "p",
    "ꭰ": "d", "ꭱ": "r", "ꭲ": "t", "ꮃ": "w", "ꮇ": "m", "ꮋ": "h", "ꭺ": "a", "ꮪ": "s", "ꮯ": "c", "ꮲ": "p", "ꮶ": "k",
    "ꓮ": "a", "ꓐ": "b", "ꓚ": "c", "ꓓ": "d", "ꓰ": "e", "ꓝ": "f", "ꓖ": "g", "ꓧ": "h", "ꓲ": "i", "ꓙ": "j", "ꓗ": "k",
    "ꓡ": "l", "ꓟ": "m", "ꓠ": "n", "ꓳ": "o", "ꓑ": "p", "ꓣ": "r", "ꓢ": "s", "ꓔ": "t", "ꓴ": "u", "ꓦ": "v", "ꓪ": "w",
    # Latin beyond the alphabet
    "ı": "i", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "ħ": "h", "ŧ": "t", "æ": "ae", "œ": "oe", "þ": "p", "ƒ": "f",
    "ɑ": "a", "ɐ": "a", "ɓ": "b", "ƀ": "b", "ɔ": "c", "ƈ": "c", "ɖ": "d", "ɗ": "d", "ə": "e", "ǝ": "e", "ɛ": "e",
    "ɡ": "g", "ɢ": "g", "ɠ": "g", "ɦ": "h", "ɨ": "i", "ɩ": "i", "ɪ": "i", "ʝ": "j", "ɟ": "j", "ƙ": "k", "ʞ": "k",
    "ɫ": "l", "ɭ": "l", "ʟ": "l", "ɱ": "m", "ɯ": "m", "ɴ": "n", "ŋ": "n", "ɲ": "n", "ɵ": "o", "ƥ": "p", "ʠ": "q",
    "ɹ": "r", "ʀ": "r", "ʂ": "s", "ƭ": "t", "ʇ": "t", "ʈ": "t", "ʉ": "u", "ʊ": "u", "ʋ": "v", "ʌ": "v", "ʍ": "w",
    "ʏ": "y", "ƴ": "y", "ʐ": "z", "ƶ": "z", "ʙ": "b", "ʜ": "h",
    "ᴀ": "a", "ᴄ": "c", "ᴅ": "d", "ᴇ": "e", "ꜰ": "f", "ᴊ": "j", "ᴋ": "k", "ᴍ": "m", "ᴏ": "o", "ᴘ": "p", "ꜱ": "s",
    "ᴛ": "t", "ᴜ": "u", "ᴠ": "v", "ᴡ": "w", "ᴢ": "z",
    # Signs that stand for letters
    "€": "e", "¢": "c", "£": "l", "¥": "y", "©": "c", "®": "r", "§": "s", "×": "x", "∂": "d", "∑": "e", "√": "v",
    "∩": "n", "∪": "u", "∨": "v", "₽": "p", "₿": "b", "₴": "s", "₦": "n",
    # Arabic: one letter in the keyboards of several languages, and what writers leave out or draw long
    "ى": "ي", "ی": "ي", "ې": "ي", "ک": "ك", "ة": "ه", "ۀ": "ه", "ە": "ه", "ہ": "ه", "ھ": "ه", "ٱ": "ا", "گ": "ك",
}  # fmt: skip
# Capitals of Greek look like other letters than the small ones that they become.
_GREEK_CAPITALS = {"Η": "h", "Ν": "n", "Ρ": "p", "Υ": "y", "Χ": "x", "Μ": "m", "Β": "b", "Ζ": "z", "Ω": "o"}
# Letters in boxes and circles of which Unicode's own table knows nothing, and the letters that flags are made of.
_ROWS_OF_LETTERS = (0x1F150, 0x1F170, 0x1F1E6)

_UNSEEN = (
    (0x00AD, 0x00AD), (0x034F, 0x034F), (0x061C, 0x061C), (0x115F, 0x1160), (0x17B4, 0x17B5), (0x180B, 0x180F),
    (0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x206F), (0x3164, 0x3164), (0xFE00, 0xFE0F), (0xFEFF, 0xFEFF),
    (0xFFA0, 0xFFA0), (0xFFF0, 0xFFFB), (0xE0000, 0xE007F),
    # What is written on a letter of Latin, Greek, Cyrillic, Hebrew and Arabic, and the line that lengthens Arabic
    (0x0300, 0x036F), (0x0483, 0x0489), (0x0591, 0x05BD), (0x05BF, 0x05BF), (0x0610, 0x061A), (0x0640, 0x0640),
    (0x064B, 0x065F), (0x0670, 0x0670), (0x06D6, 0x06ED), (0x1AB0, 0x1AFF), (0x1DC0, 0x1DFF), (0x20D0, 0x20FF),
    (0xFE20, 0xFE2F),
)  # fmt: skip
_BETWEEN = (
    (0x0000, 0x0008), (0x000E, 0x001B), (0x007F, 0x0084), (0x0086, 0x009F), (0x00A1, 0x00A1), (0x00A4, 0x00A4),
    (0x00A6, 0x00A6), (0x00AB, 0x00AC), (0x00B0, 0x00B1), (0x00B6, 0x00B7), (0x00BB, 0x00BB), (0x00BF, 0x00BF),
    (0x00F7, 0x00F7), (0x0387, 0x0387), (0x055A, 0x055F), (0x0589, 0x058A), (0x05BE, 0x05BE), (0x05C0, 0x05C0),
    (0x05C3, 0x05C3), (0x05F3, 0x05F4), (0x060C, 0x060D), (0x061B, 0x061B), (0x061D, 0x061F), (0x066A, 0x066D),
    (0x06D4, 0x06D4), (0x0964, 0x0965), (0x0E5A, 0x0E5B), (0x2010, 0x2027), (0x2030, 0x205E), (0x2190, 0x2201),
    (0x2203, 0x2210), (0x2212, 0x2219), (0x221B, 0x2227), (0x222B, 0x2BFF), (0x2E00, 0x2E7F), (0x3001, 0x3003),
    (0x3008, 0x3020), (0x3030, 0x3030), (0x30FB, 0x30FB), (0xFF61, 0xFF65), (0x1F000, 0x1F0FF), (0x1F200, 0x1FAFF),
)  # fmt: skip
BETWEEN = "."
"""What every mark between words becomes, so that one character is left to look for."""
SIGNS = "@$!|*+"
"""Marks that stay, for they may stand for a letter. Digits stay as well."""
_APOSTROPHES = "'`\u00b4\u02b9\u02bb\u02bc\u02bd\u02bf\u2018\u2019\u201b\u2032\u05f3"
_ASCII_BETWEEN = '"#%&(),-./:;<=>?[\\]^_{}~'


@cache
def table(language: str) -> dict[int, str]:
    """For ``str.translate``, after a compatibility decomposition and folding of case; by the main language."""
    folded: dict[int, str] = {}
    for first, last in _BETWEEN:
        folded |= dict.fromkeys(range(first, last + 1), BETWEEN)
    for first, last in _UNSEEN:
        folded |= dict.fromkeys(range(first, last + 1), "")
    folded |= {ord(character): BETWEEN for character in _ASCII_BETWEEN}
    folded |= {ord(character): "" for character in _APOSTROPHES}
    folded |= {ord(character): letter for character, letter in _SMALL.items()}
    for first in _ROWS_OF_LETTERS:
        folded |= {first + place: chr(ord("a") + place) for place in range(26)}
    if language == "is":
        folded |= {ord("þ"): "þ", ord("ð"): "ð"}
    return folded


@cache
def capitals(language: str) -> dict[int, str]:
    """What is laid over a text before its capitals become small."""
    return {} if language == "el" else {ord(capital): letter for capital, letter in _GREEK_CAPITALS.items()}
