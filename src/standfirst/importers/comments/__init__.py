"""Comments from other systems."""
