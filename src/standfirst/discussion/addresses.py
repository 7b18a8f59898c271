"""Where things of a conversation stand."""

from django.utils.encoding import escape_uri_path

from standfirst.discussion.models import Comment, Profile


def permalink(comment: Comment) -> str:
    """The address of one comment, with its thread: a path here, or a whole URL at a page of another system."""
    return f"{comment.conversation.path.rstrip('/')}/comments/{comment.pk}/"


def profile_path(profile: Profile | None) -> str:
    """The page that others find a reader at; "" where there is none, or its owner keeps it private."""
    return escape_uri_path(f"/readers/{profile.handle}/") if profile is not None and not profile.private else ""
