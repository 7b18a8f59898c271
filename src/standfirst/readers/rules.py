"""
The publication's rules for what a reader may answer, each from a setting with the default of the house.

A rule that is off is neither shown nor checked. What breaks a rule is said in the words of the design notes.
"""

import re
import unicodedata
from dataclasses import dataclass
from enum import Enum
from functools import cache

from django.conf import settings
from django.contrib.auth.password_validation import CommonPasswordValidator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from standfirst.readers.addresses import NotAnAddress, TakesNoMail, checked
from standfirst.readers.disposable import is_disposable

PASSWORD_MAX = 1_000
"""Characters of the longest password that is hashed."""

_MARKS_IN_A_ROW = 4
_APART = " .'’-\u2010\u2011"
_JOINERS = "\u200c\u200d"
_LIKE_A_DOMAIN = re.compile(r"[^\W\d_]{2,}\.[^\W\d_]{2,}")
_NOT_TYPED = {"Cc", "Cs", "Cn", "Co"}


class Broken(ValueError):
    """An answer breaks a rule; the text of the exception is what the reader is told."""


class Which(Enum):
    """Which of the two names: sentences differ by more than the word in some languages."""

    FIRST = "first"
    LAST = "last"


@dataclass(frozen=True)
class Owner:
    """Whose password it is, as far as known: it may not be any of these."""

    email: str = ""
    first_name: str = ""
    last_name: str = ""


def email(answer: str) -> str:
    """The address as it is kept. Raises Broken."""
    if not answer.strip():
        raise Broken(_("Enter your email address"))
    try:
        return checked(answer)
    except TakesNoMail as refusal:
        raise Broken(
            _("Check the part after @: %(domain)s does not receive email") % {"domain": refusal.domain}
        ) from None
    except NotAnAddress:
        raise Broken(_("Enter your email address, like name@example.com")) from None


def lasting_email(answer: str) -> str:
    """The address as it is kept, of a domain whose addresses last. Raises Broken."""
    kept = email(answer)
    if is_disposable(kept):
        domain = kept.rpartition("@")[2]
        raise Broken(_("Enter an address that you keep: those at %(domain)s last a short time") % {"domain": domain})
    return kept


def name(answer: str, which: Which) -> str:
    """
    The name in NFC, trimmed, with single spaces. Raises Broken.

    Its length is counted in characters as read: a letter with its marks is one.
    """
    first = which is Which.FIRST
    kept = " ".join(unicodedata.normalize("NFC", answer).split())
    if not kept:
        raise Broken(_("Enter your first name") if first else _("Enter your last name"))
    longest: int = settings.STANDFIRST_NAME_MAX
    if sum(not _is_mark(character) for character in kept) > longest or len(kept) > 150:
        words = _("Keep your first name to %(n)s characters") if first else _("Keep your last name to %(n)s characters")
        raise Broken(words % {"n": longest})
    if settings.STANDFIRST_NAME_LETTERS and not _reads_as_a_name(kept):
        raise Broken(
            _("Use letters, spaces, hyphens and apostrophes in your first name")
            if first
            else _("Use letters, spaces, hyphens and apostrophes in your last name")
        )
    return kept


def over_age(answer: bool) -> bool:
    """Whether the box is ticked; always True where the rule is off. Raises Broken."""
    age: int = settings.STANDFIRST_MIN_AGE
    if age and not answer:
        raise Broken(_("Tick to confirm that you are %(age)s or over") % {"age": age})
    return True


def password(answer: str, owner: Owner) -> str:
    """The password, unchanged. Raises Broken."""
    if not answer:
        raise Broken(_("Choose a password"))
    if len(answer) > PASSWORD_MAX:
        raise Broken(_("Use 1,000 characters or fewer for your password"))
    if any(unicodedata.category(character) in _NOT_TYPED or character == "\ufffd" for character in answer):
        raise Broken(_("Use letters, numbers, spaces and punctuation in your password"))
    _shape(answer)
    if settings.STANDFIRST_PASSWORD_OWN and _is_own(answer, owner):
        raise Broken(_("Choose a password that is not your name or email address"))
    if settings.STANDFIRST_PASSWORD_OWN and _letters(answer) in _names_of_the_site():
        raise Broken(_("Choose a password that is not the name of this site"))
    if settings.STANDFIRST_PASSWORD_COMMON and is_common(answer):
        raise Broken(_("That password has appeared in a known leak. Choose another"))
    return answer


def is_common(answer: str) -> bool:
    """Whether the password is on the list of those that are tried first, however it is capitalised."""
    return answer.lower().strip() in _common_passwords()


def password_hint() -> str:
    """What a password needs, in one line, to stand under its field."""
    n: int = settings.STANDFIRST_PASSWORD_MIN
    rules = _(", with a capital letter, a small letter and a number") if _mixed() else ""
    return ngettext(
        "%(n)s character or more%(rules)s. Three short words work well.",
        "%(n)s characters or more%(rules)s. Three short words work well.",
        n,
    ) % {"n": n, "rules": rules}


def password_marks() -> dict[str, str]:
    """For script: what a refused password needs before its message may leave. It is the server that decides."""
    return {"data-least": str(settings.STANDFIRST_PASSWORD_MIN), "data-rule": settings.STANDFIRST_PASSWORD_RULE}


def _mixed() -> bool:
    return bool(settings.STANDFIRST_PASSWORD_RULE == "mixed")


def _shape(answer: str) -> None:
    least: int = settings.STANDFIRST_PASSWORD_MIN
    needs: list[tuple[str, str]] = []
    if len(answer) < least:
        sentence = ngettext(
            "Use at least %(n)s character for your password", "Use at least %(n)s characters for your password", least
        )
        part = ngettext("at least %(n)s character", "at least %(n)s characters", least)
        needs.append((sentence % {"n": least}, part % {"n": least}))
    if _mixed():
        if not any(character.isupper() for character in answer):
            needs.append((_("Add a capital letter to your password"), _("a capital letter")))
        if not any(character.islower() for character in answer):
            needs.append((_("Add a small letter to your password"), _("a small letter")))
        if not any(character.isdecimal() for character in answer):
            needs.append((_("Add a number to your password"), _("a number")))
    if len(needs) == 1:
        raise Broken(needs[0][0])
    if needs:
        raise Broken(_("Your password still needs: %(list)s") % {"list": ", ".join(part for _sentence, part in needs)})


def _is_mark(character: str) -> bool:
    return unicodedata.category(character).startswith("M") or character in _JOINERS


def _reads_as_a_name(text: str) -> bool:
    before, marks = "", 0
    for place, character in enumerate(text):
        kind = unicodedata.category(character)
        after = text[place + 1 : place + 2]
        if kind.startswith("M") or (character in _JOINERS and _joins(before, after)):
            marks += 1
            # A mark belongs to a letter, and nobody's letter carries a tower of them.
            if marks > _MARKS_IN_A_ROW or not before or before in _APART:
                return False
        elif kind.startswith("L") or character in _APART:
            marks = 0
        else:
            return False
        before = character
    # "www.example" in a name would become a link in the mail that greets its owner.
    return any(unicodedata.category(character).startswith("L") for character in text) and not _LIKE_A_DOMAIN.search(
        text
    )


def _joins(before: str, after: str) -> bool:
    """Zero-width joiners shape letters in Persian and Indic names; between others they only disguise."""
    return bool(before and after) and all("\u0600" <= side <= "\u0dff" for side in (before, after))


def _letters(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKC", text).casefold() if c.isalpha())


def _is_own(answer: str, owner: Owner) -> bool:
    """Equal to a name or the address, digits and punctuation aside: "Amelia1!" is Amelia."""
    local, _at, domain = owner.email.partition("@")
    first, last = owner.first_name, owner.last_name
    own = {_letters(text) for text in (owner.email, local, domain, first, last, first + last, last + first)}
    bare = _letters(answer)
    if bare:
        return bare in own
    return answer.casefold() in {local.casefold(), owner.email.casefold()}


@cache
def _common_passwords() -> frozenset[str]:
    return frozenset(CommonPasswordValidator().passwords)


def _names_of_the_site() -> set[str]:
    host: str = settings.STANDFIRST_SITE.hostname or ""
    return {_letters(text) for text in ("standfirst", host, host.removeprefix("www."), host.partition(".")[0])} - {""}
