import uuid
from typing import Any, ClassVar

from django.db import models, transaction
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Orderable, Page
from wagtail.search import index

from standfirst.access.levels import Level, Variant
from standfirst.newsroom.blocks import BodyBlock
from standfirst.newsroom.checks_panel import ChecksPanel
from standfirst.newsroom.models.author import Author
from standfirst.newsroom.models.picture import Picture
from standfirst.newsroom.models.public import PublicPage
from standfirst.newsroom.models.rows import settle
from standfirst.newsroom.models.telling import LISTS, UNSEEN, TellsOfChanges
from standfirst.newsroom.models.topic import Topic


class ArticlePage(PublicPage, TellsOfChanges, Page):
    """
    One article. Wagtail's ``title`` is the headline.

    ``story_key`` stays the same however the article is moved or renamed. ``source_id`` names it in the system it was
    imported from, like ``wordpress:12``. ``section`` and ``listed_at`` repeat, for the indexes that lists are read
    from, where the page stands in the tree and when it was first published; ``listed_at`` is empty while it is not
    public.
    """

    LEVELS: ClassVar = [
        ("", "As the access rules say of its section, topics and age"),
        (Level.FREE.value, "Free: everybody reads all of it"),
        (Level.REGISTERED.value, "Registered readers: others see the teaser and the wall"),
        (Level.PREMIUM.value, "Premium: subscribers, and registered readers within their allowance"),
    ]
    LANGUAGES: ClassVar = [
        ("en", "English"),
        ("ar", "العربية"),
        ("cy", "Cymraeg"),
        ("de", "Deutsch"),
        ("es", "Español"),
        ("fr", "Français"),
        ("ga", "Gaeilge"),
        ("he", "עברית"),
        ("it", "Italiano"),
        ("pl", "Polski"),
        ("pt", "Português"),
        ("uk", "Українська"),
    ]

    address = "/section/{slug}/"

    standfirst = models.TextField(blank=True, help_text="The sentence or two under the headline. Everybody sees it.")
    kicker = models.CharField(max_length=60, blank=True, help_text="A word or two above the headline.")
    dateline = models.CharField(max_length=80, blank=True, help_text="Where it was reported from.")
    topics = ParentalManyToManyField(Topic, blank=True, related_name="articles")
    access_level = models.CharField(max_length=12, choices=LEVELS, default="", blank=True, db_index=True)
    language = models.CharField(max_length=10, choices=LANGUAGES, default="en")
    hero = models.ForeignKey(Picture, models.SET_NULL, null=True, blank=True, related_name="+")
    hero_caption = models.CharField("caption", max_length=400, blank=True)
    hero_alt = models.CharField(
        "alt text", max_length=250, blank=True, help_text="What somebody who cannot see it needs to know."
    )
    body = StreamField(BodyBlock(), blank=True)
    updated_at = models.DateTimeField("updated", null=True, blank=True, help_text="Shown when the story has moved on.")
    story_key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    source_id = models.CharField(max_length=200, blank=True, db_index=True, editable=False)
    section = models.ForeignKey(
        "newsroom.SectionPage", models.SET_NULL, null=True, editable=False, related_name="articles", db_index=False
    )
    listed_at = models.DateTimeField(null=True, editable=False)

    content_panels = [
        ChecksPanel(heading="Before this goes out"),
        FieldPanel("kicker"),
        FieldPanel("title", heading="Headline"),
        FieldPanel("standfirst"),
        InlinePanel("bylines", heading="By", label="author"),
        FieldRowPanel([FieldPanel("dateline"), FieldPanel("updated_at")]),
        MultiFieldPanel(
            [FieldPanel("hero"), FieldPanel("hero_caption"), FieldPanel("hero_alt")], heading="Picture at the top"
        ),
        FieldPanel("body"),
        InlinePanel("corrections", heading="Corrections", label="correction"),
    ]
    promote_panels = [
        MultiFieldPanel(
            [
                FieldPanel("access_level", help_text="What the rules make of it now stands at the head of the page."),
                FieldPanel("language"),
                FieldPanel("topics"),
            ],
            heading="Readers",
        ),
        MultiFieldPanel([FieldPanel("slug")], heading="Address"),
    ]
    # Only what somebody at the wall may see is indexed: a search is not to be a way to read on.
    search_fields = [
        *Page.search_fields,
        index.SearchField("standfirst"),
        index.SearchField("kicker"),
        index.SearchField("names_and_topics"),
        index.SearchField("teaser_text"),
        index.FilterField("first_published_at"),
        index.FilterField("language"),
        index.FilterField("alias_of"),
    ]
    parent_page_types = ["newsroom.SectionPage"]
    subpage_types: ClassVar[list[str]] = []
    # A copy is another story from no other system.
    exclude_fields_in_copy = ["story_key", "source_id", "listed_at"]

    class Meta:
        verbose_name = "article"
        indexes = (
            models.Index("listed_at", name="article_listed"),
            models.Index("section", "listed_at", name="article_section_listed"),
        )
        constraints = (
            models.UniqueConstraint(fields=["source_id"], condition=~Q(source_id=""), name="one_article_a_source"),
        )

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save with ``section`` and ``listed_at`` brought in line with the tree and the state of the page."""
        if self.alias_of_id:
            # Wagtail copies every field of the original into an alias; a story key and a source belong to one page.
            self.story_key, self.source_id = uuid.uuid5(self.translation_key, "story"), ""
        fields = kwargs.get("update_fields")
        settle(self, "bylines", "author_id")
        if fields is None:
            self.section_id = self.get_parent().pk
            if self.live and self.first_published_at is None:
                # Wagtail makes a page live by default when code adds one; every list needs to know since when.
                self.first_published_at = timezone.now()
        elif {"live", "first_published_at"} & set(fields):
            kwargs["update_fields"] = [*fields, "listed_at"]
        self.listed_at = self.first_published_at if self.live else None
        with transaction.atomic():
            super().save(*args, **kwargs)
            if fields is None or not UNSEEN.issuperset(fields):
                from standfirst.newsroom.indexing import index_now

                index_now(self)

    def with_content_json(self, content: dict[str, Any]) -> "ArticlePage":
        """``content`` of a revision as this article. What names the story, and since when it is public, stays."""
        article: ArticlePage = super().with_content_json(content)
        article.story_key, article.source_id = self.story_key, self.source_id
        article.first_published_at = self.first_published_at
        return article

    def tags(self) -> tuple[str, ...]:
        """The article's own page and those that show its headline, and every list; nothing before it was published."""
        return (f"page:{self.pk}", LISTS) if self.first_published_at or self.live else ()

    @property
    def level(self) -> Level:
        """Who may read all of it now."""
        from standfirst.newsroom.levels import level_of

        return level_of(self).level

    @property
    def preview_modes(self) -> list[tuple[str, str]]:
        return [
            (Variant.REGISTER.value, "As an anonymous visitor"),
            (Variant.FULL.value, "As somebody who may read all of it"),
            (Variant.SPENT.value, "As a registered reader whose Premium articles are used up"),
            (Variant.PREMIUM.value, "As a registered reader where Premium is for subscribers"),
        ]

    @property
    def default_preview_mode(self) -> str:
        return Variant.FULL.value

    def names_and_topics(self) -> str:
        """For the search index: who wrote it and what it is about."""
        names = [byline.author.name for byline in self.bylines.select_related("author")]
        return " ".join([*names, *(topic.name for topic in self.topics.all())])

    def teaser_text(self) -> str:
        """For the search index: the words that stand before the wall; all words of a free article."""
        from standfirst.newsroom.teaser import words_before_the_wall

        return words_before_the_wall(self)

    def serve(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        from standfirst.newsroom.article_page import article_page

        return article_page(request, self)

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        from standfirst.newsroom.article_page import article_preview

        return article_preview(request, self, mode_name)


class ArticleByline(Orderable):
    """One name over an article, in its place among the others."""

    article = ParentalKey(ArticlePage, on_delete=models.CASCADE, related_name="bylines")
    author = models.ForeignKey(Author, models.PROTECT, related_name="bylines")

    panels = [FieldPanel("author")]

    class Meta(Orderable.Meta):
        constraints = (models.UniqueConstraint(fields=["article", "author"], name="one_byline_an_author"),)

    def __str__(self) -> str:
        return self.author.name
