"""Under which name a reader writes, and the page that others find them at."""

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from standfirst.discussion.models import Comment, Profile
from standfirst.generations.raising import raise_for
from standfirst.readers.models import Reader

FORMER = _("A former reader")
"""Who has left, above what they wrote."""

NAMELESS = _("A reader")
_MOST_OF_A_HANDLE = 60


def name_of(reader: Reader, profile: Profile | None = None) -> str:
    """First and last name, or the pen name where the publisher allows one (``STANDFIRST_COMMENT_NAMES``)."""
    known = profile if profile is not None else Profile.objects.filter(reader=reader).first()
    pen_name = known.pen_name if known is not None and settings.STANDFIRST_COMMENT_NAMES == "pen" else ""
    return pen_name or reader.get_full_name() or str(NAMELESS)


def initials_of(name: str) -> str:
    """The first letters of the first and the last word, for the round sign beside a comment; "" without a letter."""
    words = [word for word in name.split() if word[0].isalnum()]
    chosen = words[:1] + words[1:][-1:]
    return "".join(word[0] for word in chosen).upper()


def profile_of(reader: Reader) -> Profile:
    """The profile of ``reader``, made at the first need, with a handle that nobody else has."""
    known = Profile.objects.filter(reader=reader).first()
    if known is not None:
        return known
    base = slugify(reader.get_full_name(), allow_unicode=True)[:_MOST_OF_A_HANDLE].strip("-_") or "reader"
    for handle in (base, f"{base}-{reader.pk}", f"{base}-{reader.subject.hex[:8]}", reader.subject.hex):
        if Profile.objects.filter(handle=handle).exists():
            continue
        try:
            with transaction.atomic():
                return Profile.objects.create(reader=reader, handle=handle)
        except IntegrityError:
            # Another comment of the same reader made it, or a namesake took the handle at the same moment.
            if (made := Profile.objects.filter(reader=reader).first()) is not None:
                return made
    raise AssertionError("a subject is nobody else's handle")


def rename(reader: Reader) -> None:
    """Let everything that ``reader`` wrote stand under the name they have now."""
    name = name_of(reader)
    with transaction.atomic():
        changed = Comment.objects.filter(author=reader).exclude(author_name=name)
        tags = changed.filter(stands=True).order_by().values_list("conversation_id", flat=True).distinct()
        fallen = [f"conversation:{pk}" for pk in tags]
        if changed.update(author_name=name) and fallen:
            raise_for(*fallen)
