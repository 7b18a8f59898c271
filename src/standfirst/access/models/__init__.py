"""What is kept of access: the publication's allowances, what readers unlocked, who is a subscriber."""

from standfirst.access.models.entitlement import Entitlement
from standfirst.access.models.rules import MeterRules, rules_in_force
from standfirst.access.models.unlock import Meter, Unlock

__all__ = ["Entitlement", "Meter", "MeterRules", "Unlock", "rules_in_force"]
