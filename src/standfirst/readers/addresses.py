"""One mailbox, one spelling: how an email address is kept and compared."""

import unicodedata


def canonical(address: str) -> str:
    """
    ``address`` trimmed, in NFC and case-folded.

    Two spellings of one mailbox become one; look-alike letters stay different (NFKC would join them, and a reset mail
    for the one would reach the other).
    """
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", address.strip()).casefold())
