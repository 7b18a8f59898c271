"""The rooms that conversations have in an account."""

from django.utils.translation import gettext_lazy as _

from standfirst.discussion.inbox import unread_count
from standfirst.readers.account_rooms import AccountRoom, offer


def offer_rooms() -> None:
    """Called once, when the room starts."""
    offer(
        AccountRoom("inbox", _("Inbox"), _("Replies, mentions and news of what you follow"), 5, unread_count),
        AccountRoom("following", _("Following"), _("Readers, journalists, topics and conversations"), 6),
        AccountRoom("your-comments", _("Your comments"), _("What you wrote, and how others see you"), 7),
    )
