"""
Whether a person filled in a form. Settings: ``STANDFIRST_BOT_CHECK`` and what begins with that.

A decoy field and limits are there always. What the chosen check wants besides comes in one field, ``proof``. Whoever
sends none (no script, a check that did not load) is let through at a slower pace: see ``asking``.
"""

from standfirst.readers.botcheck.asking import CheckDown, NotAPerson, ask, fell_for_the_decoy
from standfirst.readers.botcheck.checks import BotCheck, Down, Widget, bot_check

__all__ = ["BotCheck", "CheckDown", "Down", "NotAPerson", "Widget", "ask", "bot_check", "fell_for_the_decoy"]
