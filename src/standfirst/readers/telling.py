"""Notices to the owner of an account that something of it has changed: whoever changed it."""

from standfirst.mail.sending import send_mail_later
from standfirst.readers.models import Reader
from standfirst.readers.tasks import url_of

ADDRESS_ASKED, ADDRESS_CHANGED, PASSWORD = "address-asked", "address-changed", "password"
APP_ON, APP_OFF, CODES, PASSKEY_ON, PASSKEY_OFF = "app-on", "app-off", "codes", "passkey-on", "passkey-off"
LINKED, UNLINKED = "linked", "unlinked"


def tell(reader: Reader, what: str, *, to: str = "") -> None:
    """Queue the notice of ``what`` (a name above) in the current transaction; to an address before, if one is given."""
    context = {"what": what, "reset_url": url_of("forgotten-password"), "security_url": url_of("security")}
    send_mail_later("account_changed", to or reader.email, context, reader.language)
