"""Conversations in Wagtail's admin: Wagtail looks for a module of this name."""

from standfirst.discussion.admin import menu, model, words  # noqa: F401  they register themselves
