"""What became of everything in the file: counted by kind and by reason, said line by line where somebody must act."""

import json
import time
import unicodedata
from collections import Counter
from typing import TextIO

from standfirst.importers.notes import Note
from standfirst.importers.words import one_line

SAID_AT_MOST = 1000
"""Lines of trouble said one by one, and kept for --json. The counts go on."""


class Report:
    """
    Collects the outcome of one import.

    ``what`` is the word for one thing in the file with its place: "line" or "item". ``pictures`` counts the pictures
    of a library that are in.
    """

    things = "articles"
    next_step = "standfirst serve"
    left_out = "Left out of articles that went in:"

    def __init__(self, what: str, stderr: TextIO) -> None:
        self.new = self.updated = self.unchanged = 0
        self.refused = 0
        self.to_mend = 0
        self.pictures = 0
        self.kinds: Counter[str] = Counter()
        self.skipped: Counter[tuple[str, str]] = Counter()
        self.notes: Counter[str] = Counter()
        self.problems: list[dict[str, object]] = []
        self.comments: Report | None = None
        self.what = what
        self.stderr = stderr
        self._said = 0
        self._started = time.monotonic()

    @property
    def articles(self) -> int:
        """How many articles of the file are in, however they got there."""
        return self.new + self.updated + self.unchanged

    @property
    def whole(self) -> bool:
        """Is everything in that could be?"""
        return not (self.refused or self.to_mend) and (self.comments is None or self.comments.whole)

    def add(self, comments: "Report") -> None:
        """Take in what became of the comments that came with the articles, where there were any."""
        if not (comments.articles or comments.refused or comments.skipped):
            return
        self.comments = comments
        self.skipped.update(comments.skipped)
        self.notes.update(comments.notes)
        self.problems += comments.problems

    def refuse(self, place: object, reason: str) -> None:
        """Something did not go in and should have."""
        self.refused += 1
        self._say(place, reason)

    def skip(self, kind: str, reason: str, count: int = 1) -> None:
        """Something is not brought over, as it should be."""
        self.skipped[kind, reason] += count

    def note(self, place: object, note: Note) -> None:
        """Something of an article was left out."""
        self.notes[note.reason] += 1
        if note.mend:
            self.to_mend += 1
            self._say(place, f"{note.reason}: {note.detail}")

    def _say(self, place: object, reason: str) -> None:
        reason = _plain(reason)[:400]
        self._said += 1
        if self._said <= SAID_AT_MOST:
            self.problems.append({self.what: place, "reason": reason})
            print(f"{self.what} {place}: {reason}", file=self.stderr)
        elif self._said == SAID_AT_MOST + 1:
            print("… and more, not said one by one.", file=self.stderr)

    def as_json(self) -> str:
        """The counts for a program: see docs/reference-import.md."""
        seconds = time.monotonic() - self._started
        told = {self.things: self._counts(), **self._details(), "problems": self.problems, "seconds": round(seconds, 3)}
        return json.dumps(told, ensure_ascii=False)

    def _counts(self) -> dict[str, int]:
        return {"new": self.new, "updated": self.updated, "unchanged": self.unchanged, "refused": self.refused}

    def _details(self) -> dict[str, object]:
        """What only this kind of import counts."""
        return {
            **({self.comments.things: self.comments._counts()} if self.comments else {}),
            "pictures": self.pictures,
            "kinds": dict(self.kinds),
            "skipped": [
                {"kind": kind, "reason": reason, "count": count} for (kind, reason), count in self.skipped.items()
            ],
            "notes": dict(self.notes),
        }

    def in_words(self) -> str:
        """The counts for a person, one a line."""
        seconds = max(time.monotonic() - self._started, 0.001)
        lines = [f"{word} {count}" for word, count in self._counts().items()]
        if self.comments:
            lines.append(", ".join(f"{n} {word}" for word, n in self.comments._counts().items()) + " comments")
        if self.pictures:
            lines.append(f"pictures of the library {self.pictures}")
        if self.kinds:
            lines += ["", "In the file, by kind:", *(_row(count, kind) for kind, count in self.kinds.most_common())]
        if self.skipped:
            rows = (_row(count, f"{kind}: {reason}") for (kind, reason), count in self.skipped.most_common())
            lines += ["", "Not brought over, by reason:", *rows]
        if self.notes:
            rows = (_row(count, reason) for reason, count in self.notes.most_common())
            lines += ["", self.left_out, *rows]
        lines += ["", f"{self.articles} {self.things} in {seconds:.1f} s ({self.articles / seconds:.0f} a second)"]
        return "\n".join(lines)


def _row(count: int, words: str) -> str:
    return f"{count:7}  {_plain(words)}"


def _plain(words: str) -> str:
    """Words of the file end on somebody's terminal: nothing in them steers it, or turns the line around."""
    return "".join(character for character in one_line(words) if not unicodedata.category(character).startswith("C"))
