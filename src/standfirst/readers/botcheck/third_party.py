"""What a third party says about a proof, and what of that counts."""

import logging
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from django.http.request import validate_host
from django.utils.safestring import SafeString

from standfirst.readers.botcheck.checks import ACTION, Down, Widget
from standfirst.readers.botcheck.providers import Provider
from standfirst.readers.botcheck.verifying import DEADLINE, verified

# What is wrong with our own side or with theirs; no reader can do anything about it.
_NOT_THE_READERS = {
    "missing-input-secret",
    "invalid-input-secret",
    "sitekey-secret-mismatch",
    "invalid-or-already-seen-secret",
    "not-using-dummy-secret",
    "bad-request",
    "internal-error",
}

log = logging.getLogger(__name__)


class ThirdParty:
    """
    ``hosts``: the names on which a proof may have been made, as ALLOWED_HOSTS has them. ``least_score``: 0 to 1, where
    the provider gives one. ``deadline``: seconds.
    """

    asks_others = True

    def __init__(
        self,
        provider: Provider,
        *,
        site_key: str,
        secret: str,
        hosts: Sequence[str],
        least_score: float,
        verify_at: str,
        deadline: float = DEADLINE,
    ) -> None:
        self.provider = provider
        self.site_key = site_key
        self._secret = secret
        self.hosts = hosts
        self.least_score = least_score
        self.verify_at = verify_at
        self.deadline = deadline

    @property
    def widget(self) -> Widget:
        """Its script comes with the first focus in the form, and not before."""
        script = self.provider.script.format(key=quote(self.site_key, safe=""))
        return Widget(self.provider.name, script, self.site_key, seen=self.provider.seen)

    @property
    def notice(self) -> SafeString:
        """In the language of the page."""
        return self.provider.notice()

    def passes(self, proof: str) -> bool:
        """Whether the provider takes it for a person's, made here and for this. Raises Down and Busy."""
        # The reader's address is not sent along: all of them do without.
        said = verified(self.verify_at, {"secret": self._secret, "response": proof}, within=self.deadline)
        if not isinstance(said.get("success"), bool):
            raise Down("its answer could not be read")
        if not said["success"]:
            return self._refused(said.get("error-codes"))
        return self._is_ours(said) and self._is_sure(said)

    def _refused(self, codes: Any) -> bool:
        told = {str(code) for code in codes} if isinstance(codes, list) else set()
        if ours := told & _NOT_THE_READERS:
            raise Down(f"it refused our question ({', '.join(sorted(ours))})")
        return False

    def _is_ours(self, said: dict[str, Any]) -> bool:
        """A proof that was made on another site, or for another form, was carried here."""
        host = said.get("hostname")
        if not isinstance(host, str) or not validate_host(host, self.hosts):
            log.warning("bot check %s: a proof made on %.100r, not here", self.provider.name, host)
            return False
        return not self.provider.named or said.get("action") == ACTION

    def _is_sure(self, said: dict[str, Any]) -> bool:
        if not self.provider.scored:
            return True
        score = said.get("score")
        if isinstance(score, bool) or not isinstance(score, int | float):
            raise Down("its answer has no score")
        return score >= self.least_score
