from typing import Any, ClassVar

from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from modelcluster.fields import ParentalKey
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page

from standfirst.newsroom.models.public import PublicPage
from standfirst.newsroom.models.rows import settle
from standfirst.newsroom.models.telling import SITE, TellsOfChanges
from standfirst.newsroom.previewing import PreviewedAsServed

POLICY_FEATURES = ["h2", "h3", "bold", "italic", "link", "ol", "ul"]


class PolicyForm(WagtailAdminPageForm):
    """Keeps the versions that readers have agreed to."""

    def clean(self) -> Any:
        """Raises ValidationError for the removal of a version that has been in force."""
        data = super().clean()
        removed = self.formsets["versions"].deleted_forms if "versions" in self.formsets else []
        if any(form.instance.pk and form.instance.has_been_in_force for form in removed):
            raise ValidationError("A version that has been in force stays readable: readers agreed to it.")
        return data


class PolicyPage(PublicPage, PreviewedAsServed, TellsOfChanges, Page):
    """Terms of use, Cookie policy or Privacy notice. Its wording lives in versions, and old ones stay readable."""

    KINDS: ClassVar = [("terms", "Terms of use"), ("cookies", "Cookie policy"), ("privacy", "Privacy notice")]

    base_form_class = PolicyForm

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

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save with its versions."""
        settle(self, "versions", "number")
        super().save(*args, **kwargs)

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
        if before is None or not before.has_been_in_force:
            return
        # Consents name the version that a reader saw: it cannot become another one afterwards.
        for field, is_other in (
            ("number", before.number != self.number),
            ("effective_on", before.effective_on != self.effective_on),
            ("text", _said(before.text) != _said(self.text)),
        ):
            if is_other:
                raise ValidationError({field: "This version has been in force. Add a new version instead."})

    @property
    def has_been_in_force(self) -> bool:
        """Whether its day has come, in the publication's time zone."""
        return self.effective_on <= timezone.localdate()

    def __str__(self) -> str:
        return f"version {self.number}"


def _said(html: str) -> list[str]:
    """The words of ``html`` and where its links lead: the editor writes the same text in tags of its own."""
    soup = BeautifulSoup(html, "html.parser")
    links = [str(link.get("href") or link.get("id")) for link in soup.find_all("a")]
    return [*soup.get_text(" ").split(), *links]
