"""One comment, and the texts it had before."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from standfirst.discussion.models.conversation import Conversation


class CommentState(models.TextChoices):
    """Who sees a comment: everybody a published one, its author and the moderators any."""

    PUBLISHED = "published", _("Published")
    HELD = "held", _("Waiting for a moderator")
    REJECTED = "rejected", _("Not published")
    REMOVED = "removed", _("Removed by a moderator")
    DELETED = "deleted", _("Deleted by its author")


class CommentQuerySet(models.QuerySet["Comment"]):
    """Comments, and how they are locked."""

    def locked(self) -> "CommentQuerySet":
        """
        Each locked until the transaction ends, but for its key (``counting.moved`` says why); what is joined is not.
        """
        return self.select_for_update(of=("self",), no_key=True)


class Comment(models.Model):
    """
    What one person wrote in a conversation.

    ``root`` is the first-level comment of its thread, None for that one itself; ``depth`` is 0 for it. ``nth`` is the
    place among all that ever replied to the same parent, from 0; ``born`` how many replied to this one. ``replies``
    counts the direct ones that a reader meets. ``stands``: whether a reader meets this one, be it as a gap: it is
    published, or something under it stands; readers meet neither a text nor a gap of any other.

    ``author`` is None for who has left and for the authors of comments from another system; of who has left
    ``author_name`` is empty too. ``text`` is as typed, normalised, never HTML. ``reason`` is a code of ``reasons`` for
    the state it is in, ``reason_note`` what a moderator added for the author. ``best`` orders: Wilson's lower bound of
    the likes, above all of those what staff wrote, then featured comments, then what is pinned (``counting.best_of``).
    ``reports``: those that count against it. ``once`` makes of a form sent twice one comment.
    """

    conversation = models.ForeignKey(Conversation, models.CASCADE, related_name="comment_set", db_index=False)
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children", db_index=False)
    root = models.ForeignKey("self", models.PROTECT, null=True, related_name="thread")
    depth = models.PositiveIntegerField(default=0)
    nth = models.PositiveIntegerField(default=0)
    born = models.PositiveIntegerField(default=0)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="comments", db_index=False
    )
    author_name = models.CharField(max_length=300, blank=True)
    text = models.TextField()
    written_at = models.DateTimeField()
    edited_at = models.DateTimeField(null=True)
    deleted_at = models.DateTimeField(null=True)
    state = models.CharField(max_length=9, choices=CommentState.choices)
    stands = models.BooleanField(default=False)
    reason = models.CharField(max_length=20, blank=True)
    reason_note = models.CharField(max_length=1000, blank=True)
    likes = models.PositiveIntegerField(default=0)
    replies = models.PositiveIntegerField(default=0)
    reports = models.PositiveIntegerField(default=0)
    best = models.FloatField(default=0.0)
    featured_at = models.DateTimeField(null=True)
    pinned_at = models.DateTimeField(null=True)
    from_staff = models.BooleanField(default=False)
    once = models.UUIDField(null=True)
    source = models.CharField(max_length=40, blank=True)
    source_id = models.CharField(max_length=200, blank=True)

    objects = CommentQuerySet.as_manager()

    class Meta:
        indexes = (
            # The threads of a conversation in each order, and nothing else in the index.
            models.Index(
                fields=["conversation", "written_at", "id"],
                name="thread_by_time",
                condition=Q(parent=None, stands=True),
            ),
            models.Index(
                fields=["conversation", "best", "written_at", "id"],
                name="thread_by_best",
                condition=Q(parent=None, stands=True),
            ),
            models.Index(fields=["parent", "nth"], name="comment_replies"),
            models.Index(fields=["conversation", "state", "id"], name="comment_in_state"),
            models.Index(fields=["author", "-written_at", "-id"], name="comment_of_author"),
            # What moderators work through: little of all there is.
            models.Index(fields=["state", "id"], name="comment_waiting", condition=Q(state="held")),
        )
        constraints = (
            models.UniqueConstraint(fields=["author", "once"], condition=Q(once__isnull=False), name="comment_once"),
            models.UniqueConstraint(
                fields=["source", "source_id"], condition=~Q(source=""), name="one_comment_a_source"
            ),
            models.UniqueConstraint(
                fields=["conversation"], condition=Q(pinned_at__isnull=False), name="one_pinned_comment"
            ),
        )

    def __str__(self) -> str:
        return f"comment {self.pk}"

    @property
    def published(self) -> bool:
        return self.state == CommentState.PUBLISHED


class Version(models.Model):
    """A text that a comment had before it was edited at ``until``."""

    comment = models.ForeignKey(Comment, models.CASCADE, related_name="versions")
    text = models.TextField()
    until = models.DateTimeField()

    def __str__(self) -> str:
        return f"comment {self.comment_id} until {self.until:%Y-%m-%d %H:%M:%S}"
