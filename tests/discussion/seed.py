"""``python -m tests.discussion.seed``: moderators and something to do for them, in the site of the environment."""

import os
from typing import Any

import django

MODERATORS = ("mo@staff.example", "cy@staff.example")
PASSWORD = "Tulip9 orchard"
HELD = 26
_WORDS = (
    "The figures in the third paragraph do not add up. The council’s own report says 412, not 214.",
    "I walked over the bridge every day for thirty years.\n\nIt should have been closed in March, at the first crack.",
    "Cheap watches at www.watches.example and www.more-watches.example, today only!!!",
    "هذا مقال ممتاز، شكرا لكم على هذا التحقيق.",
    "What nonsense. Whoever wrote this has never been to the harbour.",
)


def main() -> None:
    """Two moderators, held comments with what the checks said, one that is reported, a colleague's answer."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "standfirst.settings")
    django.setup()
    from django.contrib.auth.models import Group
    from django.utils import timezone

    from standfirst.discussion.models import CommentState, Conversation, Verdict
    from standfirst.readers.models import Reader
    from tests.discussion.desk import a_comment, a_reader, a_report

    for address in MODERATORS:
        somebody = Reader.objects.create_user(address, PASSWORD, first_name=address[:2].capitalize(), last_name="Reyes")
        somebody.groups.set([Group.objects.get(name="Comment moderators")])
    stories = [
        Conversation.objects.create(
            story_key=f"seeded:{path}", path=path, title=title, section=section, published_at=timezone.now()
        )
        for path, title, section in (
            ("/harbour/kittle-bridge-closes/", "Kittle Bridge closes", "Harbour"),
            ("/coast/flood-gates-tested/", "The flood gates are tested", "Coast"),
        )
    ]
    writers = [a_reader(name, last_name="O’Neil") for name in ("Ann", "Bo", "Siobhán")]
    first = a_comment(stories[0], writers[1], CommentState.PUBLISHED, _WORDS[1])
    for number in range(HELD):
        told: dict[str, Any] = {"parent": first, "root": first, "depth": 1, "nth": number} if number % 4 == 1 else {}
        comment = a_comment(stories[number % 2], writers[number % 3], text=_WORDS[number % len(_WORDS)], **told)
        reason, details = "newcomer", dict[str, Any](first=3, published=0)
        if number % len(_WORDS) == 2:
            reason, details = "links", {"hosts": ["www.watches.example", "www.more-watches.example"], "links": 2}
        Verdict.objects.create(
            comment=comment, phase="links", verdict="hold", reason=reason, details=details, at=timezone.now()
        )
    reported = a_comment(stories[1], writers[0], CommentState.PUBLISHED, _WORDS[4])
    a_report(reported, words="This is an attack on the reporter.", reporter=writers[2])
    a_comment(stories[0], Reader.objects.get(email=MODERATORS[0]), CommentState.PUBLISHED, "We ask.", from_staff=True)


if __name__ == "__main__":
    main()
