"""Conversations in Wagtail's admin: Wagtail looks for a module of this name."""

from standfirst.discussion.admin import menu  # noqa: F401  registers itself
