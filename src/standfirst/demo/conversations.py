"""What readers say in the demo, by the verbs that readers use: the filter judges it, and who is answered is told."""

import uuid
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from standfirst.demo import reading
from standfirst.discussion import featuring, limiting
from standfirst.discussion.conversations import conversation_at
from standfirst.discussion.followable import target_of
from standfirst.discussion.following import follow
from standfirst.discussion.liking import like
from standfirst.discussion.models import Comment, CommentState
from standfirst.discussion.moderating.in_force import rules_in_force
from standfirst.discussion.naming import profile_of
from standfirst.discussion.posting import post
from standfirst.discussion.reporting import report
from standfirst.readers import limits
from standfirst.readers.models import Reader

Step = Callable[[str, int, int], None]


def talk(step: Step) -> None:
    """Everything on the sheet of the conversations, the oldest first. ``step`` is told of each comment."""
    sheet = reading.conversations()
    hall = Hall([_somebody(one["name"]) for one in sheet["people"]])
    said = sorted(sheet["comments"], key=lambda told: -int(told["minutes"]))
    for number, told in enumerate(said):
        step("Comments", number, len(said))
        hall.say(told)
    step("Comments", len(said), len(said))
    for told in sheet["follows"]:
        target = target_of("reader", profile_of(hall.who(told["whom"])).handle)
        assert target is not None, told
        follow(hall.who(told["by"]), target)


class Hall:
    """The people of the demo, and what they have said so far, by its name on the sheet."""

    def __init__(self, people: list[Reader]) -> None:
        accounts = list(Reader.objects.exclude(pk__in=[one.pk for one in people]).order_by("pk"))
        self._by = {one.email: one for one in accounts} | {one.get_full_name(): one for one in people}
        self._those_who_like = [*people, *(one for one in accounts if not one.is_staff)]
        self._editor = next(one for one in accounts if one.is_staff)
        self._said: dict[tuple[str, str], Comment] = {}

    def who(self, name: str) -> Reader:
        """Whom the sheet calls ``name``: an address, or the name of one who cannot sign in."""
        return self._by[name]

    def say(self, told: dict[str, Any]) -> None:
        """One comment of the sheet, with what others thought of it."""
        writer = self.who(told["by"])
        conversation = conversation_at(told["on"])
        assert conversation is not None, told["on"]
        to = self._said[told["on"], told["to"]].pk if "to" in told else None
        _as_if_long_ago(writer)
        at = timezone.now() - timedelta(minutes=told["minutes"])
        said = post(writer, conversation, told["text"], to, once=uuid.uuid4(), now=at)
        if "name" in told:
            self._said[told["on"], told["name"]] = said
        if said.state == CommentState.PUBLISHED:
            self._liked(said, writer, told.get("likes", 0))
            self._marked(said, told, at)

    def _liked(self, said: Comment, writer: Reader, times: int) -> None:
        for reader in [one for one in self._those_who_like if one != writer][:times]:
            _as_if_long_ago(reader)
            like(reader, said)

    def _marked(self, said: Comment, told: dict[str, Any], at: datetime) -> None:
        if told.get("featured"):
            featuring.feature(said, self._editor, now=at)
        if told.get("pinned"):
            featuring.pin(said, self._editor, now=at)
        if "reported" in told:
            report(said, told["reported"], reporter=self._those_who_like[0])


def _somebody(name: str) -> Reader:
    first, _, last = name.partition(" ")
    address = f"somebody-{uuid.uuid4().hex[:8]}@reader.example"
    return Reader.objects.create_user(address, None, first_name=first, last_name=last)


def _as_if_long_ago(reader: Reader) -> None:
    """What ``reader`` does next in the demo is days after what they did last, though it is made in the same second."""
    for limit in (limiting.comments(rules_in_force().seconds_between), limiting.LIKES, limiting.REPORTS):
        limits.start_anew(limit, str(reader.subject))
