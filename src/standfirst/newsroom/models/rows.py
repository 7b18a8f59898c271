"""Rows that belong to a page and are kept apart by one of their columns, like the authors over an article."""

from typing import Any


def settle(page: Any, relation: str, key: str) -> None:
    """
    Make the rows of ``relation`` that ``page`` is about to be saved with ones that can be written one after the other.

    Of two with the same ``key`` the first stays: two editors may have added it. A row that got another key is written
    as a new one, after the old ones are deleted: when two rows swap theirs, both would have the same for a moment.
    """
    if page.pk is None or relation not in getattr(page, "_cluster_related_objects", ()):
        return
    rows = getattr(page, relation)
    held: dict[Any, Any] = {}
    for row in rows.all():
        held.setdefault(getattr(row, key), row)
    written = dict(rows.get_live_queryset().values_list("pk", key))
    for value, row in held.items():
        if row.pk in written and written[row.pk] != value:
            row.pk = None
    rows.set(list(held.values()))
