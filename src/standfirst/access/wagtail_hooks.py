"""Access in Wagtail's admin: Wagtail looks for a module of this name."""

from standfirst.access.gifts import staff  # noqa: F401  registers itself
