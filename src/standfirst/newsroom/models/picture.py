import secrets
from pathlib import PurePath
from typing import Any

from django.db import models, transaction
from wagtail.images.models import AbstractImage, AbstractRendition, Image

from standfirst.generations.raising import raise_for
from standfirst.newsroom.locations import without_location
from standfirst.newsroom.models.telling import SITE


class Picture(AbstractImage):
    """
    A photograph or drawing with the credit it may not appear without.

    ``description`` (Wagtail's own field) is the alt text where a use of the picture gives none.
    """

    credit = models.CharField(max_length=160, help_text="Who made it. Shown as “Photograph: Name”.")

    admin_form_fields = (
        "title", "file", "description", "credit", "collection", "tags",
        "focal_point_x", "focal_point_y", "focal_point_width", "focal_point_height",
    )  # fmt: skip
    search_fields = Image.search_fields

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save without the place where it was made; when it was shown before, every page that may show it falls."""
        if self.file and not self.file._committed:
            self.file.file = without_location(self.file.file)
        was_shown = not self._state.adding and set(kwargs.get("update_fields") or ()) != {"file_hash"}
        with transaction.atomic():
            super().save(*args, **kwargs)
            if was_shown:
                raise_for(SITE)

    def get_upload_to(self, filename: str) -> str:
        """The name carries a random part: the address of a picture behind the wall cannot be guessed."""
        plain = PurePath(super().get_upload_to(filename))
        return str(plain.with_name(f"{secrets.token_hex(8)}-{plain.name[-60:]}"))


class PictureRendition(AbstractRendition):
    """One size and format of a picture."""

    image = models.ForeignKey(Picture, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        unique_together = (("image", "filter_spec", "focal_point_key"),)
