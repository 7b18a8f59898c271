"""Takes the place where a photograph was made out of its file, so that a source's home is not in the archive."""

import struct
from io import BytesIO
from typing import Any

from django.core.files.base import ContentFile, File
from PIL import Image, JpegImagePlugin, UnidentifiedImageError

GPS_FOLDER = 0x8825
"""The Exif tag that points to the GPS data. Source: Exif 2.32, section 4.6.3."""

QUALITY = 92
"""Of a WebP or AVIF that is written anew: they have no form that keeps what it was."""


def without_location(upload: File[bytes]) -> File[bytes]:
    """
    ``upload`` without GPS data, whether in Exif or in XMP; the same object when there is none.

    A JPEG is written anew with its own quantisation tables, so nothing of the picture is lost to sight; of the several
    pictures that phones put into one file (MPO) only the first is kept. A file that is no picture is returned as it
    is: the form in front says what is wrong with it.
    """
    upload.seek(0)
    try:
        with Image.open(upload) as picture:
            exif = picture.getexif()
            if GPS_FOLDER not in exif and b"GPS" not in _xmp(picture):
                return upload
            clean = BytesIO()
            kept: dict[str, Any] = {"exif": _without_gps(exif), "icc_profile": picture.info.get("icc_profile")}
            picture.save(clean, **kept, **_how(picture))
    except (UnidentifiedImageError, OSError, Image.DecompressionBombError):
        return upload
    finally:
        upload.seek(0)
    return ContentFile(clean.getvalue(), name=upload.name)


def _without_gps(exif: Image.Exif) -> bytes:
    """The Exif part but for the GPS data; nothing at all of one that is too broken to be written again."""
    exif.pop(GPS_FOLDER, None)
    try:
        return exif.tobytes()
    except (struct.error, TypeError, ValueError):
        return b""


def _xmp(picture: Image.Image) -> bytes:
    """The XMP packet, which may repeat the GPS data. A picture that is written anew has none any more."""
    packet = picture.info.get("xmp") or picture.info.get("XML:com.adobe.xmp") or b""
    return packet if isinstance(packet, bytes) else str(packet).encode()


def _how(picture: Image.Image) -> dict[str, Any]:
    """How to write ``picture`` in its own format with as little loss as it allows."""
    if isinstance(picture, JpegImagePlugin.JpegImageFile):
        tables: Any = picture.quantization
        return {"format": "JPEG", "qtables": tables, "subsampling": JpegImagePlugin.get_sampling(picture)}
    several = {"save_all": True} if getattr(picture, "n_frames", 1) > 1 else {}
    return {"format": picture.format, "quality": QUALITY, "xmp": b"", **several}
