from django.conf import settings
from django.db import models

from standfirst.discussion.models.comment import Comment


class Like(models.Model):
    """One reader's like of one comment."""

    comment = models.ForeignKey(Comment, models.CASCADE, related_name="liked", db_index=False)
    reader = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["comment", "reader"], name="one_like_a_reader"),)

    def __str__(self) -> str:
        return f"reader {self.reader_id} likes comment {self.comment_id}"
