"""What is new for a reader: the rows of their inbox, and which of them are to go by mail."""

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from standfirst.discussion.models.comment import Comment, CommentState
from standfirst.discussion.models.profile import Mute


class NoticeKind(models.TextChoices):
    """What happened."""

    REPLY = "reply", _("A reply")
    MENTION = "mention", _("A mention")
    FOLLOWED = "followed", _("A comment of somebody followed")
    STORY = "story", _("New comments in a conversation followed")
    ARTICLE = "article", _("A new article")
    FOLLOWER = "follower", _("A follower")
    DECISION = "decision", _("A decision about a comment")
    APPEAL = "appeal", _("The answer to an appeal")


PREFERENCE = {
    NoticeKind.REPLY: "replies",
    NoticeKind.MENTION: "mentions",
    NoticeKind.FOLLOWED: "follows",
    NoticeKind.STORY: "follows",
    NoticeKind.ARTICLE: "follows",
    NoticeKind.FOLLOWER: "followers",
}
"""
Which of the reader's preferences says whether a kind goes by mail. What moderators decide they write themselves, with
reasons, whatever a reader prefers (``telling``); here it only stands in the inbox.
"""
OWN = (NoticeKind.DECISION, NoticeKind.APPEAL)
"""The kinds that are about a comment of the reader's own, which they may see in any state."""


class NoticeQuerySet(models.QuerySet["Notice"]):
    """Notices by who may still be told of them."""

    def to_be_seen(self) -> "NoticeQuerySet":
        """
        Those whose comment is public, or the reader's own, at a story that is; and not caused by somebody whom the
        reader has muted since. A comment that comes back brings its notices back.
        """
        muted = Mute.objects.filter(reader=OuterRef("reader"), muted=OuterRef("actor"))
        since = Comment.objects.filter(
            conversation=OuterRef("conversation"), state=CommentState.PUBLISHED, pk__gte=OuterRef("comment")
        )
        return self.filter(
            Q(comment=None)
            | Q(kind__in=OWN)
            | Q(kind=NoticeKind.STORY) & Exists(since)
            | ~Q(kind=NoticeKind.STORY) & Q(comment__state=CommentState.PUBLISHED),
            Q(conversation=None) | Q(conversation__shown=True),
            ~Exists(muted),
        )

    def unread(self) -> "NoticeQuerySet":
        return self.filter(read_at=None)


class Notice(models.Model):
    """
    One row of a reader's inbox. ``key`` names what it tells, once a reader: who writes it twice has written it once.

    ``comment`` is the one it is about, for ``STORY`` the first that the reader has not met; ``actor`` the reader who
    caused it; ``about`` the name of the author or topic through which an article came. ``due_at``: when it is to go by
    mail, None when it is not, or when it is in ``letter``, the name of a mail that goes, or went at ``mailed_at``.
    """

    reader = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notices", db_index=False)
    kind = models.CharField(max_length=8, choices=NoticeKind.choices)
    key = models.CharField(max_length=80)
    comment = models.ForeignKey("discussion.Comment", models.CASCADE, null=True, related_name="notices")
    conversation = models.ForeignKey(
        "discussion.Conversation", models.CASCADE, null=True, related_name="notices", db_index=False
    )
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="+")
    about = models.CharField(max_length=255, blank=True)
    at = models.DateTimeField(db_index=True)
    read_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField(null=True)
    letter = models.CharField(max_length=32, blank=True)
    mailed_at = models.DateTimeField(null=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        indexes = (
            models.Index(fields=["reader", "-id"], name="inbox"),
            models.Index(fields=["reader", "-id"], name="inbox_unread", condition=Q(read_at=None)),
            models.Index(fields=["due_at"], name="notices_due", condition=Q(due_at__isnull=False)),
            models.Index(fields=["letter"], name="notices_of_a_letter", condition=~Q(letter="")),
            models.Index(fields=["reader", "-mailed_at"], name="notices_mailed", condition=Q(mailed_at__isnull=False)),
        )
        constraints = (models.UniqueConstraint(fields=["reader", "key"], name="told_once"),)

    def __str__(self) -> str:
        return f"{self.kind} for reader {self.reader_id}"
