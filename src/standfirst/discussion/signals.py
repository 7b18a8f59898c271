"""
What happened in a conversation. Sent inside the transaction in which it happened: a receiver that raises takes it all
back; what only follows from it waits for ``transaction.on_commit`` or goes into a task, which is a row of the same
transaction.
"""

from django.dispatch import Signal

comment_published = Signal()
"""``comment``: everybody sees it now, for the first time or again."""

comment_withdrawn = Signal()
"""``comment``: it was published and is not any more, whoever did it."""

comment_held = Signal()
"""``comment``: it waits for a moderator."""

comment_edited = Signal()
"""``comment``: its text is another one, and it is published."""

comment_rewritten = Signal()
"""``comment``: its author has given it another text, whoever sees it."""

comment_deleted = Signal()
"""``comment``: its author has taken it back, whoever saw it."""

comment_restored = Signal()
"""``comment``: its author has undone that; it is in the state it had."""

comment_decided = Signal()
"""``comment`` and ``act``, the line in the moderators' log. Sent when the act can no longer be undone."""

comment_reported = Signal()
"""``report``."""
