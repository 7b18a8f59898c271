"""Sizes of pictures, without a query for each and without falling over a file that is gone."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import prefetch_related_objects
from wagtail.images.exceptions import InvalidFilterSpecError
from wagtail.images.models import SourceImageIOError

from standfirst.newsroom.models import Picture, PictureRendition

SHARE = "fill-1200x675|format-jpeg"
"""The picture that other sites show beside a link to us: 16 by 9, as Open Graph and search engines like it."""


def size_of(picture: Picture | None, spec: str) -> PictureRendition | None:
    """``picture`` in the size ``spec``, made at its first use; None without a picture or when its file is gone."""
    if picture is None:
        return None
    try:
        rendition: PictureRendition = picture.get_rendition(spec)
    except (SourceImageIOError, InvalidFilterSpecError, OSError):
        return None
    return rendition


def load_sizes(pictures: Iterable[Picture | None]) -> None:
    """Fetch the sizes that exist of all ``pictures`` in one query, so that templates find them at hand."""
    if wanted := [picture for picture in pictures if picture is not None]:
        prefetch_related_objects(wanted, "renditions")


def pictures_in(blocks: Iterable[Any]) -> Iterator[Picture | None]:
    """Every picture that ``blocks`` of a body show."""
    for block in blocks:
        if block.block_type == "picture":
            yield block.value["image"]
        elif block.block_type == "gallery":
            yield from (picture["image"] for picture in block.value["pictures"])
        elif block.block_type == "video":
            yield block.value["poster"]
