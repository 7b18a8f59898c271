"""
What this room tells whoever listens. Those of a registration have ``path``: that of the article it began at, or "".
"""

from django.dispatch import Signal

begun = Signal()
"""Somebody has sent the form for the first time, well filled in or not."""
accepted = Signal()
"""The form was in order; the address is to be confirmed. It may be one that has an account already."""
completed = Signal()
"""After the commit: the address is confirmed, and there is one account more."""

signed_out_elsewhere = Signal()
"""``reader`` is signed out of every browser but the one they did it in."""

renamed = Signal()
"""``reader`` has another first or last name from now on. Sent in the transaction in which that is written."""
