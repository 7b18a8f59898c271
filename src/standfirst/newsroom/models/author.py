from django.db import models
from django.urls import reverse
from wagtail.search import index

from standfirst.newsroom.models.picture import Picture
from standfirst.newsroom.models.telling import LISTS, TellsOfChanges


class Author(TellsOfChanges, index.Indexed, models.Model):
    """Somebody whose name stands over articles. An author needs no account."""

    name = models.CharField(max_length=120)
    slug = models.SlugField(max_length=140, unique=True, allow_unicode=True)
    role = models.CharField(max_length=120, blank=True, help_text="Like: Harbour correspondent")
    about = models.TextField(blank=True, help_text="Two or three sentences.")
    face = models.ForeignKey(Picture, models.SET_NULL, null=True, blank=True, related_name="+")

    search_fields = [index.SearchField("name"), index.AutocompleteField("name")]

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name

    def tags(self) -> tuple[str, ...]:
        """The author's page, their articles, and the lists that name them."""
        return (f"author:{self.pk}", LISTS)

    def get_absolute_url(self) -> str:
        return reverse("author", args=[self.slug])
