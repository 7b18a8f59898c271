"""
What becomes of a comment before anybody has read it: shown, held for a moderator, or not published.

Everything that decides is pure (``pipeline``, ``phases``, and what they stand on): it asks no database, reads no clock
and imports no Django. What is asked of others stands beside it and gathers facts before, or acts after.
"""
