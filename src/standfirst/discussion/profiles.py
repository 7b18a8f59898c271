"""How a reader wants to be seen by others."""

import unicodedata

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from standfirst.discussion.models import Profile
from standfirst.discussion.naming import profile_of, rename
from standfirst.readers import rules
from standfirst.readers.models import Reader


class NameTaken(ValueError):
    """The name cannot be had; the message is for the reader."""


def pen_names_are_open() -> bool:
    """Whether the publisher lets readers write under a name that they choose."""
    return bool(settings.STANDFIRST_COMMENT_NAMES == "pen")


def save(reader: Reader, pen_name: str, *, private: bool) -> Profile:
    """
    What is said of ``reader`` from now on, above old comments too. Raises NameTaken for a name that is none, or that
    somebody else writes under.
    """
    chosen = unicodedata.normalize("NFC", pen_name).strip() if pen_names_are_open() else ""
    if chosen:
        try:
            chosen = rules.name(chosen, rules.Which.FIRST)
        except rules.Broken:
            words = _("Use letters, spaces, hyphens and apostrophes, %(most)s characters at most")
            raise NameTaken(words % {"most": settings.STANDFIRST_NAME_MAX}) from None
        others = Profile.objects.exclude(reader=reader).filter(pen_name__iexact=chosen)
        if others.exists():
            raise NameTaken(_("Somebody else writes under that name. Choose another"))
    with transaction.atomic():
        profile = profile_of(reader)
        fields = ["private"]
        profile.private = private
        if pen_names_are_open():
            profile.pen_name = chosen
            fields.append("pen_name")
        profile.save(update_fields=fields)
        rename(reader)
    return profile
