"""The reader platform of a newsroom."""

__version__ = "0.1.0"
