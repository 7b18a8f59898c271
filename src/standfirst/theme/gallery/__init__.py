"""The gallery: every component of the theme in every state, made from the real templates with made-up data."""
