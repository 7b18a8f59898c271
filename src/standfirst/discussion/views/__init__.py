"""Thin views over the verbs of the room."""
