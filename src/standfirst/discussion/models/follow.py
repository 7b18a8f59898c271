"""Whom and what readers follow."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class FollowKind(models.TextChoices):
    """What can be followed."""

    READER = "reader", _("Readers")
    AUTHOR = "author", _("Journalists")
    TOPIC = "topic", _("Topics")
    STORY = "story", _("Conversations")


class Follow(models.Model):
    """
    ``reader`` hears of what is new from one other reader, author, topic or conversation.

    ``person`` is set for a reader, ``conversation`` for a story, ``slug`` and the ``name`` it had then for an author
    or a topic, which are the newsroom's.
    """

    reader = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="follows", db_index=False)
    what = models.CharField(max_length=8, choices=FollowKind.choices)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="followed", db_index=False
    )
    conversation = models.ForeignKey(
        "discussion.Conversation", models.CASCADE, null=True, related_name="followed", db_index=False
    )
    slug = models.CharField(max_length=140, blank=True)
    name = models.CharField(max_length=255, blank=True)
    since = models.DateTimeField(auto_now_add=True)

    class Meta:
        # Those who follow one thing are walked by their number, a batch at a time.
        indexes = (
            models.Index(fields=["reader", "-id"], name="follows_of_a_reader"),
            models.Index(fields=["person", "id"], name="followers_of_a_reader"),
            models.Index(fields=["conversation", "id"], name="followers_of_a_story"),
            models.Index(fields=["what", "slug", "id"], name="followers_of_a_name", condition=~Q(slug="")),
        )
        constraints = (
            models.UniqueConstraint(fields=["reader", "person"], condition=Q(what="reader"), name="follows_once"),
            models.UniqueConstraint(
                fields=["reader", "conversation"], condition=Q(what="story"), name="follows_a_story_once"
            ),
            models.UniqueConstraint(
                fields=["reader", "what", "slug"], condition=~Q(slug=""), name="follows_a_name_once"
            ),
        )

    def __str__(self) -> str:
        return f"reader {self.reader_id} follows {self.what} {self.person_id or self.conversation_id or self.slug}"
