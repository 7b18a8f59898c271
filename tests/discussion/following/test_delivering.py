"""Mail about what is new: when its reader wants it, of what is still news, and stopped by one click."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from typing import cast
from urllib.parse import urlsplit

import pytest
import time_machine
from django.core import mail
from django.core.mail import EmailMultiAlternatives
from django.test import Client

from standfirst.discussion import delivering
from standfirst.discussion.deciding import decide_comment
from standfirst.discussion.inbox import mark_all
from standfirst.discussion.models import Comment, Notice, What
from standfirst.discussion.stopping_mail import stop_of, token_for
from standfirst.readers.models import Preferences, Reader, Way
from standfirst.readers.preferring import preferences_of
from tests.discussion.desk import a_comment, a_conversation, a_moderator
from tests.discussion.following.acting import a_writer, prefers, work, write

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 11, 26, 12, tzinfo=UTC)


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOON, tick=False) as clock:
        yield clock


@pytest.fixture
def ann(clock: time_machine.Traveller) -> Reader:
    ann = a_writer("Ann")
    prefers(ann, replies=Way.NOW, mentions=Way.DAILY)
    return ann


def answered(ann: Reader, name: str = "Ben", text: str = "I do not think so.") -> Comment:
    """Somebody has answered her."""
    first = Comment.objects.filter(author=ann).first() or write(ann, a_conversation())
    answer = write(a_writer(name), first.conversation, text, first)
    work()
    return answer


def at(clock: time_machine.Traveller, moment: datetime) -> list[EmailMultiAlternatives]:
    """The mails that have gone by then."""
    clock.move_to(moment)
    delivering.queue_due()
    work()
    return sent()


def sent() -> list[EmailMultiAlternatives]:
    """Without what moderators write to those about whom they decided."""
    return [cast("EmailMultiAlternatives", one) for one in mail.outbox if "List-Unsubscribe" in one.extra_headers]


def test_at_once_is_a_minute_later_and_says_who_where_and_how_to_stop(
    clock: time_machine.Traveller, ann: Reader
) -> None:
    answered(ann)
    assert at(clock, NOON + timedelta(seconds=30)) == []
    (letter,) = at(clock, NOON + timedelta(minutes=2))
    assert letter.to == [ann.email]
    assert letter.subject.startswith("Ben replied to you: Story ")
    assert "I do not think so." in letter.body
    headers = letter.message()
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert re.fullmatch(r"<http://testserver/notices/stop/[^>@]+/>", headers["List-Unsubscribe"])
    assert at(clock, NOON + timedelta(hours=2)) == [letter], "once"


def test_more_within_ten_minutes_comes_together_and_the_digest_once_a_day(
    clock: time_machine.Traveller, ann: Reader
) -> None:
    answered(ann)
    at(clock, NOON + timedelta(minutes=2))
    answered(ann, "Cem")
    answered(ann, "Dee")
    assert len(at(clock, NOON + timedelta(minutes=4))) == 1
    later = at(clock, NOON + timedelta(minutes=13))
    assert [one.subject for one in later[1:]] == ["2 pieces of news for you at Standfirst"]
    for name in ("Eve", "Fay"):
        write(a_writer(name), a_conversation(), f"@ann, says {name}.")
    work()
    assert len(at(clock, NOON + timedelta(hours=18))) == 2
    (digest,) = at(clock, datetime(2026, 11, 27, 7, 1, tzinfo=UTC))[2:]
    assert "says Eve." in digest.body
    assert "says Fay." in digest.body


def test_in_quiet_hours_nothing_goes_by_the_readers_own_clock(clock: time_machine.Traveller, ann: Reader) -> None:
    prefers(ann, quiet_from=time(22), quiet_until=time(6), time_zone="Asia/Tokyo")  # Tokyo: nine hours ahead
    clock.move_to(NOON + timedelta(hours=1, minutes=30))
    answered(ann)
    assert at(clock, datetime(2026, 11, 26, 20, 59, tzinfo=UTC)) == []
    assert len(at(clock, datetime(2026, 11, 26, 21, 0, tzinfo=UTC))) == 1


def test_nothing_goes_of_what_was_removed_read_or_is_not_wanted_any_more(
    clock: time_machine.Traveller, ann: Reader
) -> None:
    decide_comment(answered(ann), a_moderator(), What.REJECT, "abuse")
    assert at(clock, NOON + timedelta(hours=1)) == []
    answered(ann, "Cem")
    mark_all(ann.pk, 10**9)
    assert at(clock, NOON + timedelta(hours=2)) == []
    answered(ann, "Dee")
    clock.move_to(NOON + timedelta(hours=3))
    delivering.queue_due()
    prefers(ann, replies=Way.PAGE)
    work()
    assert sent() == [], "it was in the queue already"


def test_removed_while_it_waited_for_its_turn_it_is_left_out(clock: time_machine.Traveller, ann: Reader) -> None:
    gone = answered(ann, "Ben", "Gone words.")
    answered(ann, "Cem", "Other words.")
    clock.move_to(NOON + timedelta(minutes=2))
    delivering.queue_due()
    decide_comment(gone, a_moderator(), What.REJECT, "abuse")
    (letter,) = at(clock, NOON + timedelta(minutes=3))
    assert "Other words." in letter.body
    assert "Gone words." not in letter.body


def test_a_letter_whose_worker_was_killed_goes_again_under_the_same_name(
    clock: time_machine.Traveller, ann: Reader
) -> None:
    answered(ann)
    clock.move_to(NOON + timedelta(minutes=2))
    delivering.queue_due()
    letter = Notice.objects.exclude(letter="").get().letter
    delivering.send(letter)
    Notice.objects.update(mailed_at=None)  # killed before it was written down
    work(times=2)
    assert [one.extra_headers["Message-ID"] for one in sent()] == [f"<{letter}@testserver>"] * 2


def test_who_leaves_gets_nothing(clock: time_machine.Traveller, ann: Reader) -> None:
    answered(ann)
    Reader.objects.filter(pk=ann.pk).update(leaves_at=NOON)
    assert at(clock, NOON + timedelta(minutes=2)) == []


@pytest.mark.parametrize("kind", ["multipart/form-data; boundary=b", "application/x-www-form-urlencoded"])
def test_one_click_of_a_mail_program_stops_these_mails_and_no_others(
    clock: time_machine.Traveller, ann: Reader, kind: str
) -> None:
    answered(ann)
    (letter,) = at(clock, NOON + timedelta(minutes=2))
    path = urlsplit(letter.extra_headers["List-Unsubscribe"].strip("<>")).path
    program = Client(enforce_csrf_checks=True)
    assert program.get(path).status_code == 200
    assert preferences_of(ann).replies == Way.NOW, "to look changes nothing"
    click = b"List-Unsubscribe=One-Click"
    if kind.startswith("multipart"):
        click = b'--b\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--b--\r\n'
    for _ in range(2):
        assert program.post(path, click, content_type=kind).status_code == 200
    assert (preferences_of(ann).replies, preferences_of(ann).mentions) == (Way.PAGE, Way.DAILY)
    assert "sf_session" not in program.cookies
    answered(ann, "Cem")
    assert len(at(clock, NOON + timedelta(hours=1))) == 1


def test_a_person_can_undo_it_or_stop_all(ann: Reader) -> None:
    path = f"/notices/stop/{token_for(ann.subject, ['replies'])}/"
    page = Client().post(path).content.decode()
    fields = dict(re.findall(r'<input type="hidden" name="(\w+)" value="(\w+)">', page))
    fields.pop("csrfmiddlewaretoken", None)
    assert fields == {"replies": "now"}
    assert Client().post(path, {**fields, "mentions": "now", "again": "on"}).status_code == 200
    assert (preferences_of(ann).replies, preferences_of(ann).mentions) == (Way.NOW, Way.DAILY), "and nothing else"
    assert Client().post(path, {"replies": "hourly", "again": "on"}).status_code == 400
    Client().post(path, {"all": "on"})
    assert {preferences_of(ann).replies, preferences_of(ann).mentions} == {Way.PAGE}


def test_a_link_cannot_be_made_up_and_names_no_address(ann: Reader) -> None:
    token = token_for(ann.subject, ["replies"])
    assert "ann" not in token.partition(":")[0]
    assert stop_of(token) is not None
    for number, letter in enumerate(token):
        assert stop_of(f"{token[:number]}{'x' if letter != 'x' else 'y'}{token[number + 1 :]}") is None
    answer = Client().post("/notices/stop/made-up/")
    assert (answer.status_code, Preferences.objects.get(reader=ann).replies) == (404, Way.NOW)
    Reader.objects.filter(pk=ann.pk).update(is_active=False)
    assert stop_of(token) is None


def test_a_comment_that_is_news_to_nobody_by_mail_makes_no_letter(clock: time_machine.Traveller) -> None:
    ben = a_writer("Ben")
    a_comment(a_conversation(), ben, "published", "@ben")
    work()
    assert delivering.queue_due() == 0
