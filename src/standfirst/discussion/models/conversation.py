"""The conversation about one story."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """What may be written in a conversation, from most to least."""

    OPEN = "open", _("Open: comments show at once unless something speaks against it")
    PREMODERATED = "premoderated", _("Pre-moderated: a moderator reads every comment first")
    SLOW = "slow", _("Slow: each reader may write once in a few minutes")
    READ_ONLY = "read_only", _("Read-only: nobody can write now")
    CLOSED = "closed", _("Closed: nobody can write any more")


NONE_YET = "conversations"
"""The tag of pages about stories without a conversation so far. It is raised whenever one is made."""


class Conversation(models.Model):
    """
    The comments about one story.

    ``story_key`` names the story for ever: ``article:12`` for one of the newsroom's own, by the id under which it
    counts; its address for a page of another system. ``path`` is where it stands now, a path here or a whole URL.
    ``title`` to ``published_at`` repeat what the story's room says of it. ``shown``: whether the public may know of
    the story; nothing of the conversation may be seen otherwise. ``comments`` counts what is published, at all depths;
    ``threads`` the first-level comments that a reader meets; ``last_at`` is when the newest one that was
    ever published was written. ``state_at``: since when it is in its state, which was set by ``state_by``: "hand" for a
    moderator, "rule" for one of the rules, "" for neither.
    """

    story_key = models.CharField(max_length=200, unique=True)
    path = models.CharField(max_length=1000)
    title = models.CharField(max_length=255)
    language = models.CharField(max_length=10, default="en")
    direction = models.CharField(max_length=3, default="ltr")
    section = models.CharField(max_length=255, blank=True)
    topics = models.JSONField(default=list, blank=True)
    published_at = models.DateTimeField(null=True)
    state = models.CharField(max_length=12, choices=State.choices, default=State.OPEN)
    state_by = models.CharField(max_length=4, blank=True, default="")
    state_at = models.DateTimeField(null=True)
    shown = models.BooleanField(default=True)
    comments = models.PositiveIntegerField(default=0, editable=False)
    threads = models.PositiveIntegerField(default=0, editable=False)
    last_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        indexes = (
            models.Index(fields=["-last_at"], name="conversation_latest"),
            models.Index(fields=["published_at"], name="conversation_by_age"),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def tag(self) -> str:
        """The name in the log of changes of what is made from this conversation, also while it is not kept yet."""
        return f"conversation:{self.pk}" if self.pk is not None else NONE_YET

    @property
    def takes_comments(self) -> bool:
        """Whether anybody may write here now."""
        return self.shown and self.state not in {State.READ_ONLY, State.CLOSED}
