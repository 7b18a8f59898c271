"""The columns of the tables: each adds up some kinds of figures."""

from dataclasses import dataclass

from django.db.models import Q, Sum
from django.db.models.functions import Coalesce

from standfirst.access.levels import Variant
from standfirst.audience import kinds


@dataclass(frozen=True, slots=True)
class Column:
    """``name`` stands in addresses and files; ``kinds`` are what is added up."""

    name: str
    label: str
    kinds: tuple[str, ...]


COLUMNS = (
    Column("opened", "Pages opened", kinds.SHOWN),
    Column("walls", "Register walls", (Variant.REGISTER.value,)),
    Column("begun", "Forms sent", (kinds.BEGUN,)),
    Column("accepted", "Forms accepted", (kinds.ACCEPTED,)),
    Column("completed", "Accounts", (kinds.COMPLETED,)),
    Column("unlocked", "Unlocked", (kinds.UNLOCKED,)),
    Column("used_up", "Allowances spent", (kinds.USED_UP,)),
    Column("asked", "Asked to spend", (Variant.ASK.value,)),
    Column("spent", "Spent walls", (Variant.SPENT.value,)),
    Column("premium", "Subscriber walls", (Variant.PREMIUM.value,)),
    Column("confirm", "Confirm walls", (Variant.CONFIRM.value,)),
    Column("metered", "Without account", (kinds.METERED,)),
)
ALWAYS = frozenset({"opened", "walls", "begun", "accepted", "completed"})
"""The columns that are shown even where nothing was counted in them."""
BY_NAME = {column.name: column for column in COLUMNS}


def sums() -> dict[str, Coalesce]:
    """What to annotate or aggregate figures with: a sum for each column, by its name."""
    return {column.name: Coalesce(Sum("n", filter=Q(kind__in=column.kinds)), 0) for column in COLUMNS}
