"""A mail that could not go is tried again, later and later, under one name; a final no is taken as one."""

import smtplib
from collections import Counter
from datetime import timedelta

import pytest
import time_machine
from django.conf import LazySettings
from django.db import transaction
from django.test import Client
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from standfirst.mail.outbox import WAITS
from standfirst.mail.sending import send_mail_later
from tests.mail.servers import Scripted
from tests.readers.cast import Post, answers

pytestmark = pytest.mark.django_db

TO = "ann@example.com"
LATER: dict[str, Exception] = {
    "the box is busy": smtplib.SMTPRecipientsRefused({TO: (450, b"busy")}),
    "the disk is full": smtplib.SMTPDataError(452, b"full"),
    "closing": smtplib.SMTPServerDisconnected("gone"),
    "greylisted": smtplib.SMTPRecipientsRefused({TO: (451, b"later")}),
    "nobody listens": ConnectionRefusedError("refused"),
    "no such host": OSError("no such host"),
    "silence": TimeoutError("silence"),
    "no service today": smtplib.SMTPConnectError(554, b"no service"),
    "our password is wrong": smtplib.SMTPAuthenticationError(535, b"wrong"),
    "our own address is refused": smtplib.SMTPSenderRefused(550, b"not you", "newsroom@testserver"),
    "a greeting it does not like": smtplib.SMTPHeloError(501, b"what"),
}
FINAL: dict[str, Exception] = {
    "no such box": smtplib.SMTPRecipientsRefused({TO: (550, b"no such box")}),
    "the box is closed": smtplib.SMTPRecipientsRefused({TO: (553, b"closed")}),
    "content refused": smtplib.SMTPDataError(554, b"spam"),
}


@pytest.fixture(autouse=True)
def server(settings: LazySettings) -> type[Scripted]:
    settings.EMAIL_BACKEND = "tests.mail.servers.Scripted"
    Scripted.say()
    return Scripted


def waiting() -> list[timedelta]:
    """How long each task of the queue waits from now."""
    now = timezone.now()
    return [max(row.run_after - now, timedelta(0)) for row in DBTaskResult.objects.all() if row.run_after.year < 9000]


@pytest.mark.parametrize("why", LATER)
def test_what_may_be_put_right_is_tried_again(why: str, post: Post, server: type[Scripted]) -> None:
    server.say(LATER[why])
    Client().post("/register/", answers())
    post.deliver()
    assert DBTaskResult.objects.count() == 1
    with time_machine.travel(timezone.now() + WAITS[0] + timedelta(seconds=1), tick=False):
        assert post.deliver() == 1
    assert [letter.to for letter in server.accepted] == [[TO]]
    assert DBTaskResult.objects.count() == 0


@pytest.mark.parametrize("why", FINAL)
def test_a_final_no_is_not_asked_again(
    why: str, post: Post, server: type[Scripted], caplog: pytest.LogCaptureFixture
) -> None:
    server.say(FINAL[why])
    Client().post("/register/", answers())
    post.deliver()
    assert DBTaskResult.objects.count() == 0
    assert len(server.seen) == 1
    assert "a mail was given up after 1 tries" in caplog.text


def test_each_wait_is_longer_and_after_the_last_it_is_given_up(
    post: Post, server: type[Scripted], caplog: pytest.LogCaptureFixture
) -> None:
    server.say(*[OSError("down")] * 20)
    Client().post("/register/", answers())
    now = timezone.now()
    waited = []
    for _try in range(10):
        with time_machine.travel(now, tick=False):
            post.deliver()
            if not (left := waiting()):
                break
            waited.append(left[0])
            now += left[0]
    assert tuple(waited) == WAITS
    assert list(WAITS) == sorted(WAITS)
    assert len(server.seen) == len(WAITS) + 1
    assert f"a mail was given up after {len(WAITS) + 1} tries" in caplog.text


def test_a_mail_has_one_name_over_all_its_tries_and_no_other_has_it(post: Post, server: type[Scripted]) -> None:
    server.say(OSError("down"), OSError("down"))
    with transaction.atomic():
        send_mail_later("password_changed", TO, {"reset_url": "http://testserver/"})
        send_mail_later("password_changed", TO, {"reset_url": "http://testserver/"})
    now = timezone.now()
    for hours in (0, 1, 2):
        with time_machine.travel(now + timedelta(hours=hours, minutes=1), tick=False):
            post.deliver()
    assert sorted(Counter(server.seen).values()) == [2, 2]
    assert all(name.startswith("<") and name.endswith("@testserver>") for name in server.seen)


def test_what_is_rolled_back_sends_nothing(post: Post, server: type[Scripted]) -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        send_mail_later("password_changed", TO, {"reset_url": "http://testserver/"})
        raise RuntimeError
    assert post.deliver() == 0


def test_the_queue_holds_no_link_and_no_code(post: Post) -> None:
    Client().post("/register/", answers())
    Client().post("/forgotten-password/", {"email": TO})
    kept = str(list(DBTaskResult.objects.values_list("args_kwargs", flat=True)))
    assert "http" not in kept
    assert "code" not in kept


def test_where_nothing_can_be_deferred_a_mail_is_given_up_and_the_log_says_so(
    settings: LazySettings, server: type[Scripted], caplog: pytest.LogCaptureFixture
) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
    server.say(OSError("down"))
    send_mail_later("password_changed", TO, {"reset_url": "http://testserver/"})
    assert server.accepted == []
    assert "tried again" not in caplog.text
