"""
The one way out for every mail: three templates of one name become one message.

``mail/<name>.subject.txt``, ``mail/<name>.html``, ``mail/<name>.txt``. The templates get ``publication`` as pages do.
"""

import uuid
from email.utils import parseaddr
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.mail import EmailMultiAlternatives
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import translation

from standfirst.mail.outbox import queue
from standfirst.mail.tasks import deliver


def send_mail_later(template: str, to: str, context: dict[str, Any], language: str = "") -> None:
    """
    Queue a mail in the current transaction: it goes if that commits, and only then.

    ``context`` is kept in the queue, so it must be plain JSON and hold no secret; a mail with a link that opens
    something has a task of its own that makes the link when the mail goes.
    """
    queue(deliver, template=template, to=to, context=context, language=language, message=uuid.uuid4().hex)


def send_mail(
    template: str, to: str, context: dict[str, Any], *, language: str, message: str, unsubscribe: str = ""
) -> None:
    """
    Send one mail now. ``message``: a name of its own, the same again when it is tried again. ``unsubscribe``: the
    address whose POST stops such mails, for those that nobody has asked for in the minute before; the templates get it
    as ``unsubscribe_url``.

    Raises what the mail backend raises: smtplib.SMTPException or OSError.
    """
    written_for(template, to, context, language=language, message=message, unsubscribe=unsubscribe).send()


def written_for(
    template: str, to: str, context: dict[str, Any], *, language: str, message: str, unsubscribe: str = ""
) -> EmailMultiAlternatives:
    """The message, ready to go; ``unsubscribe`` as in ``send_mail``. Source: RFC 2369 §3.2, RFC 8058 §3.1."""
    with translation.override(language or settings.LANGUAGE_CODE):
        words = {
            "site_url": settings.STANDFIRST_SITE_URL,
            "lang": translation.get_language(),
            "dir": "rtl" if translation.get_language_bidi() else "ltr",
            "unsubscribe_url": unsubscribe,
            **context,
        }
        request = _nobody()
        subject = " ".join(render_to_string(f"mail/{template}.subject.txt", words, request).split())
        text = render_to_string(f"mail/{template}.txt", words, request)
        html = render_to_string(f"mail/{template}.html", {**words, "subject": subject}, request)
        headers = {
            "Message-ID": f"<{message}@{_domain()}>",
            # RFC 3834 §5: nobody's holiday notice is to answer this.
            "Auto-Submitted": "auto-generated",
            "X-Auto-Response-Suppress": "All",
            "Content-Language": words["lang"],
        }
        if unsubscribe:
            headers["List-Unsubscribe"] = f"<{unsubscribe}>"
            headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    mail = EmailMultiAlternatives(subject, text.strip() + "\n", settings.STANDFIRST_MAIL_FROM, [to], headers=headers)
    mail.attach_alternative(html, "text/html")
    return mail


def _domain() -> str:
    return parseaddr(settings.STANDFIRST_MAIL_FROM)[1].rpartition("@")[2] or "localhost"


def _nobody() -> HttpRequest:
    """A request of nobody at the site's own address, for what every template is given."""
    site = settings.STANDFIRST_SITE
    request = HttpRequest()
    request.method = "GET"
    request.user = AnonymousUser()
    request.META.update(
        {
            "SERVER_NAME": site.hostname,
            "SERVER_PORT": str(site.port or (443 if site.scheme == "https" else 80)),
            "HTTP_HOST": site.netloc,
        }
    )
    return request
