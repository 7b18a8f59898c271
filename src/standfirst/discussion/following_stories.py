"""Conversations go where their stories go."""


def follow_stories() -> None:
    """Called once, when the room starts."""
