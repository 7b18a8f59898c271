"""Takes the place where a photograph was made out of its file, so that a source's home is not in the archive."""

from io import BytesIO

from django.core.files.base import ContentFile, File
from PIL import Image, UnidentifiedImageError

GPS_FOLDER = 0x8825
"""The Exif tag that points to the GPS data. Source: Exif 2.32, section 4.6.3."""


def without_location(upload: File[bytes]) -> File[bytes]:
    """
    ``upload`` without the GPS data of its Exif part; the same object when there is none.

    A JPEG is written anew with its own quantisation tables, so nothing of the picture is lost to sight. A file that is
    no picture is returned as it is: the form in front says what is wrong with it.
    """
    upload.seek(0)
    try:
        with Image.open(upload) as picture:
            exif = picture.getexif()
            if GPS_FOLDER not in exif or picture.format not in {"JPEG", "WEBP", "PNG"}:
                return upload
            del exif[GPS_FOLDER]
            clean = BytesIO()
            how: dict[str, object] = {"quality": "keep"} if picture.format == "JPEG" else {"lossless": True}
            picture.save(clean, format=picture.format, exif=exif, icc_profile=picture.info.get("icc_profile"), **how)
    except (UnidentifiedImageError, OSError, Image.DecompressionBombError):
        return upload
    finally:
        upload.seek(0)
    return ContentFile(clean.getvalue(), name=upload.name)
