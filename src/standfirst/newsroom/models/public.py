"""What every page that readers see has in common."""

from http import HTTPMethod
from typing import ClassVar

from django.core.exceptions import ValidationError


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
