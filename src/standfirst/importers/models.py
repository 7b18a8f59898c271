from django.db import models

from standfirst.newsroom.models import ArticlePage


class Imported(models.Model):
    """
    What was brought in, and in which state, so that a second run finds it.

    ``digest`` is of the source as it was then: an article that editors changed here since is left alone until its
    source changes too.
    """

    source_id = models.CharField(max_length=200, unique=True)
    article = models.OneToOneField(ArticlePage, on_delete=models.CASCADE, related_name="+")
    digest = models.CharField(max_length=64)

    wagtail_reference_index_ignore = True

    def __str__(self) -> str:
        return self.source_id
