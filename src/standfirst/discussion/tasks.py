"""What the worker does for conversations."""

from django_tasks import task


@task()
def follow_all_stories() -> None:
    """A whole part of the site moved, came or went: every conversation is brought in line with its story."""
    from standfirst.discussion import conversations

    conversations.follow(None)
