"""
Notices that go by mail.

A notice that is due gets the name of a letter, in the transaction that queues it; the letter is written when it goes,
of what is still news. So a worker that is killed loses nothing and sends at most the same mail again, under the same
Message-ID.
"""

import uuid
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from standfirst.discussion import stopping_mail
from standfirst.discussion.delivery_times import way_of
from standfirst.discussion.letters import entries_of
from standfirst.discussion.models import Notice, NoticeKind
from standfirst.discussion.models.notice import PREFERENCE
from standfirst.mail.outbox import queue
from standfirst.mail.sending import send_mail
from standfirst.readers.models import Reader, Way
from standfirst.readers.preferring import preferences_of
from standfirst.readers.tasks import url_of

APART = timedelta(minutes=10)
"""Between two letters to one reader: in a lively thread each answer at once would be a mail a minute."""
AT_ONCE = 200


def queue_due() -> int:
    """Put everything that is due into letters, one a reader, and queue them; how many. Run by the clock."""
    from standfirst.discussion.notice_tasks import mail_letter

    queued = 0
    now = timezone.now()
    while readers := list(Notice.objects.filter(due_at__lte=now).values_list("reader", flat=True).distinct()[:AT_ONCE]):
        for reader in readers:
            with transaction.atomic():
                if letter := _seal(reader, now):
                    queue(mail_letter, letter=letter)
                    queued += 1
    return queued


def _seal(reader: int, now: datetime) -> str:
    """The name of a letter of all that is due to ``reader``; "" when they had one just now, and it waits."""
    Reader.objects.select_for_update(no_key=True).filter(pk=reader).first()
    due = Notice.objects.filter(reader=reader, due_at__lte=now)
    latest = Notice.objects.filter(reader=reader, mailed_at__gt=now - APART).order_by("-mailed_at").first()
    if latest is not None and latest.mailed_at is not None:
        due.update(due_at=latest.mailed_at + APART)
        return ""
    letter = uuid.uuid4().hex
    return letter if due.update(due_at=None, letter=letter) else ""


def send(letter: str) -> None:
    """
    Send one letter now, if anything in it is still news: not read meanwhile, still public, and still wanted by mail.

    Raises what the mail backend raises.
    """
    notices = list(
        Notice.objects.filter(letter=letter, mailed_at=None, reader__in=Reader.objects.staying())
        .unread()
        .to_be_seen()
        .select_related("reader", "comment__conversation", "conversation", "actor__profile")
        .order_by("pk")
    )
    if not notices:
        return
    reader = notices[0].reader
    chosen = preferences_of(reader)
    notices = [one for one in notices if way_of(one.kind, chosen) is not Way.PAGE]
    if not notices:
        return
    kinds = {PREFERENCE[NoticeKind(one.kind)] for one in notices}
    context = {
        **entries_of(notices, reader),
        "inbox_url": url_of("inbox"),
        "preferences_url": url_of("preferences"),
    }
    stop = url_of("stop-notices", token=stopping_mail.token_for(reader.subject, kinds))
    send_mail("notices", reader.email, context, language=reader.language, message=letter, unsubscribe=stop)
    Notice.objects.filter(pk__in=[one.pk for one in notices]).update(mailed_at=timezone.now())
