"""Comments go by the name that their writer has now, by whatever way it was changed."""

from typing import Any

from django.db.models.signals import post_save

from standfirst.discussion.models import Comment
from standfirst.discussion.naming import rename
from standfirst.readers.announcing import renamed
from standfirst.readers.models import Reader

_NAMES = {"first_name", "last_name"}


def follow_names() -> None:
    """Called once, when the room starts."""
    renamed.connect(_renamed, dispatch_uid="names of comments")
    post_save.connect(_saved, sender=Reader, dispatch_uid="names of comments")


def _renamed(reader: Reader, **_: Any) -> None:
    if Comment.objects.filter(author=reader).exists():
        rename(reader)


def _saved(
    instance: Reader, created: bool, update_fields: frozenset[str] | None = None, raw: bool = False, **_: Any
) -> None:
    if not (created or raw) and (update_fields is None or _NAMES & set(update_fields)):
        _renamed(instance)
