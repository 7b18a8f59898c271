"""What ends what other sites hold of a reader, whoever did it."""

from typing import Any

from django.db.models.signals import post_save
from django.dispatch import receiver

from standfirst.provider.connecting import end_tokens_of
from standfirst.readers.announcing import signed_out_elsewhere
from standfirst.readers.models import Reader


@receiver(signed_out_elsewhere)
def tokens_follow(sender: Any, reader: Reader, **kwargs: Any) -> None:
    """Signed out of every other browser: other sites are no exception."""
    end_tokens_of(reader.pk)


@receiver(post_save, sender=Reader)
def tokens_of_the_banned(instance: Reader, created: bool, raw: bool = False, **kwargs: Any) -> None:
    """Who may not sign in is signed in nowhere."""
    if not raw and not created and not instance.is_active:
        end_tokens_of(instance.pk)
