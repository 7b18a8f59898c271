"""The moderators' pages in Wagtail's admin: each finds, calls one verb, answers."""
