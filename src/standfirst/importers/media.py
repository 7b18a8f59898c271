"""Pictures from the folder given with --media. Nothing is fetched, and nothing outside the folder is read."""

import hashlib
import re
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.core.files.base import ContentFile, File
from PIL import Image

from standfirst.importers.notes import MISSING, NoFolder, NoPicture
from standfirst.importers.words import one_line, shortened
from standfirst.newsroom.locations import without_location
from standfirst.newsroom.models import Picture

UNUSABLE = "not a picture we can use"
FORMATS = {"JPEG", "MPO", "PNG", "GIF", "WEBP", "AVIF"}
_SIZE_IN_NAME = re.compile(r"-\d+x\d+(?=\.\w+\Z)")


@dataclass(frozen=True, slots=True)
class About:
    """What the source says about a picture."""

    title: str = ""
    alt: str = ""
    credit: str = ""


def without_size(path: str) -> str:
    """The path of the picture that ``path`` is a smaller copy of: ``a-300x200.jpg`` → ``a.jpg``."""
    return _SIZE_IN_NAME.sub("", path)


class MediaFolder:
    """
    The folder ``root``, and the pictures already made of its files.

    A file that is the same, byte by byte, as one we have becomes no second picture.
    """

    def __init__(self, root: Path | None) -> None:
        self.root = root.resolve() if root else None
        self._known: dict[Path, int] = {}
        self._unusable: dict[Path, str] = {}

    def picture(self, address: str, about: About) -> int:
        """
        The number of the picture that ``address``, a path or a URL, means.

        Raises NoPicture when its file is not in the folder or is none that we can use; NoFolder without a folder.
        """
        if self.root is None:
            raise NoFolder
        path = self.find(address)
        if path is None:
            raise NoPicture(MISSING)
        if path in self._unusable:
            raise NoPicture(self._unusable[path])
        if path not in self._known:
            try:
                self._known[path] = _picture_of(path, about)
            except NoPicture as reason:
                self._unusable[path] = str(reason)
                raise
        return self._known[path]

    def found(self, address: str) -> int:
        """The number of the picture for the address in an ``img``, of which the source says nothing more."""
        return self.picture(address, About())

    def find(self, address: str) -> Path | None:
        """
        The file for ``address``, or None. Needs a folder.

        Of a URL only the path counts, and the longest end of it that is a file: ``/uploads/2026/08/a.jpg`` is looked
        for under that whole name, then without its first folder, down to ``a.jpg``; then without a size in its name
        (``a-300x200.jpg``).
        """
        try:
            steps = [step for step in PurePosixPath(unquote(urlsplit(address).path)).parts if step != "/"]
        except ValueError:
            return None
        if not steps or ".." in steps:
            return None
        plain = [*steps[:-1], without_size(steps[-1])]
        for names in (steps, plain) if plain != steps else (steps,):
            for first in range(len(names)):
                if found := self._inside(names[first:]):
                    return found
        return None

    def _inside(self, steps: list[str]) -> Path | None:
        assert self.root is not None
        try:
            path = self.root.joinpath(*steps).resolve()
            return path if path.is_relative_to(self.root) and path.is_file() else None
        except (OSError, ValueError):  # a name too long for the file system, or with a NUL in it
            return None


def _picture_of(path: Path, about: About) -> int:
    content = _content(path)
    digest = hashlib.sha1(content, usedforsecurity=False).hexdigest()
    if known := Picture.objects.filter(file_hash=digest).order_by("pk").first():
        if about.credit and not known.credit:
            known.credit = about.credit
            known.save(update_fields=["credit"])
        return int(known.pk)
    picture = Picture(
        title=shortened(one_line(about.title) or path.stem, 255),
        description=shortened(one_line(about.alt), 255),
        credit=shortened(one_line(about.credit), 160),
        file=ContentFile(content, name=path.name),
        file_size=len(content),
        file_hash=digest,
    )
    picture.save()
    return int(picture.pk)


def _content(path: Path) -> bytes:
    limit = settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE
    try:
        if path.stat().st_size > limit:
            raise NoPicture(f"picture larger than {limit // 1024 // 1024} MB")
        content = path.read_bytes()
        with Image.open(BytesIO(content)) as image:
            if image.format not in FORMATS:
                raise NoPicture(UNUSABLE)
            if image.width * image.height > settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS:
                raise NoPicture("picture with too many pixels")
            # Half a picture has a good head: only whoever reads to its end knows. A JPEG can be read small.
            image.draft(image.mode, (max(1, image.width // 8), max(1, image.height // 8)))
            image.load()
        cleaned = without_location(File(BytesIO(content), name=path.name))
        cleaned.seek(0)
        return bytes(cleaned.read())
    except NoPicture:
        raise
    except Image.DecompressionBombError:
        raise NoPicture("picture with too many pixels") from None
    except Exception:  # noqa: BLE001  # decoders fail with whatever they stumble over in a broken file
        raise NoPicture(UNUSABLE) from None
