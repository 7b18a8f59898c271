"""The mails of this room. What they carry is made when they go: the queue holds no link and no code."""

from functools import partial
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django_tasks import task

from standfirst.mail.outbox import with_patience
from standfirst.mail.sending import send_mail
from standfirst.readers import tokens
from standfirst.readers.addresses import as_kept
from standfirst.readers.models import Reader, Registration
from standfirst.readers.one_time_codes import Purpose, code_of


def url_of(name: str, **kwargs: str) -> str:
    """The full address of one of our pages: always on the configured host, whatever a request claimed."""
    return f"{settings.STANDFIRST_SITE_URL}{reverse(name, kwargs=kwargs)}"


@task()
def mail_registration(registration: int, message: str, tries: int = 0) -> None:
    """To a new address the link and the code; to a known one, that it has an account."""
    waiting = Registration.objects.waiting().filter(pk=registration).first()
    if waiting is None:
        return
    # The code's day begins now, however long the mail had to wait for its server; the same for both kinds of address.
    goes_at = timezone.now()
    Registration.objects.filter(pk=waiting.pk).update(mailed_at=goes_at)
    if waiting.known or Reader.objects.filter(email=waiting.email).exists():
        template = "address_known"
        context: dict[str, Any] = {"sign_in_url": url_of("sign-in"), "reset_url": url_of("forgotten-password")}
    else:
        template = "confirm_address"
        code = tokens.code_of(waiting)
        context = {
            "first_name": waiting.first_name,
            "confirm_url": url_of("confirm", token=tokens.confirm_token(waiting)),
            "code": f"{code[:3]} {code[3:]}",
            "expires": goes_at + tokens.CONFIRM_WITHIN,
        }
    with_patience(
        partial(send_mail, template, waiting.email, context, language=waiting.language, message=message),
        mail_registration,
        tries=tries,
        registration=registration,
        message=message,
    )


@task()
def mail_reset(address: str, language: str, message: str, tries: int = 0) -> None:
    """The link that sets a new password; to an address without an account, that it has none."""
    address = as_kept(address)
    reader = Reader.objects.filter(email=address).first()
    if reader is not None and not reader.is_active:
        return
    if reader is None:
        template, context = "reset_unknown_address", {"register_url": url_of("register")}
    else:
        template, context = "reset_password", {"reset_url": url_of("reset-password", key=tokens.reset_key(reader))}
    with_patience(
        partial(send_mail, template, address, context, language=language, message=message),
        mail_reset,
        tries=tries,
        address=address,
        language=language,
        message=message,
    )


@task()
def mail_code(purpose: str, ident: str, address: str, language: str, message: str, tries: int = 0) -> None:
    """
    Six digits to whoever has asked for them. To sign in there must be an account, and for a new address none: else the
    mail says so, to the address and to nobody else.
    """
    reader = Reader.objects.filter(email=address).first()
    if reader is not None and not reader.is_active:
        return
    kind = Purpose(purpose)
    code = code_of(kind, ident, address)
    context: dict[str, Any] = {"code": f"{code[:3]} {code[3:]}", "purpose": purpose}
    template = "code"
    if kind is Purpose.SIGN_IN and reader is None:
        template, context = "sign_in_unknown_address", {"register_url": url_of("register")}
    elif kind is Purpose.ADDRESS and reader is not None:
        template, context = "new_address_taken", {"sign_in_url": url_of("sign-in")}
    with_patience(
        partial(send_mail, template, address, context, language=language, message=message),
        mail_code,
        tries=tries,
        purpose=purpose,
        ident=ident,
        address=address,
        language=language,
        message=message,
    )
