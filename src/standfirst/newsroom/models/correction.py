from django.db import models
from django.utils import timezone
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel


class Correction(models.Model):
    """What was wrong and what is right, said above the body and kept as a record of its own."""

    article = ParentalKey("newsroom.ArticlePage", on_delete=models.CASCADE, related_name="corrections")
    text = models.TextField(help_text="What was wrong, and what is right. Readers see it above the article.")
    at = models.DateTimeField("corrected at", default=timezone.now)

    panels = [FieldPanel("text"), FieldPanel("at")]

    class Meta:
        ordering = ("-at",)

    def __str__(self) -> str:
        return self.text[:60]
