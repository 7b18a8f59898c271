from django.db import models
from django.urls import reverse
from wagtail.search import index

from standfirst.newsroom.models.telling import LISTS, TellsOfChanges


class Topic(TellsOfChanges, index.Indexed, models.Model):
    """A thread through the sections: what articles are about."""

    name = models.CharField(max_length=120)
    slug = models.SlugField(max_length=140, unique=True, allow_unicode=True)
    about = models.TextField(blank=True, help_text="One or two sentences, shown on the topic's page.")

    search_fields = [index.SearchField("name"), index.AutocompleteField("name")]

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name

    def tags(self) -> tuple[str, ...]:
        """The topic's page, the articles on it, and lists."""
        return (f"topic:{self.pk}", LISTS)

    def get_absolute_url(self) -> str:
        return reverse("topic", args=[self.slug])
