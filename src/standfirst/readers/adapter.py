"""allauth's seams to the rest of the house."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest

from standfirst.access.paths import own_path
from standfirst.readers.clients import source_of


class ReaderAccountAdapter(DefaultAccountAdapter):
    """Accounts come by our own registration; what is left to allauth is the sign-in itself."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never by allauth's own form."""
        return False

    def is_safe_url(self, url: str | None) -> bool:
        return bool(own_path(url))

    def get_client_ip(self, request: HttpRequest) -> str:
        return source_of(request)

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Nothing: our pages say what happened, and a message would need a cookie of its own."""
