"""What every page that readers see has in common."""

from http import HTTPMethod
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import transaction


class PublicPage:
    """
    Mixin, left of a page: it is only read, and its address leads to it and to nothing else of ours.

    ``address`` is where a page of this kind stands, with its slug in it; what stands above it is of no matter here.
    """

    allowed_http_methods = [HTTPMethod.GET, HTTPMethod.HEAD, HTTPMethod.OPTIONS]
    address: ClassVar[str] = "/{slug}/"
    slug: str

    def clean(self) -> None:
        from standfirst.newsroom.addresses import is_spoken_for

        super().clean()  # type: ignore[misc]  # the page stands to the right
        if self.slug and is_spoken_for(self.address.format(slug=self.slug)):
            raise ValidationError({"slug": "This address leads to another part of the site. Choose another word."})

    def save_revision(self, *args: Any, **kwargs: Any) -> Any:
        """
        Keep a draft; before the first draft of a page that came without one (an import), what is published as well.

        Without a revision of what is published Wagtail would take the page offline when a change to it is scheduled.
        """
        page: Any = self
        with transaction.atomic():
            if page.live and page.live_revision_id is None and not page.alias_of_id:
                published = type(page).objects.get(pk=page.pk)
                before = super(PublicPage, published)
                page.live_revision = before.save_revision(changed=False, clean=False)  # type: ignore[attr-defined]
                type(page).objects.filter(pk=page.pk).update(live_revision=page.live_revision)
            return super().save_revision(*args, **kwargs)  # type: ignore[misc]  # the page stands to the right
