"""The kinds of figures: what was shown, by the variant of the page, and what happened."""

from standfirst.access.levels import Variant

WALLS = tuple(variant.value for variant in Variant if variant is not Variant.FULL)
SHOWN = tuple(variant.value for variant in Variant)

BEGUN = "begun"
ACCEPTED = "accepted"
COMPLETED = "completed"
UNLOCKED = "unlocked"
USED_UP = "used_up"
METERED = "metered"

LABELS = {
    Variant.FULL.value: "Read in full",
    Variant.REGISTER.value: "Wall: register",
    Variant.CONFIRM.value: "Wall: confirm your address",
    Variant.ASK.value: "Wall: spend one?",
    Variant.SPENT.value: "Wall: allowance spent",
    Variant.PREMIUM.value: "Wall: for subscribers",
    BEGUN: "Registrations begun",
    ACCEPTED: "Forms accepted",
    COMPLETED: "Registrations completed",
    UNLOCKED: "Premium articles unlocked",
    USED_UP: "Allowances spent",
    METERED: "Opened without an account",
}
"""What each kind is called in the admin, in the order of its columns."""
