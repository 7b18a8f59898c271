"""
A conversation under the free article of the demo: threads of four levels, staff, Arabic, a gap.

Run as ``python -m tests.browser.commented PATH`` in the environment of the site. With texts as JSON on its input it
adds these instead, one comment each.
"""

import json
import sys
from datetime import timedelta

import django

django.setup()

from django.db import transaction  # noqa: E402  # models can be imported only now
from django.utils import timezone  # noqa: E402

from standfirst.discussion.conversations import conversation_at, kept  # noqa: E402
from standfirst.discussion.counting import moved  # noqa: E402
from standfirst.discussion.models import Comment, CommentState, Conversation  # noqa: E402
from standfirst.discussion.naming import name_of, profile_of  # noqa: E402
from standfirst.generations.raising import raise_for  # noqa: E402
from standfirst.readers.models import Reader  # noqa: E402

READERS = ("editor@courier.example", "zoe@reader.example", "wilf@reader.example")


class Hall:
    """Puts comments into one conversation, each a minute after the one before."""

    def __init__(self, path: str) -> None:
        found = conversation_at(path)
        assert found is not None
        self.conversation: Conversation = kept(found)
        self.at = timezone.now() - timedelta(days=2)
        self.people = [Reader.objects.get(email=address) for address in READERS]

    def say(self, who: int, text: str, parent: Comment | None = None, state: str = "published") -> Comment:
        """A comment in ``state``, with all that follows from it."""
        reader = self.people[who]
        self.at += timedelta(minutes=1)
        profile_of(reader)
        with transaction.atomic():
            said = Comment.objects.create(
                conversation=self.conversation,
                parent=parent,
                root_id=(parent.root_id or parent.pk) if parent else None,
                depth=parent.depth + 1 if parent else 0,
                nth=Comment.objects.filter(parent=parent).count() if parent else 0,
                author=reader,
                author_name=name_of(reader),
                text=text,
                written_at=self.at,
                state=CommentState(state),
                reason="abuse" if state == "removed" else "",
                from_staff=who == 0,
            )
            moved(said, None, state)
            raise_for(self.conversation.tag)
        return said


def main(path: str) -> None:
    hall = Hall(path)
    if texts := json.loads(sys.stdin.read() or "[]"):
        for text in texts:
            hall.say(2, text)
        return
    hall.say(0, "Thank you all. The bridge opens again in May; we asked the council twice.")
    first = hall.say(
        1,
        "I have crossed it every day for thirty years.\n\n> It closes for nine weeks\n\nNine weeks is what they said"
        " the last time: https://example.org/minutes/2019",
    )
    second = hall.say(2, "And how long was it then, @zoe-darcy?", first)
    third = hall.say(1, "Twenty-two.", second)
    hall.say(2, "I rest my case.", third)
    hall.say(2, "جدّي عمل على هذا الجسر سنة 1951، وكان يقول إنه سيبقى بعدنا جميعًا.\n\nHe may be right.", first)
    gone = hall.say(2, "You are all fools.", state="removed")
    hall.say(1, "That is no way to talk to neighbours.", gone)


if __name__ == "__main__":
    main(sys.argv[1])
