from django.db import models
from django.http import HttpRequest, HttpResponse
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Page

from standfirst.newsroom.models.public import PublicPage
from standfirst.newsroom.models.telling import SITE, TellsOfChanges
from standfirst.newsroom.previewing import PreviewedAsServed


class SectionPage(PublicPage, PreviewedAsServed, TellsOfChanges, Page):
    """A part of the paper, like News or Culture. Its articles are its child pages."""

    introduction = models.TextField(blank=True, help_text="A sentence under the section's name.")

    show_in_menus_default = True
    content_panels = [*Page.content_panels, FieldPanel("introduction")]
    promote_panels = [
        MultiFieldPanel([FieldPanel("slug"), FieldPanel("show_in_menus")], heading="Address and navigation")
    ]
    parent_page_types = ["newsroom.HomePage"]
    subpage_types = ["newsroom.ArticlePage"]

    class Meta:
        verbose_name = "section"

    def tags(self) -> tuple[str, ...]:
        """Everything: its name stands in the navigation of every page."""
        return (SITE,)

    def serve(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        from standfirst.newsroom.listing import section_page

        return section_page(request, self)
