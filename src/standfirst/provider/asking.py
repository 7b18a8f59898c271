"""A site's question, as a browser brings it: whom it is from, what it wants to know, and where the answer goes."""

import time
from dataclasses import dataclass

from allauth.account.internal.flows.login import get_authentication_records
from allauth.idp.oidc.internal.oauthlib.utils import get_uri
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from oauthlib.common import add_params_to_uri
from oauthlib.oauth2.rfc6749.errors import OAuth2Error

from standfirst.provider.adapter import ProviderAdapter
from standfirst.provider.connecting import has_agreed
from standfirst.provider.models import ConnectedSite
from standfirst.provider.server import ProviderServer
from standfirst.readers.models import Reader
from standfirst.refusals import Refusal

LEAST_AGE = 60
"""Seconds. A site that wants the reader to show anew who they are cannot want it more often."""


class CannotSignInThere(Refusal):
    """A site that we do not know, or an address that is not its own: whoever reads this is sent nowhere."""

    title = _("That site cannot sign you in")
    message = _(
        "The site that you came from is not set up to sign you in with your account here, or asks in a way that we do "
        "not know. Nothing was told to it. If it is a site of ours, tell us which one."
    )


class SendBack(Exception):
    """The question is answered with an error, at ``address``: the site's own."""

    def __init__(self, address: str, site: ConnectedSite) -> None:
        super().__init__()
        self.address = address
        self.site = site


@dataclass(frozen=True)
class Asked:
    """A question in order. ``max_age``: in seconds, how long ago the reader may have shown who they are; None: ever."""

    server: ProviderServer
    uri: str
    site: ConnectedSite
    scopes: list[str]
    state: str
    prompt: frozenset[str]
    max_age: int | None

    def needs_proof(self, request: HttpRequest) -> bool:
        """Whether the reader has to show once more who they are."""
        if "login" in self.prompt:
            return True
        return self.max_age is not None and time.time() - proven_at(request) > max(self.max_age, LEAST_AGE)

    def needs_a_yes(self, reader: Reader) -> bool:
        """Whether the reader has to be asked; where the site wants it so, even of its own."""
        return "consent" in self.prompt or not has_agreed(self.site, reader, self.scopes)

    def answer(self, request: HttpRequest, reader: Reader) -> str:
        """
        The address with a code, for a reader who is connected with the site. Raises SendBack, for what was in order a
        moment ago.
        """
        self.server.validator.proven_at = int(proven_at(request))
        try:
            headers, _body, _status = self.server.create_authorization_response(
                self.uri, "GET", None, {}, scopes=self.scopes, credentials={"user": reader}
            )
        except OAuth2Error as error:
            raise _of(self.server, self.site, error) from None
        return _signed(headers["Location"])

    def error(self, name: str) -> str:
        """The address with an error of that name."""
        told = [("error", name), *([("state", self.state)] if self.state else [])]
        return _signed(add_params_to_uri(self.server.validator.redirect_address, told))


def read(request: HttpRequest) -> Asked:
    """What the address of ``request`` asks. Raises CannotSignInThere, SendBack."""
    if any("\x00" in value for values in request.GET.lists() for value in [values[0], *values[1]]):
        raise CannotSignInThere
    server, uri = ProviderServer(), get_uri(request)
    try:
        scopes, told = server.validate_authorization_request(uri, "GET", None, {})
    except OAuth2Error as error:
        site = ConnectedSite.objects.filter(pk=str(error.client_id or "")).first()
        raise _of(server, site, error) from None
    except ValueError:
        raise CannotSignInThere from None
    age = request.GET.get("max_age", "")
    return Asked(
        server=server,
        uri=uri,
        site=told["request"].client,
        scopes=scopes,
        state=told["state"] or "",
        prompt=frozenset(told["prompt"]),
        max_age=int(age) if age.isascii() and age.isdecimal() and len(age) < 10 else None,
    )


def proven_at(request: HttpRequest) -> float:
    """When the reader of this session last showed who they are, in unix seconds."""
    records = get_authentication_records(request, request.user)
    return max((float(record["at"]) for record in records), default=0.0)


def _of(server: ProviderServer, site: ConnectedSite | None, error: OAuth2Error) -> Exception:
    """Back to the site only where the address is known to be its own."""
    address = server.validator.redirect_address
    if site is None or not address:
        return CannotSignInThere()
    return SendBack(_signed(error.in_uri(address)), site)


def _signed(address: str) -> str:
    """With whose answer it is, so that a site of several providers mixes none up (RFC 9207)."""
    return add_params_to_uri(address, [("iss", ProviderAdapter().get_issuer())])
