"""The demo's post: mails are kept in a folder instead of being sent, and read back for ``/demo/mail/``."""

import re
import secrets
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

from django.conf import settings
from django.core.mail import EmailMessage as OutgoingMail
from django.core.mail.backends.base import BaseEmailBackend

_NAME = re.compile(r"[0-9]{19}-[0-9a-f]{8}\Z")


@dataclass(frozen=True, slots=True)
class Letter:
    """One mail that was kept. ``name`` is its place in the box; ``at`` when it came, in UTC."""

    name: str
    at: datetime
    to: str
    subject: str
    text: str
    html: str


class MailboxBackend(BaseEmailBackend):
    """Writes each mail as a file that appears whole or not at all."""

    def send_messages(self, email_messages: Sequence[OutgoingMail]) -> int:
        """Keep ``email_messages``; returns how many. Raises OSError when the disk does not take them."""
        for mail in email_messages:
            _keep(mail.message().as_bytes())
        return len(email_messages)


def letters() -> list[Letter]:
    """Every mail in the box, the newest first."""
    return [_letter(file) for file in sorted(_folder().glob("*.eml"), reverse=True)]


def letter(name: str) -> Letter | None:
    """The mail called ``name``, or None."""
    file = _folder() / f"{name}.eml"
    return _letter(file) if _NAME.match(name) and file.exists() else None


def _keep(content: bytes) -> None:
    name = f"{time.time_ns():019}-{secrets.token_hex(4)}"
    draft = _folder() / f"{name}.part"
    draft.write_bytes(content)
    draft.rename(draft.with_suffix(".eml"))


def _folder() -> Path:
    folder = Path(settings.EMAIL_FILE_PATH)
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _letter(file: Path) -> Letter:
    mail = message_from_bytes(file.read_bytes(), policy=policy.default)
    at = datetime.fromtimestamp(int(file.stem.split("-")[0]) / 1_000_000_000, UTC)
    text, html = (_part(mail, kind) for kind in ("plain", "html"))
    return Letter(file.stem, at, str(mail["to"]), str(mail["subject"]), text, html)


def _part(mail: EmailMessage, kind: str) -> str:
    part = mail.get_body((kind,))
    return str(part.get_content()) if part is not None else ""
