"""Pictures, one file at a time: sizes that a page uses go to everybody, originals only to who may use the admin."""

from pathlib import PurePosixPath

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest
from django.views.decorators.http import require_safe

RENDITIONS = "images/"
_TYPES = {
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".png": "image/png",
    ".webp": "image/webp",
    ".avif": "image/avif",
    ".gif": "image/gif",
}


@require_safe
def media_file(request: HttpRequest, path: str) -> FileResponse:
    """
    The picture at ``path`` in the media store. Raises Http404 for what is none, or not for this visitor.

    A picture can never act as a page: its type comes from a list of picture types, and it may load nothing.
    """
    kind = _TYPES.get(PurePosixPath(path).suffix.lower())
    may_see = path.startswith(RENDITIONS) or request.user.has_perm("wagtailadmin.access_admin")
    if kind is None or not may_see or ".." in path or "\0" in path or not default_storage.exists(path):
        raise Http404
    answer = FileResponse(default_storage.open(path), content_type=kind)
    public = path.startswith(RENDITIONS)
    answer["Cache-Control"] = "public, max-age=31536000, immutable" if public else "private, no-store"
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    answer["Cross-Origin-Resource-Policy"] = "cross-origin" if public else "same-origin"
    return answer
