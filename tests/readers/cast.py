"""What the readers' tests share: a form filled in well, and the newsroom's post."""

import re
from typing import Any
from urllib.parse import urlsplit

from django.core import mail
from django.core.mail import EmailMessage
from django.test import Client
from django_tasks_db.models import DBTaskResult

PASSWORD = "Tulip9 orchard"
ARTICLE = "/news/harbour/"


def answers(**changed: Any) -> dict[str, Any]:
    """A form that is filled in well, but for what the test changes; None leaves a field out."""
    filled = {
        "email": "ann@example.com",
        "password": PASSWORD,
        "first_name": "Ann",
        "last_name": "O’Neil-Çelik",
        "over_18": "on",
        "next": ARTICLE,
        **changed,
    }
    return {name: value for name, value in filled.items() if value is not None}


class Post:
    """The worker and the mailbox in one: ``latest`` runs what waits and gives the newest mail."""

    def deliver(self) -> int:
        """Run the tasks that wait; how many there were."""
        waiting = list(DBTaskResult.objects.ready())
        for row in waiting:
            row.task.call(*row.args_kwargs["args"], **row.args_kwargs["kwargs"])
            row.delete()
        return len(waiting)

    @property
    def latest(self) -> EmailMessage:
        self.deliver()
        return mail.outbox[-1]

    def link(self) -> str:
        """The path in the newest mail that opens or changes something."""
        found = re.search(r"https?://\S*/(?:register/confirm|reset-password)/\S+", str(self.latest.body))
        assert found, f"no link in {self.latest.body}"
        return urlsplit(found[0]).path

    def code(self) -> str:
        found = re.match(r"(\d{3}) (\d{3}) ", str(self.latest.subject))
        assert found, f"no code in {self.latest.subject}"
        return "".join(found.groups())


def waits_for_its_mail(**changed: Any) -> Client:
    """A browser in which somebody has just registered."""
    browser = Client()
    assert browser.post("/register/", answers(**changed)).status_code == 303
    return browser


def signed_in(email: str = "ann@example.com", password: str = PASSWORD) -> Client:
    """A browser in which the reader of that address has signed in."""
    browser = Client()
    assert browser.post("/sign-in/", {"email": email, "password": password}).status_code == 303
    return browser
