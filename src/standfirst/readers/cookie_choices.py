"""
What a browser may load of others (``third_parties``): asked once, kept in two cookies and in the ledger.

One cookie is for our script, which loads what was accepted: ``<version>.<kinds>``, the version being that of the list
that was shown. The other holds the name under which somebody without an account stands in the ledger; no script reads
it. Neither is there before a choice is made.
"""

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from standfirst.readers import limits
from standfirst.readers.clients import source_of
from standfirst.readers.ledger.acts import GIVEN, REFUSED, WITHDRAWN, Circumstances, Said
from standfirst.readers.ledger.recording import record, record_unknown
from standfirst.readers.models import Reader
from standfirst.third_parties import ThirdParties

LASTS = timedelta(days=180)
"""After that the question is asked again."""
PURPOSE = "cookies:"
NAMES: dict[str, str | Promise] = {"measurement": _("Measurement"), "embeds": _("Embedded content")}
_SALT = "standfirst.readers.cookie_choices"
_NONE = "none"


@dataclass(frozen=True, slots=True)
class Choice:
    """What stands in a browser. ``made`` is False when it was never asked, or was shown another list than today's."""

    made: bool
    accepted: frozenset[str]


def parties() -> ThirdParties:
    """What the publisher added."""
    added: ThirdParties = settings.STANDFIRST_THIRD_PARTIES
    return added


def cookie_names() -> tuple[str, str]:
    """Those of the choice and of the name; ``__Host-`` on https, like our other cookies."""
    prefix = "__Host-" if settings.STANDFIRST_HTTPS else ""
    return f"{prefix}sf_choices", f"{prefix}sf_chooser"


def choice_of(request: HttpRequest) -> Choice:
    """The choice of this browser."""
    version, _dot, kinds = request.COOKIES.get(cookie_names()[0], "").partition(".")
    if version != parties().version:
        return Choice(False, frozenset())
    return Choice(True, frozenset(kinds.split("-")) & set(parties().kinds))


def pseudonym_of(request: HttpRequest) -> uuid.UUID | None:
    """The name under which the choices of this browser stand in the ledger, for somebody without an account."""
    try:
        return uuid.UUID(signing.loads(request.COOKIES.get(cookie_names()[1], ""), salt=_SALT))
    except (signing.BadSignature, ValueError, TypeError, AttributeError):
        return None


def choose(request: HttpRequest, response: HttpResponse, accepted: Collection[str], how: Circumstances) -> None:
    """
    Let this browser load the kinds that are ``accepted`` and no other, and write it down where it is news.

    Raises TooManyTries: a program could fill the ledger. To refuse is never refused; it is then not written down.
    """
    before = choice_of(request)
    wanted = frozenset(accepted) & set(parties().kinds)
    name = pseudonym_of(request) or uuid.uuid4()
    if not before.made or before.accepted != wanted:
        said = [_said(kind, wanted, before) for kind in parties().kinds]
        source = source_of(request)
        if wanted:
            limits.count(limits.COOKIE_CHOICES_FROM_A_SOURCE, source)
            _write(request, name, said, how)
        elif limits.allows(limits.COOKIE_CHOICES_FROM_A_SOURCE, source):
            _write(request, name, said, how)
    kept, named = cookie_names()
    _set(response, kept, f"{parties().version}.{'-'.join(sorted(wanted)) or _NONE}", for_script=True)
    if not request.user.is_authenticated:
        _set(response, named, signing.dumps(name.hex, salt=_SALT), for_script=False)


def context(request: HttpRequest) -> dict[str, Any]:
    """For templates: what there is to choose, the same for everybody. None where there is nothing."""
    added = parties()
    if not added.all:
        return {"choices": None}
    kinds = [{"kind": kind, "name": NAMES[kind], "parties": added.of(kind)} for kind in added.kinds]
    return {"choices": {"kinds": kinds, "version": added.version, "to_load": added.to_load}}


def _said(kind: str, wanted: Collection[str], before: Choice) -> Said:
    act = GIVEN if kind in wanted else WITHDRAWN if kind in before.accepted else REFUSED
    words = " ".join([f"{NAMES[kind]}.", *(party.told for party in parties().of(kind))])
    return Said(f"{PURPOSE}{kind}", act, words, version=parties().version)


def _write(request: HttpRequest, name: uuid.UUID, said: list[Said], how: Circumstances) -> None:
    if isinstance(request.user, Reader):
        record(request.user.subject, said, how)
    else:
        record_unknown(name, said, how)


def _set(response: HttpResponse, name: str, value: str, *, for_script: bool) -> None:
    response.set_cookie(
        name,
        value,
        max_age=int(LASTS.total_seconds()),
        httponly=not for_script,
        secure=settings.STANDFIRST_HTTPS,
        samesite="Lax",
        path="/",
    )


def needed() -> list[tuple[str, str]]:
    """The cookies that the site cannot do without, each with what it is for and how long it lasts."""
    prefix = "__Host-" if settings.STANDFIRST_HTTPS else ""
    days = settings.SESSION_COOKIE_AGE // 86_400
    told = [
        ("sf_session", gettext("Keeps you signed in. %(days)s days, or until you sign out.") % {"days": days}),
        ("sf_pass", gettext("Says which articles you may read, without your name. Renewed every five minutes.")),
        ("sf_in", gettext("Holds 1 while you are signed in, so that pages know to ask for your name.")),
        ("sf_provisional", gettext("Lets this browser read on until you confirm your address. A week.")),
        ("sf_welcome", gettext("Greets you on the page where you registered. Two minutes.")),
        ("sf_meter", gettext("Counts the Premium articles you opened without an account. Until the period ends.")),
        ("sf_device", gettext("Says that you signed in here before, so that nobody can lock you out. A year.")),
        ("sf_code", gettext("Ties a code that we mailed you to this browser. Some minutes.")),
        ("sf_look", gettext("Remembers whether you want pages light or dark. A year.")),
        ("sf_csrf", gettext("Protects forms against being sent by another site. A year.")),
        ("sf_choices", gettext("Keeps your choice on this page. 180 days from the choice.")),
        ("sf_chooser", gettext("Names that choice in our records without naming you. 180 days from the choice.")),
    ]
    return [(f"{prefix}{name}", words) for name, words in told]
