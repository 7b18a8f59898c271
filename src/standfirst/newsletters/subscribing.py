"""Putting readers on lists and taking them off, each with its row in the ledger of consents."""

from collections.abc import Mapping, Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from standfirst.newsletters.models import Newsletter, Subscription
from standfirst.readers.choices import Choice
from standfirst.readers.ledger.acts import EMAIL, GIVEN, WITHDRAWN, Circumstances, Said
from standfirst.readers.ledger.recording import record
from standfirst.readers.models import Reader
from standfirst.readers.wording import NEWSLETTER


def offers() -> list[Choice]:
    """The newsletters a reader can tick now, each with the sentence that its tick agrees to."""
    return [
        Choice(
            slug=letter.slug,
            name=letter.name,
            summary=letter.summary,
            cadence=letter.cadence,
            consent=consent_to(letter),
        )
        for letter in Newsletter.objects.filter(open=True)
    ]


def consent_to(letter: Newsletter) -> str:
    """What somebody agrees to who ticks ``letter``: the words beside the tick and under the list."""
    stop = _("You can stop any of these at any time, here or from any email.")
    return f"{letter.name}: {letter.summary} {letter.cadence}. {stop}"


def chosen_by(reader: Reader) -> set[str]:
    """The slugs of the newsletters that ``reader`` gets, those that are closed to new readers too."""
    return set(Subscription.objects.filter(reader=reader).values_list("newsletter__slug", flat=True))


@transaction.atomic
def begin(reader: Reader, slug: str, how: Circumstances) -> bool:
    """Put ``reader`` on an open list; whether that is new. Asking twice changes nothing and writes nothing down."""
    letter = Newsletter.objects.filter(open=True, slug=slug).first()
    if letter is None:
        return False
    _place, is_new = Subscription.objects.get_or_create(reader=reader, newsletter=letter, defaults={"source": how.form})
    if is_new:
        said = Said(f"{NEWSLETTER}{slug}", GIVEN, consent_to(letter), channel=EMAIL)
        record(reader.subject, [said], how)
    return is_new


@transaction.atomic
def stop(reader: Reader, slug: str, how: Circumstances) -> bool:
    """Take ``reader`` off a list; whether they were on it. Done again it changes nothing and writes nothing down."""
    place = Subscription.objects.filter(reader=reader, newsletter__slug=slug)
    letter = Newsletter.objects.filter(slug=slug).first()
    was_on_it = bool(place.delete()[0])
    if was_on_it and letter is not None:
        words = _("You will not get %(newsletter)s again.") % {"newsletter": letter.name}
        record(reader.subject, [Said(f"{NEWSLETTER}{slug}", WITHDRAWN, words, channel=EMAIL)], how)
    return was_on_it


def subscribe(reader_pk: int, slugs: Sequence[str], *, source: str) -> None:
    """
    Put a reader on the lists that are still open. Asking twice changes nothing.

    For those who said so elsewhere and whose words are in the ledger by that way: a registration that is confirmed.
    """
    letters = Newsletter.objects.filter(open=True, slug__in=list(slugs))
    Subscription.objects.bulk_create(
        [Subscription(reader_id=reader_pk, newsletter=letter, source=source) for letter in letters],
        ignore_conflicts=True,
    )


def everywhere() -> dict[str, str]:
    """The slug of every newsletter, open or not, by its slug and by its name in small letters."""
    letters = list(Newsletter.objects.values_list("slug", "name"))
    return {name.casefold(): slug for slug, name in letters} | {slug: slug for slug, _name in letters}


def bring_over(chosen: Mapping[int, Sequence[str]], *, source: str) -> None:
    """
    Put many readers, by their key, on the lists with these slugs, open or not: they chose them in another system.

    The caller writes to the ledger on what basis.
    """
    letters = dict(Newsletter.objects.values_list("slug", "pk"))
    Subscription.objects.bulk_create(
        [
            Subscription(reader_id=reader, newsletter_id=letters[slug], source=source)
            for reader, slugs in chosen.items()
            for slug in slugs
        ],
        ignore_conflicts=True,
    )
