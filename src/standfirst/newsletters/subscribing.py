"""Putting readers on lists."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from standfirst.newsletters.models import Newsletter, Subscription
from standfirst.readers.choices import Choice


def offers() -> list[Choice]:
    """The newsletters a reader can tick now, each with the sentence that its tick agrees to."""
    return [
        Choice(
            slug=letter.slug,
            name=letter.name,
            summary=letter.summary,
            cadence=letter.cadence,
            # The words beside the tick and under the list, as the form shows them.
            consent=f"{letter.name}: {letter.summary} {letter.cadence}. "
            + _("You can stop any of these at any time, here or from any email."),
        )
        for letter in Newsletter.objects.filter(open=True)
    ]


def subscribe(reader_pk: int, slugs: Sequence[str], *, source: str) -> None:
    """Put a reader on the lists that are still open. Asking twice changes nothing."""
    letters = Newsletter.objects.filter(open=True, slug__in=list(slugs))
    Subscription.objects.bulk_create(
        [Subscription(reader_id=reader_pk, newsletter=letter, source=source) for letter in letters],
        ignore_conflicts=True,
    )
