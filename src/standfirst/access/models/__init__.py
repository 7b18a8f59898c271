"""
What is kept of access: the publication's rules, what readers unlocked and gave away, who is a subscriber, which
institutions read and with which seats, and, of nobody in particular, what was decided.
"""

from standfirst.access.models.crawlers import CrawlerRules
from standfirst.access.models.decision import Decision, Place
from standfirst.access.models.entitlement import Entitlement
from standfirst.access.models.gift import Gift, GiftRules, gift_rules_in_force
from standfirst.access.models.institution import EmailDomain, Institution, NetworkRange, Seat
from standfirst.access.models.rules import MeterRules, rules_in_force
from standfirst.access.models.unlock import Meter, Unlock

__all__ = [
    "CrawlerRules",
    "Decision",
    "EmailDomain",
    "Entitlement",
    "Gift",
    "GiftRules",
    "Institution",
    "Meter",
    "MeterRules",
    "NetworkRange",
    "Place",
    "Seat",
    "Unlock",
    "gift_rules_in_force",
    "rules_in_force",
]
