"""Writers and those who reported learn what moderators decided: by mail, and by ``comment_decided`` in their inbox."""

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django_tasks import task, task_backends

from standfirst.discussion import reasons, signals
from standfirst.discussion.models import Act, Appeal, Comment, CommentState, Report, Sanction, What
from standfirst.discussion.who_moderates import is_alone
from standfirst.mail.outbox import queue
from standfirst.mail.sending import send_mail_later
from standfirst.readers.models import Reader
from standfirst.theme.templatetags.components import newspaper_date

NOT_BEFORE = timedelta(seconds=16)
"""Nobody is told of what its moderator can still take back (``undoing.COUNTS_FOR``)."""


def tell_later(act: Act) -> None:
    """Have whom it concerns told of ``act`` when it can no longer be undone; in the current transaction."""
    if task_backends[tell.backend].supports_defer:
        queue(tell.using(run_after=act.at + NOT_BEFORE), act=act.pk)
    else:
        queue(tell, act=act.pk)


@task()
def tell(act: int) -> None:
    """Tell of one act, unless it was undone."""
    with transaction.atomic():
        done = Act.objects.select_related("comment__conversation").filter(pk=act, undone_by=None).first()
        if done is None or done.comment is None:
            return
        signals.comment_decided.send(Comment, comment=done.comment, act=done)
        _tell_who_reported(done)
        _tell_the_writer(done, done.comment)


def tell_of_sanction(sanction: Sanction, *, lifted: bool = False) -> None:
    """Write to a writer what was decided about them, in the current transaction."""
    author = sanction.author
    if not author.is_active:
        return
    context = {
        "kind": sanction.kind,
        "lifted": lifted,
        "reason": _words(sanction.reason, author.language) if sanction.reason else "",
        "note": sanction.note,
        "until": newspaper_date(sanction.until) if sanction.until else "",
        "rules_url": f"{settings.STANDFIRST_SITE_URL}/comments/rules/",
    }
    send_mail_later("commenting_changed", author.email, context, author.language)


def _tell_the_writer(act: Act, comment: Comment) -> None:
    """What goes, and what comes of an appeal, is said by mail; that a comment is published says the inbox."""
    author = Reader.objects.staying().filter(pk=act.author_id).first() if act.author_id else None
    asked = Appeal.objects.filter(comment=comment).exclude(decided_at=None).first()
    of_appeal = asked is not None and act.was.get("appeal") == asked.pk
    if author is None or (act.what != What.REJECT and not of_appeal) or (act.before == act.after and not of_appeal):
        return
    context = {
        "story": comment.conversation.title,
        "words": _beginning(comment.text),
        "published": act.after == CommentState.PUBLISHED,
        "removed": act.after == CommentState.REMOVED,
        "of_appeal": of_appeal,
        "reason": _words(act.reason, author.language) if act.reason else "",
        "note": act.note,
        "may_appeal": asked is None,
        "by_the_same": act.of_own_decision or (asked is None and act.by_id is not None and is_alone(act.by_id)),
        "comment_url": url_of(comment),
        "appeal_url": f"{settings.STANDFIRST_SITE_URL}/comments/{comment.pk}/appeal/",
        "rules_url": f"{settings.STANDFIRST_SITE_URL}/comments/rules/",
    }
    send_mail_later("comment_decided", author.email, context, author.language)


def _tell_who_reported(act: Act) -> None:
    answered = Report.objects.select_related("reporter").filter(pk__in=act.was.get("answered") or [])
    for report in answered:
        address, language = report.address, ""
        if report.reporter is not None:
            address, language = report.reporter.email, report.reporter.language
        if not address:
            continue
        context = {
            "reference": report.reference,
            "upheld": bool(report.upheld),
            "answer": report.answer,
            "story": act.comment.conversation.title if act.comment else "",
            "rules_url": f"{settings.STANDFIRST_SITE_URL}/comments/rules/",
        }
        send_mail_later("report_answered", address, context, language)


def url_of(comment: Comment) -> str:
    """Where ``comment`` stands, for a mail."""
    path = comment.conversation.path
    here = path if path.startswith(("http://", "https://")) else f"{settings.STANDFIRST_SITE_URL}{path}"
    return f"{here.rstrip('/')}/comments/{comment.pk}/"


def _words(code: str, language: str) -> str:
    with translation.override(language or settings.LANGUAGE_CODE):
        return str(reasons.words_of(code))


def _beginning(text: str) -> str:
    short = " ".join(text.split())
    return short if len(short) <= 200 else f"{short[:199].rstrip()}…"
