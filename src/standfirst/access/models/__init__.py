"""
What is kept of access: the publication's allowances, what readers unlocked and gave away, who is a subscriber, and, of
nobody in particular, what was decided.
"""

from standfirst.access.models.decision import Decision, Place
from standfirst.access.models.entitlement import Entitlement
from standfirst.access.models.gift import Gift, GiftRules, gift_rules_in_force
from standfirst.access.models.rules import MeterRules, rules_in_force
from standfirst.access.models.unlock import Meter, Unlock

__all__ = [
    "Decision",
    "Entitlement",
    "Gift",
    "GiftRules",
    "Meter",
    "MeterRules",
    "Place",
    "Unlock",
    "gift_rules_in_force",
    "rules_in_force",
]
