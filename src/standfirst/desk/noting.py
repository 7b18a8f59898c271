"""What staff do in the admin, told to the security log: Wagtail's own records of it, as they come."""

from typing import Any

from django.db.models.signals import post_save
from django.dispatch import receiver
from wagtail.models import ModelLogEntry, PageLogEntry

from standfirst.security_log import Event, note


@receiver(post_save, sender=PageLogEntry)
@receiver(post_save, sender=ModelLogEntry)
def acted(instance: Any, created: bool, raw: bool = False, **kwargs: Any) -> None:
    """
    A page, a setting, an image, a user: made, changed, published, deleted. Not its title, which may be a name, and not
    what a program does, such as an import of thousands.
    """
    if created and not raw and instance.user_id is not None:
        kind = instance.content_type.model if instance.content_type_id else ""
        note(Event.ADMIN, instance.action, what=kind, number=_number(instance))


def _number(entry: Any) -> str:
    return str(entry.page_id if isinstance(entry, PageLogEntry) else entry.object_id)
