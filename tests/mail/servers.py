"""A mail server that says what a test tells it to, and keeps what it has accepted."""

from typing import Any

from django.core.mail import EmailMultiAlternatives
from django.core.mail.backends.base import BaseEmailBackend


class Scripted(BaseEmailBackend):
    """Raises the next of ``says`` for each mail; accepts it where that is None, and when nothing more is said."""

    says: list[Exception | None] = []
    accepted: list[EmailMultiAlternatives] = []
    seen: list[str] = []

    def send_messages(self, email_messages: Any) -> int:
        for message in email_messages:
            self.seen.append(message.message()["Message-ID"])
            said = self.says.pop(0) if self.says else None
            if said is not None:
                raise said
            self.accepted.append(message)
        return len(email_messages)

    @classmethod
    def say(cls, *answers: Exception | None) -> None:
        """Begin anew with this script."""
        cls.says[:] = answers
        cls.accepted.clear()
        cls.seen.clear()
