"""How long this room keeps what it holds."""


def declare_kept() -> None:
    """Called once, when the room starts."""
