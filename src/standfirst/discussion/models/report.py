from django.conf import settings
from django.db import models
from django.db.models import Q

from standfirst.discussion.models.comment import Comment


class Report(models.Model):
    """
    Somebody's word that a comment breaks the rules or the law.

    ``reporter`` is None without an account; ``address`` is then where the answer goes, if they want one. ``reason`` is
    a code of ``reasons``, ``words`` what they say of it. ``reference`` is what they quote to us. ``answered_at`` is
    when a moderator decided, ``upheld`` what: None before. Source: Regulation (EU) 2022/2065, Article 16.
    """

    comment = models.ForeignKey(Comment, models.CASCADE, related_name="report_set")
    reporter = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    reason = models.CharField(max_length=20)
    words = models.CharField(max_length=2000, blank=True)
    reference = models.CharField(max_length=12, unique=True)
    address = models.EmailField(max_length=254, blank=True)
    name = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField(auto_now_add=True)
    answered_at = models.DateTimeField(null=True)
    upheld = models.BooleanField(null=True)
    answer = models.CharField(max_length=1000, blank=True)

    class Meta:
        indexes = (models.Index(fields=["at"], name="report_open", condition=Q(answered_at=None)),)
        constraints = (
            models.UniqueConstraint(
                fields=["comment", "reporter"], condition=Q(reporter__isnull=False), name="one_report_a_reader"
            ),
        )

    def __str__(self) -> str:
        return self.reference
