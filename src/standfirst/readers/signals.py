"""What follows when an account is saved, by whatever way it was."""

from typing import Any

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver

from standfirst.access import seating
from standfirst.access.revoking import call_back
from standfirst.readers.confirming import keep_address
from standfirst.readers.models import Reader


@receiver(post_save, sender=Reader)
def address_follows(instance: Reader, raw: bool = False, update_fields: Any = None, **kwargs: Any) -> None:
    """allauth's record of the address follows the account's; not while a backup is read in, nor at each sign-in."""
    if not raw and (update_fields is None or "email" in update_fields):
        keep_address(instance)


@receiver(post_save, sender=Reader)
def passes_follow(instance: Reader, created: bool, update_fields: Any = None, **kwargs: Any) -> None:
    """Whatever was changed of an account may change what it opens; that somebody signed in does not."""
    if not created and (update_fields is None or set(update_fields) != {"last_login"}):
        call_back(instance.subject)


@receiver(post_save, sender=Reader)
def seats_follow(instance: Reader, created: bool, raw: bool = False, update_fields: Any = None, **kwargs: Any) -> None:
    """A seat at an institution is for an address at its domain; who has left it, or may not sign in, has no seat."""
    if not raw and not created and (update_fields is None or {"email", "is_active"} & set(update_fields)):
        seating.leave(instance.subject, but=instance.email if instance.is_active else "")


@receiver(post_delete, sender=Reader)
def seats_of_the_gone(instance: Reader, **kwargs: Any) -> None:
    """Who is no reader any more leaves their seat."""
    seating.leave(instance.subject)
