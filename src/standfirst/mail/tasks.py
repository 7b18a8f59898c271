"""Mails that are sent later."""

from functools import partial
from typing import Any

from django_tasks import task

from standfirst.mail.outbox import with_patience


@task()
def deliver(*, template: str, to: str, context: dict[str, Any], language: str, message: str, tries: int = 0) -> None:
    """Render and send one mail whose words hold no secret."""
    from standfirst.mail.sending import send_mail

    with_patience(
        partial(send_mail, template, to, context, language=language, message=message),
        deliver,
        tries=tries,
        template=template,
        to=to,
        context=context,
        language=language,
        message=message,
    )
