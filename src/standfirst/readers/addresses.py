"""One mailbox, one spelling: how an email address is checked, kept and compared."""

import unicodedata

from email_validator import EmailNotValidError, validate_email

LONGEST = 254
"""Characters of the longest address that mail can carry (RFC 5321 §4.5.3.1.3, less the angle brackets)."""

_NEVER_DELIVERS = {"arpa", "invalid", "local", "localhost", "onion"}


class NotAnAddress(ValueError):
    """The text has not the shape of an address."""


class TakesNoMail(ValueError):
    """The shape is right, but no mail can ever reach the domain. ``domain``: the part after the @."""

    def __init__(self, domain: str) -> None:
        super().__init__(domain)
        self.domain = domain


def canonical(address: str) -> str:
    """
    ``address`` trimmed, in NFC and in small letters.

    Two spellings of one mailbox become one; look-alike letters stay different (NFKC and full case folding would join
    some: the long s would become an s, and a mail meant for the one would reach the other).
    """
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", address.strip()).lower())


def checked(address: str) -> str:
    """
    ``address`` as it is kept; internationalised addresses too. Asks no name server.

    Raises NotAnAddress or TakesNoMail. ``.test`` is let through: newsrooms try things out with it (RFC 6761 §6.2).
    """
    if len(address) > 4 * LONGEST:
        raise NotAnAddress
    spelled = canonical(address)
    local, _, domain = spelled.rpartition("@")
    if domain.rpartition(".")[2] in _NEVER_DELIVERS:
        # The validator refuses these like misspelled ones; the reader should hear which part is wrong.
        _validated(f"{local}@{domain.rpartition('.')[0] or 'host'}.test")
        raise TakesNoMail(domain)
    return _validated(spelled)


def as_kept(address: str) -> str:
    """
    ``address`` in the spelling that accounts are kept in, whatever was typed: a domain's names for machines and for
    people are one. What is no address of anybody (staff may have given one) is only made canonical.
    """
    try:
        return checked(address)
    except (NotAnAddress, TakesNoMail):
        return canonical(address)


def _validated(address: str) -> str:
    try:
        found = canonical(validate_email(address, check_deliverability=False, test_environment=True).normalized)
    except (EmailNotValidError, ValueError):
        raise NotAnAddress from None
    if len(found) > LONGEST or "@" not in found[1:]:
        raise NotAnAddress
    return found
