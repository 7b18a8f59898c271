"""The newsroom's own words: what is never published, and what a moderator looks at first."""

from collections.abc import Iterator
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models

from standfirst.discussion.moderating.folding import WITHOUT_SPACES
from standfirst.discussion.moderating.matching import Listed

MOST_WORDS = 10_000
LONGEST_WORD = 80
_MOST_TOLD = 10


class WordList(models.Model):
    """
    Words of one language, one a line. A star at an end of a line stands for any letters; what follows a # is a note.

    ``language`` is a main language as in ``lang`` ("en"), or empty for conversations in any.
    """

    BANNED, SUSPECT = "banned", "suspect"
    KINDS: ClassVar = [
        (BANNED, "Banned: not published"),
        (SUSPECT, "Suspect: waits for a moderator"),
    ]

    language = models.CharField(
        max_length=3,
        blank=True,
        validators=[
            RegexValidator("^[a-z]{2,3}$", "Enter the two or three small letters of a language, like en or ar.")
        ],
        help_text="Of the stories, like en or ar. Empty: stories in every language.",
    )
    kind = models.CharField(max_length=7, choices=KINDS, default=SUSPECT)
    words = models.TextField(
        max_length=400_000,
        help_text="One word or phrase a line. idiot* also finds idiotic; *troll* finds it inside other words. What "
        "follows a # is a note. Capitals, accents, look-alike letters, numbers for letters, stretched and spaced-out "
        "spellings are found without being listed.",
    )
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering: ClassVar = ["language", "kind"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["language", "kind"],
                name="one_list_of_a_kind",
                violation_error_message="There is such a list for this language already. Add the words to it.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display().partition(':')[0]} words, {self.language or 'every language'}"

    def clean(self) -> None:
        super().clean()
        try:
            self.check_lines()
        except ValidationError as error:
            raise ValidationError({"words": error.messages}) from None

    def check_lines(self) -> None:
        """Raises ValidationError, which names the lines that cannot be used."""
        wrong = [f"line {number}: {why}" for number, why in self._mistakes()]
        if wrong:
            more = f" There are {len(wrong) - _MOST_TOLD:,} more." if len(wrong) > _MOST_TOLD else ""
            raise ValidationError("Change " + "; ".join(wrong[:_MOST_TOLD]) + "." + more)
        if self.count > MOST_WORDS:
            raise ValidationError(f"Keep the list to {MOST_WORDS:,} words; there are {self.count:,}.")

    def save(self, *args: Any, **kwargs: Any) -> None:
        super().save(*args, **kwargs)
        _forget()

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        deleted = super().delete(*args, **kwargs)
        _forget()
        return deleted

    @property
    def count(self) -> int:
        return len(set(self._entries()))

    def listed(self) -> list[Listed]:
        """The words, ready to be looked for."""
        return [Listed(entry, self.kind == self.BANNED, self.language) for entry in dict.fromkeys(self._entries())]

    def _entries(self) -> Iterator[str]:
        for _number, entry in self._lines():
            yield entry

    def _lines(self) -> Iterator[tuple[int, str]]:
        for number, line in enumerate(self.words.splitlines(), start=1):
            entry = " ".join(line.partition("#")[0].split())
            if entry:
                yield number, entry

    def _mistakes(self) -> Iterator[tuple[int, str]]:
        for number, entry in self._lines():
            bare = entry.strip("*").strip()
            if "*" in bare:
                yield number, "a star can stand only at an end"
            elif len(entry) > LONGEST_WORD:
                yield number, f"keep it to {LONGEST_WORD} characters"
            elif bare.isascii() and len(bare) < 2:
                yield number, "one letter would be found everywhere" if bare else "a star alone finds everything"
            elif self.language not in WITHOUT_SPACES and entry.startswith("*") and len(bare) < 3:
                yield number, "with a star in front it needs three letters"


def _forget() -> None:
    from standfirst.discussion.moderating.in_force import forget

    forget()
