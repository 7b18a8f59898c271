"""Which pictures are taken in: whole ones."""

from typing import Any

from django.core.exceptions import ValidationError
from PIL import Image
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

DAMAGED = "This file is damaged, or no picture at all. Export the picture once more and try again."


class WholePictureField(WagtailImageField):
    """Wagtail's field, which reads no more than the head of a file, and a look at the rest of it."""

    def to_python(self, data: Any) -> Any:
        """Raises ValidationError for a file that ends early or is broken further in: no page could show it."""
        try:
            file = super().to_python(data)
            if file is not None:
                _read_whole(file)
        except ValidationError:
            raise
        except Exception as error:
            # A broken file makes the readers of pictures fail in more ways than they document.
            raise ValidationError(DAMAGED, code="invalid_image") from error
        return file


class PictureForm(BaseImageForm):
    """The form of a picture, wherever one is added."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if field := self.fields.get("file"):
            self.fields["file"] = WholePictureField(
                label=field.label, required=field.required, widget=field.widget, max_length=field.max_length
            )


def _read_whole(file: Any) -> None:
    file.seek(0)
    with Image.open(file) as picture:
        # A JPEG can be read whole at an eighth of its size: enough to know, and light on memory.
        picture.draft(picture.mode, (max(1, picture.width // 8), max(1, picture.height // 8)))
        picture.load()
    file.seek(0)
