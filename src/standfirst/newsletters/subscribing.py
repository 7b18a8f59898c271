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
            consent=_("Send me %(name)s by email: %(summary)s %(cadence)s.")
            % {"name": letter.name, "summary": letter.summary, "cadence": letter.cadence},
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
