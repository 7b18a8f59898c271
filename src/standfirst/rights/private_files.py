"""Files that nobody fetches by an address: beside the public media folder, never in it."""

from django.core.files.storage import Storage, storages

ALIAS = "private"


def private_files() -> Storage:
    """The storage of the site's private files (``STORAGES["private"]``)."""
    return storages[ALIAS]
