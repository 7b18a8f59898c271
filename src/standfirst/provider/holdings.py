"""What this room holds about a reader: with which sites they are connected, and what those hold open."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from standfirst.holdings import Holding, Person, Row, declare, declare_about_nobody
from standfirst.provider.connecting import end_tokens_of
from standfirst.provider.models import Connection


def declare_holdings() -> None:
    """Called once, when the room starts."""
    declare(CONNECTED_SITES)
    declare_about_nobody("allauth_idp_oidc.Client", "its owner is never written: a site belongs to the publication")


def _told(person: Person) -> Iterable[Row]:
    for one in Connection.objects.filter(reader_id=person.pk).select_related("site").order_by("connected_at", "pk"):
        yield {
            "site": one.site.name,
            "your_name_there": one.sub,
            "gets": one.scopes,
            "you_allowed": one.agreed,
            "connected_at": one.connected_at,
            "used_last_at": one.used_at,
            "ended_at": one.ended_at,
        }


def _erase(person: Person) -> None:
    end_tokens_of(person.pk)
    Connection.objects.filter(reader_id=person.pk).delete()


def _merge(gone: Person, kept: Person) -> None:
    """A site that knows only the one that goes keeps its account; one that knows both knows who stays."""
    end_tokens_of(gone.pk)
    known = Connection.objects.filter(reader_id=kept.pk).values_list("site_id", flat=True)
    mine = Connection.objects.filter(reader_id=gone.pk)
    mine.filter(site_id__in=list(known)).delete()
    mine.update(reader_id=kept.pk)


CONNECTED_SITES = Holding(
    key="connected_sites",
    name=_("Sites that you sign in to with this account"),
    about=_("Which, since when, and what each of them may know. What they keep themselves, ask them for."),
    models=("provider.Connection", "allauth_idp_oidc.Token"),
    export=_told,
    erase=_erase,
    merge=_merge,
)
