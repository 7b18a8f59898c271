"""The registration form stands on cached pages and lists the newsletters: a change to one lets those pages fall."""

from typing import Any

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver

from standfirst.generations.raising import raise_for
from standfirst.newsletters.models import Newsletter


@receiver((post_save, post_delete), sender=Newsletter)
def forms_follow(raw: bool = False, **kwargs: Any) -> None:
    """Every page with a wall shows the new list."""
    if not raw:
        raise_for("site")
