"""Random acts of readers and moderators in a few conversations, from several writers at once."""

import random
import uuid
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import timedelta

from django.db import connection

from standfirst.discussion import limiting, reasons
from standfirst.discussion.deciding import decide_comment
from standfirst.discussion.deleting import delete
from standfirst.discussion.editing import edit
from standfirst.discussion.featuring import NotOfStaff, NotPublished, PinnedMeanwhile, feature, pin
from standfirst.discussion.liking import like, unlike
from standfirst.discussion.models import Comment, Conversation, What
from standfirst.discussion.models.moderation_rules import ModerationRules
from standfirst.discussion.posting import post
from standfirst.discussion.reporting import report
from standfirst.discussion.restoring import restore
from standfirst.discussion.taking_turns import NotNow
from standfirst.discussion.undoing import TooLate, undo
from standfirst.readers.limits import Limit
from standfirst.readers.models import Reader
from standfirst.refusals import Refusal

NO_LIMIT = Limit("acts of a test", 10**9, 1)


def without_limits() -> None:
    """Let everybody act as fast as they can, and hold what three readers reported."""
    told = ModerationRules.objects.first() or ModerationRules()
    told.seconds_between = told.most_in_an_hour = told.repeat_hours = told.rejected_percent = 0
    told.reported_author_from = 0
    told.save()
    limiting.LIKES = limiting.REPORTS = limiting.REPORTS_FROM_A_SOURCE = limiting.EDITS = NO_LIMIT


class Writer:
    """
    One who acts: as any of ``readers``, or as ``moderator``, by chance alone. ``done`` counts what was done, and as
    "refused" what could not be.
    """

    def __init__(
        self, number: int, readers: Sequence[Reader], moderator: Reader, conversations: Sequence[Conversation]
    ) -> None:
        self.chance = random.Random(number)
        self.readers, self.moderator, self.conversations = readers, moderator, conversations
        self.done: Counter[str] = Counter()

    def act(self, times: int) -> Counter[str]:
        """That many acts."""
        acts: list[Callable[[], None]] = [
            self._post, self._reply, self._like, self._unlike, self._edit, self._delete, self._report, self._decide,
            self._mark,
        ]  # fmt: skip
        for _ in range(times):
            (verb,) = self.chance.choices(acts, (12, 20, 20, 6, 5, 4, 8, 12, 3))
            try:
                verb()
                self.done[verb.__name__.strip("_")] += 1
            except (Refusal, NotNow, NotPublished, NotOfStaff, PinnedMeanwhile, TooLate):
                self.done["refused"] += 1
        connection.close()
        return self.done

    def _reader(self) -> Reader:
        return self.chance.choice(self.readers)

    def _comment(self) -> Comment:
        """One of the last, more often than an old one: so that several act on the same."""
        newest = Comment.objects.order_by("-pk").values_list("pk", flat=True).first()
        if newest is None:
            raise NotPublished
        back = int(self.chance.expovariate(1 / 20))
        found = Comment.objects.filter(pk__lte=max(1, newest - back)).select_related("author").order_by("-pk").first()
        if found is None:
            raise NotPublished
        return found

    def _say(self, reader: Reader, conversation: Conversation, parent: int | None = None) -> Comment:
        return post(reader, conversation, f"It is {uuid.uuid4().hex}.", parent, once=uuid.uuid4())

    def _post(self) -> None:
        self._say(self._reader(), self.chance.choice(self.conversations))

    def _reply(self) -> None:
        answered = self._comment()
        writer = self.moderator if self.chance.random() < 0.1 else self._reader()
        self._say(writer, answered.conversation, answered.pk)

    def _like(self) -> None:
        like(self._reader(), self._comment())

    def _unlike(self) -> None:
        unlike(self._reader(), self._comment())

    def _edit(self) -> None:
        comment = self._comment()
        if comment.author is not None:
            edit(comment.author, comment, f"It was {uuid.uuid4().hex}.")

    def _delete(self) -> None:
        comment = self._comment()
        if comment.author is not None:
            was = delete(comment.author, comment)
            if was is not None and self.chance.random() < 0.3:
                restore(comment.author, comment, was)

    def _report(self) -> None:
        reporter = self._reader() if self.chance.random() < 0.8 else None
        report(self._comment(), self.chance.choice(reasons.TOLD_BY_PEOPLE), reporter=reporter, source="192.0.2.1")

    def _decide(self) -> None:
        what = self.chance.choice((What.PUBLISH, What.PUBLISH, What.REJECT, What.HOLD))
        act = decide_comment(self._comment(), self.moderator, what, "abuse" if what is What.REJECT else "")
        if self.chance.random() < 0.2:
            undo(act, self.moderator, act.at + timedelta(seconds=1))

    def _mark(self) -> None:
        mark = self.chance.choice((feature, pin))
        mark(self._comment(), self.moderator, on=self.chance.random() < 0.7)
