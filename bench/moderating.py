"""
The checks of a comment without the database: ``python -m bench.moderating``.

Every phase runs, with 2,000 listed words, a model of nearly 20,000 weights and the writer's last ten comments. What was
read before is forgotten each time. ``once``: the whole pipeline, on one core; ``a character`` must be much the same
in a text ten times as long. The exit status is 1 when a figure misses its mark.
"""

import sys
import time
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from random import Random

from standfirst.discussion.moderating.draft import AuthorRecord, Draft, Recent, StoryRecord
from standfirst.discussion.moderating.folding import fold
from standfirst.discussion.moderating.matching import Listed, Words
from standfirst.discussion.moderating.pipeline import decide
from standfirst.discussion.moderating.rules import Rules
from standfirst.discussion.moderating.scoring import TextModel, features_of
from standfirst.discussion.moderating.similarity import digest

ORDINARY, CRAFTED = 2_000, 20_000
ORDINARY_MS, CRAFTED_MS = 1.0, 10.0
FACTOR = 1.5
"""How much more a character may cost in a text ten times as long."""
TIMES = 30
NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)

_SENTENCES = """
the council minister has said nothing of a plan for people we wait in well-known streets since spring and don't know why
nobody asked about money bridges schools trains housing report again after all this time they promised answers figures
would help here readers disagree with it but facts matter more than opinions do
"""
_WORDS = _SENTENCES.split()
ENGLISH = "ordinary English"


def prose(length: int, seed: int) -> str:
    chance = Random(seed)
    said = [chance.choice(_WORDS) + chance.choice(["", "", "", "", ",", ".", "!"]) for _ in range(length)]
    return " ".join(said)[:length]


def _random_tokens(chance: Random, ends: str) -> str:
    letters = "abcdefghij"
    words = (
        chance.choice(letters) * 3 + ends + chance.choice(letters) + chance.choice(letters) for _ in range(CRAFTED)
    )
    return " ".join(words)


def crafted() -> dict[str, str]:
    """Texts that are made to be slow to read, each of ``CRAFTED`` characters."""
    chance = Random(4)
    units = {
        "one letter": "a",
        "letters apart": "a b ",
        "dots between letters": "a.",
        "drawn-out words": "aaab ",
        "drawn-out words, joined": "aaaa.bbbb ",
        "piles of marks": "a" + "\u0301" * 50,
        "marks out of order": "\u0301\u0323",
        "ligatures of whole phrases": "\ufdfa",
        "numbers for letters": "1!|0 ",
        "links": "http://a.b ",
        "names of sites": "x.com ",
        "mentions": "@a ",
        "hyphens": "a-b-c-d ",
        "Cyrillic": "привет как дела ",
        "Arabic with its vowels": "يا حِمَــار ",
        "Chinese": "中文",
        "flags": "🇮🇩🇮🇴🇹 ",
        "letters in boxes": "🅸🅳🅸🅾🆃 ",
        "nothing but banned words": "idiot ",
        "nearly banned words": "idio idi0 1dio ",
        "turned around": "\u202ea",
    }
    texts = {name: (unit * CRAFTED)[:CRAFTED] for name, unit in units.items()}
    texts["ten times ordinary English"] = prose(CRAFTED, 2)
    texts["drawn-out words, all different"] = _random_tokens(chance, "")[:CRAFTED]
    texts["drawn-out words, all different, in dots"] = _random_tokens(chance, " .")[:CRAFTED]
    texts["words, all different"] = " ".join(f"{chance.getrandbits(40):x}" for _ in range(CRAFTED))[:CRAFTED]
    return texts


def rules() -> Rules:
    """Everything is on. The model is in the shadow, and nothing ends the round before it."""
    chance = Random(7)
    letters = "abcdefghijklmnopqrstuvwxyz"
    entries = ["".join(chance.choice(letters) for _ in range(4 + n % 7)) + "*" * (n % 3 == 0) for n in range(1_980)]
    entries += [
        "idiot*",
        "*troll*",
        "ass",
        "kill yourself",
        "lol",
        "aioli",
        *(f"bad{letter}" for letter in letters[:14]),
    ]
    features = list(features_of(_WORDS)) + [f"~{a}{b}{c}" for a in letters for b in letters for c in letters]
    model = TextModel(1, 0.9, -1.0, {name: chance.uniform(-1, 1) for name in features[:20_000]})
    return Rules(
        most_characters=50_000,
        most_lines=0,
        most_mentions=0,
        words=Words(Listed(entry, False) for entry in entries),
        model=model,
        newcomers_first=3,
    )


@dataclass(frozen=True)
class Row:
    """``ms``: of the fastest of ``TIMES``: what else the machine does is not the pipeline's."""

    name: str
    characters: int
    ms: float
    most_ms: float

    @property
    def passes(self) -> bool:
        return self.ms < self.most_ms

    @property
    def per_character(self) -> float:
        return self.ms * 1e6 / self.characters


def measure(name: str, text: str, recent: tuple[Recent, ...], in_force: Rules, most_ms: float) -> Row:
    language = {"Cyrillic": "ru", "Arabic with its vowels": "ar", "Chinese": "zh"}.get(name, "en")
    draft = Draft(
        text, language, AuthorRecord(published=9, decided=9, rejected=1), StoryRecord(), recent, NOW, in_force
    )
    best = float("inf")
    for _ in range(TIMES):
        fold.cache_clear()
        digest.cache_clear()
        once = replace(draft)
        # The last comments were read when they were written.
        for one in recent:
            digest(fold(one.text, language).whole)
        begun = time.perf_counter()
        decide(once)
        best = min(best, time.perf_counter() - begun)
    return Row(name, len(text), best * 1e3, most_ms)


def main() -> int:
    in_force = rules()
    before = tuple(Recent(prose(ORDINARY, 100 + n), NOW - timedelta(minutes=n + 1)) for n in range(10))
    rows = [measure(ENGLISH, prose(ORDINARY, 1), before, in_force, ORDINARY_MS)]
    for name, text in crafted().items():
        rows.append(measure(name, text, before, in_force, CRAFTED_MS))
    print(f"{'text':42} {'characters':>10} {'once':>9} {'mark':>8} {'a character':>12}")
    for row in rows:
        word = "" if row.passes else "  misses"
        figures = f"{row.characters:10,} {row.ms:6.2f} ms {row.most_ms:5.0f} ms {row.per_character:9.0f} ns"
        print(f"{row.name:42} {figures}{word}")
    short, long = rows[0], next(row for row in rows if row.name.startswith("ten times"))
    factor = long.per_character / short.per_character
    print(f"\nTen times the length costs {factor:.2f} times as much a character (at most {FACTOR}).")
    return 0 if all(row.passes for row in rows) and factor <= FACTOR else 1


if __name__ == "__main__":
    sys.exit(main())
