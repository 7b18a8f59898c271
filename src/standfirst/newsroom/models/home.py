from django.db import models
from django.http import HttpRequest, HttpResponse
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, PageChooserPanel
from wagtail.fields import StreamField
from wagtail.models import Page

from standfirst.newsroom.models.public import PublicPage
from standfirst.newsroom.models.telling import TellsOfChanges
from standfirst.newsroom.previewing import PreviewedAsServed


class SectionRowBlock(blocks.StructBlock):
    """The newest articles of one section."""

    section = blocks.PageChooserBlock(page_type="newsroom.SectionPage")
    count = blocks.IntegerBlock(min_value=1, max_value=12, default=3, label="How many articles")

    class Meta:
        icon = "folder-open-inverse"


class PickedRowBlock(blocks.StructBlock):
    """Articles chosen by hand."""

    title = blocks.CharBlock(max_length=80)
    articles = blocks.ListBlock(blocks.PageChooserBlock(page_type="newsroom.ArticlePage"), min_num=1)

    class Meta:
        icon = "pick"


class HomePage(PublicPage, PreviewedAsServed, TellsOfChanges, Page):
    """The front. Editors choose the lead and the rows; the most recent articles fill themselves."""

    address = "/"

    lead = models.ForeignKey(
        "newsroom.ArticlePage",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text="The article at the top. Without one the newest article leads.",
    )
    rows = StreamField([("section", SectionRowBlock()), ("picked", PickedRowBlock())], blank=True)
    latest_count = models.PositiveSmallIntegerField("most recent articles", default=12)

    content_panels = [
        *Page.content_panels,
        PageChooserPanel("lead", "newsroom.ArticlePage"),
        FieldPanel("rows"),
        FieldPanel("latest_count"),
    ]
    promote_panels = [MultiFieldPanel([FieldPanel("slug")], heading="Name in the tree")]
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["newsroom.SectionPage", "newsroom.PolicyPage"]

    class Meta:
        verbose_name = "front"

    def tags(self) -> tuple[str, ...]:
        """The front alone."""
        return (f"page:{self.pk}",)

    def serve(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        from standfirst.newsroom.front import front_page

        return front_page(request, self)
