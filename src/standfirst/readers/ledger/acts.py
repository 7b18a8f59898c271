"""What somebody said, and how: the two halves of a row, apart from who and when."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.translation import get_language

from standfirst.readers.clients import source_of, truncated
from standfirst.readers.models.ledger import Act

GIVEN, REFUSED, WITHDRAWN = Act.GIVEN, Act.REFUSED, Act.WITHDRAWN

CONSENT = "consent"
CONTRACT = "contract"
LEGAL_OBLIGATION = "legal obligation"
LEGITIMATE_INTERESTS = "legitimate interests"
"""Why what was agreed to may be done: GDPR Article 6(1)(a), (b), (c) and (f)."""

SITE, EMAIL = "site", "email"


@dataclass(frozen=True, slots=True)
class Said:
    """
    One act: for which ``purpose``, over which ``channel``, given, refused or withdrawn, in which words exactly.

    ``version`` names the version of the words; without one it is a digest of them, so that equal words have equal
    versions.
    """

    purpose: str
    act: str
    wording: str
    channel: str = SITE
    basis: str = CONSENT
    version: str = ""


@dataclass(frozen=True, slots=True)
class Circumstances:
    """
    How an act was done: in which ``form``, on the page at which path, in which language, from which network, by whom.

    ``page`` is a path without its query, and never one that holds a token: give the path of the form instead.
    ``network``: the client's address, truncated. ``by``: ``reader``, ``staff`` or ``program``.
    """

    form: str
    page: str
    language: str
    network: str = ""
    by: str = "reader"


def circumstances_of(request: HttpRequest, *, form: str, page: str = "") -> Circumstances:
    """The circumstances of an act that ``request`` does; without a ``page`` it was done at the request's own path."""
    network = truncated(source_of(request))
    return Circumstances(form, page or request.path, get_language() or "", network)
