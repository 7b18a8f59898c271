import secrets
from collections.abc import Iterable
from pathlib import PurePath
from typing import Any

from django.core.files.base import File
from django.db import models, transaction
from wagtail.images.models import AbstractImage, AbstractRendition, Image, SourceImageIOError

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
        was_shown = not self._state.adding and not self._only_measured(kwargs.get("update_fields"))
        has_new_file = self.file and not type(self).objects.filter(pk=self.pk, file=self.file.name).exists()
        if has_new_file:
            self._forget_where_it_was_made()
        with transaction.atomic():
            super().save(*args, **kwargs)
            if was_shown:
                if has_new_file:
                    # A page that is rendered from here on must not find the sizes of the file before.
                    self.renditions.all().delete()
                raise_for(SITE)

    def _forget_where_it_was_made(self) -> None:
        if not self.file._committed:
            self.file.file = without_location(self.file.file)
            return
        # Several at once: Wagtail stores such a file before it saves the picture.
        stored = self.file.name
        with self.file.open() as file:
            clean = without_location(file)
            if clean is not file:
                self.file.save(PurePath(stored).name, clean, save=False)
                self.file.storage.delete(stored)

    def generate_rendition_file(self, filter: Any, *, source: Any = None) -> File[bytes]:
        """One size as a file. Raises SourceImageIOError, which pages can stand, whatever is wrong with the original."""
        try:
            made: File[bytes] = super().generate_rendition_file(filter, source=source)
        except (OSError, ValueError, SyntaxError) as error:
            raise SourceImageIOError(f"{self.file.name}: {error}") from error
        return made

    @staticmethod
    def _only_measured(fields: Iterable[str] | None) -> bool:
        """Wagtail writes these down when an editor first looks at a list of pictures."""
        return fields is not None and set(fields) <= {"file_hash", "file_size"}

    def get_upload_to(self, filename: str) -> str:
        """The name carries a random part: nobody can guess it."""
        plain = PurePath(super().get_upload_to(filename))
        return str(plain.with_name(f"{secrets.token_hex(8)}-{plain.name[-60:]}"))


class PictureRendition(AbstractRendition):
    """One size and format of a picture."""

    image = models.ForeignKey(Picture, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        unique_together = (("image", "filter_spec", "focal_point_key"),)

    def get_upload_to(self, filename: str) -> str:
        """The name carries a random part of its own: the address of a picture behind the wall cannot be guessed."""
        plain = PurePath(super().get_upload_to(filename))
        return str(plain.with_name(f"{secrets.token_hex(8)}-{plain.name}"))
