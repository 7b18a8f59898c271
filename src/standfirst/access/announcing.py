"""What access tells whoever listens: rooms above count it, and access knows none of them."""

from django.dispatch import Signal

unlocked = Signal()
"""
After the commit: ``articles``, the ids of those that readers have just unlocked (one for each unlock), and
``used_up``, of which each took the last of a reader's allowance.
"""
metered = Signal()
"""Somebody without an account has opened ``article`` with the allowance of the anonymous meter."""
