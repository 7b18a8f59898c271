"""Saving that says so: the log of changes is written in the transaction of the content itself."""

from typing import Any

from django.db import transaction
from wagtail.models import COMMENTS_RELATION_NAME

from standfirst.generations.raising import raise_for

LISTS = "lists"
SITE = "site"

# What Wagtail writes while a draft is edited, locked or scheduled. Readers see none of it.
UNSEEN = frozenset({
    "latest_revision", "latest_revision_created_at", "draft_title", "has_unpublished_changes", "live_revision",
    "locked", "locked_at", "locked_by", "go_live_at", "last_published_at", "owner", "translation_key", "alias_of",
    "numchild", COMMENTS_RELATION_NAME,
})  # fmt: skip


class TellsOfChanges:
    """
    Mixin, left of the model: whoever saves lets the cached pages fall that show it.

    A crash between the two cannot leave a page with withdrawn text behind, because both are one commit. Deleting is
    followed in ``newsroom.signals``: whole trees and lists are deleted without any model's own ``delete``.
    """

    def tags(self) -> tuple[str, ...]:
        """The tags of what shows this object now; nothing where no reader sees it."""
        raise NotImplementedError

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save, and say what fell because of it."""
        fields = kwargs.get("update_fields")
        if fields is not None and set(fields) <= UNSEEN:
            super().save(*args, **kwargs)  # type: ignore[misc]  # the model stands to the right
            return
        with transaction.atomic():
            super().save(*args, **kwargs)  # type: ignore[misc]
            raise_for(*self.tags())
