"""Take it along: one archive with everything about a reader, asked for, made by the worker, gone after some days."""

import logging
import tempfile
from datetime import datetime, timedelta

from django.conf import settings
from django.core.files import File
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone, translation

from standfirst.holdings import Person
from standfirst.mail.outbox import queue
from standfirst.mail.sending import send_mail_later
from standfirst.readers.models import Reader
from standfirst.rights.models import Archive, ArchiveState
from standfirst.rights.private_files import private_files
from standfirst.rights.writing import write_archive
from standfirst.security_log import Event, note

log = logging.getLogger(__name__)

ONE_AT_A_TIME = timedelta(minutes=10)
"""Who asks again while an archive is being made gets that one; after so long it is taken for lost and made anew."""


def person_of(reader: Reader) -> Person:
    """``reader`` as the rooms know them."""
    return Person(reader.pk, reader.subject, reader.email)


def ask_for_archive(reader: Reader, *, for_staff: bool = False) -> Archive:
    """Queue an archive of everything about ``reader``; the one that is being made already, if there is one."""
    from standfirst.rights.tasks import make_archive

    with transaction.atomic():
        Reader.objects.select_for_update().get(pk=reader.pk)
        begun = Archive.objects.filter(
            reader=reader, state=ArchiveState.ASKED, asked_at__gt=timezone.now() - ONE_AT_A_TIME
        ).first()
        if begun is not None:
            return begun
        archive = Archive.objects.create(reader=reader, for_staff=for_staff)
        queue(make_archive, archive=archive.pk)
    note(Event.ARCHIVE, "asked", who=reader.subject.hex)
    return archive


def make(archive: Archive) -> None:
    """Write the archive's file and say so by mail. One that is made already stays as it is."""
    if archive.state == ArchiveState.READY:
        return
    reader = archive.reader
    with tempfile.TemporaryFile() as file:
        with translation.override(reader.language or settings.LANGUAGE_CODE):
            write_archive(file, person_of(reader), archive.asked_at)
        size = file.tell()
        file.seek(0)
        store = private_files()
        store.delete(archive.file)  # half a file of a worker that was killed
        store.save(archive.file, File(file))
    now = timezone.now()
    with transaction.atomic():
        made = Archive.objects.filter(pk=archive.pk).exclude(state=ArchiveState.READY)
        changed = made.update(
            state=ArchiveState.READY,
            made_at=now,
            gone_at=now + timedelta(days=settings.STANDFIRST_ARCHIVE_DAYS),
            size=size,
        )
        if changed and reader.is_active:
            send_mail_later("archive_ready", reader.email, {"days": settings.STANDFIRST_ARCHIVE_DAYS}, reader.language)
    if not changed and not Archive.objects.filter(pk=archive.pk).exists():
        # The reader was erased meanwhile.
        store.delete(archive.file)


def give_up(archive: Archive) -> None:
    """Say that it could not be made; the reader can ask again."""
    Archive.objects.filter(pk=archive.pk, state=ArchiveState.ASKED).update(state=ArchiveState.FAILED)


def delete_archives(archives: list[Archive]) -> int:
    """The files first, then the rows: killed between the two, the next round finds the row again."""
    for archive in archives:
        private_files().delete(archive.file)
    return Archive.objects.filter(pk__in=[archive.pk for archive in archives]).delete()[0]


def forget_old_archives(now: datetime) -> int:
    """Delete what ``old_archives`` finds, files and rows; how many there were."""
    return delete_archives(list(old_archives(now)))


def old_archives(now: datetime) -> QuerySet[Archive]:
    """The archives whose days are over at ``now``, and those that were asked for a day before it and never made."""
    never_made = Q(gone_at=None, asked_at__lt=now - timedelta(days=1))
    return Archive.objects.filter(Q(gone_at__lte=now) | never_made)
