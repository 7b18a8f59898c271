"""A reader as others meet them in conversations, and whom they do not want to meet."""

from django.conf import settings
from django.db import models


class Profile(models.Model):
    """
    A reader's public page at ``/readers/<handle>/``, made with the first comment.

    ``pen_name`` is what they write under where the publisher allows it, "" for first and last name. ``private``: the
    page shows the name and nothing more. ``comments`` and ``likes`` count what is published of theirs and what it was
    liked; ``followers`` is kept by what follows.
    """

    reader = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="profile")
    handle = models.SlugField(max_length=80, unique=True, allow_unicode=True)
    pen_name = models.CharField(max_length=60, blank=True)
    private = models.BooleanField(default=False)
    comments = models.PositiveIntegerField(default=0, editable=False)
    likes = models.PositiveIntegerField(default=0, editable=False)
    followers = models.PositiveIntegerField(default=0, editable=False)
    made_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.handle


class Mute(models.Model):
    """``reader`` does not want to see what ``muted`` writes."""

    reader = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="mutes", db_index=False)
    muted = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["reader", "muted"], name="muted_once"),)

    def __str__(self) -> str:
        return f"reader {self.reader_id} mutes {self.muted_id}"
