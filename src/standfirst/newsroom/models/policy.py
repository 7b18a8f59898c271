from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page

from standfirst.newsroom.models.public import PublicPage
from standfirst.newsroom.models.telling import SITE, TellsOfChanges
from standfirst.newsroom.previewing import PreviewedAsServed

POLICY_FEATURES = ["h2", "h3", "bold", "italic", "link", "ol", "ul"]


class PolicyPage(PublicPage, PreviewedAsServed, TellsOfChanges, Page):
    """Terms of use, Cookie policy or Privacy notice. Its wording lives in versions, and old ones stay readable."""

    KINDS: ClassVar = [("terms", "Terms of use"), ("cookies", "Cookie policy"), ("privacy", "Privacy notice")]

    kind = models.CharField(max_length=10, choices=KINDS)

    content_panels = [
        *Page.content_panels,
        FieldPanel("kind"),
        InlinePanel("versions", heading="Versions", label="version", min_num=1),
    ]
    promote_panels = [MultiFieldPanel([FieldPanel("slug")], heading="Address")]
    parent_page_types = ["newsroom.HomePage"]
    subpage_types: ClassVar[list[str]] = []

    class Meta:
        verbose_name = "policy page"

    def clean(self) -> None:
        super().clean()
        if PolicyPage.objects.filter(kind=self.kind).exclude(pk=self.pk).exists():
            raise ValidationError({"kind": "There is a page of this kind already: add a version to it."})

    def tags(self) -> tuple[str, ...]:
        """Everything: every page links to it."""
        return (SITE,)

    def serve(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        from standfirst.newsroom.policies import policy_page

        return policy_page(request, self)


class PolicyVersion(models.Model):
    """One wording of a policy. ``material``: readers are asked to look at it at their next visit."""

    page = ParentalKey(PolicyPage, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField(default=1)
    text = RichTextField(features=POLICY_FEATURES)
    effective_on = models.DateField("in force from", default=timezone.localdate)
    material = models.BooleanField(
        "a material change", default=False, help_text="Readers are asked to read it at their next visit."
    )

    panels = [FieldPanel("number"), FieldPanel("effective_on"), FieldPanel("material"), FieldPanel("text")]

    class Meta:
        ordering = ("-number",)
        constraints = (models.UniqueConstraint(fields=["page", "number"], name="one_text_a_version"),)

    def clean(self) -> None:
        super().clean()
        before = PolicyVersion.objects.filter(pk=self.pk).first() if self.pk else None
        if before and before.effective_on <= timezone.localdate() and before.text != self.text:
            # Consents name the version that a reader saw: its words cannot become others afterwards.
            raise ValidationError({"text": "This version has been in force. Add a new version with the new words."})

    def __str__(self) -> str:
        return f"version {self.number}"
