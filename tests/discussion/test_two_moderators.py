"""Two moderators at the same 200 comments (SECURITY K6): one final state each, every act on record, all undone."""

import random
from collections import Counter
from functools import partial

import pytest

from standfirst.discussion.deciding import decide_comment
from standfirst.discussion.models import Act, Case, Comment, Conversation, Queue, Standing, What
from standfirst.discussion.taking_turns import LostRace
from standfirst.discussion.undoing import undo
from standfirst.readers.models import Reader
from tests.discussion.desk import a_comment, a_conversation, a_moderator, a_reader
from tests.readers.at_once import at_once

MANY = 200


@pytest.mark.django_db(transaction=True)
def test_two_moderators_decide_each_of_200_comments_once_and_undo_all_of_it() -> None:
    stories, writers = [a_conversation() for _ in range(2)], [a_reader() for _ in range(3)]
    comments = [a_comment(stories[n % 2], writers[n % 3]) for n in range(MANY)]
    seen = dict(Case.objects.values_list("comment", "turn"))
    moderators = [a_moderator("Mo"), a_moderator("Cy")]

    def decide_all(by: Reader, seed: int) -> tuple[list[Act], int]:
        chance, mine, lost = random.Random(seed), [], 0
        for comment in chance.sample(comments, MANY):
            what = chance.choice([What.PUBLISH, What.REJECT])
            try:
                reason = "abuse" if what is What.REJECT else ""
                mine.append(decide_comment(comment, by, what, reason, turn=seen[comment.pk]))
            except LostRace:
                lost += 1
        return mine, lost

    told = at_once([partial(decide_all, by, seed) for seed, by in enumerate(moderators)])
    acts = [act for mine, _lost in told for act in mine]
    assert sum(lost for _mine, lost in told) == MANY
    assert all(mine for mine, _lost in told), "both decided some"
    assert Counter(act.comment_id for act in acts) == {comment.pk: 1 for comment in comments}
    logged = dict(Act.objects.values_list("comment", "after"))
    assert dict(Comment.objects.values_list("pk", "state")) == logged
    assert not Act.objects.filter(by=None).exists()
    assert not Act.objects.filter(what=What.REJECT, reason="").exists()
    published = Counter(Comment.objects.filter(state="published").values_list("conversation", flat=True))
    assert {one.pk: one.comments for one in Conversation.objects.all()} == {
        one.pk: published[one.pk] for one in stories
    }
    for standing in Standing.objects.all():
        theirs = Counter(Comment.objects.filter(author=standing.pk).values_list("state", flat=True))
        assert (standing.passed, standing.rejected) == (theirs["published"], theirs["rejected"])

    def undo_all(mine: list[Act], by: Reader) -> int:
        return sum(bool(undo(act, by, act.at)) for act in mine)

    undone = at_once([partial(undo_all, mine, by) for (mine, _), by in zip(told, moderators, strict=True)])
    assert sum(undone) == MANY
    assert set(Comment.objects.values_list("state", flat=True)) == {"held"}
    assert set(Case.objects.values_list("queue", flat=True)) == {Queue.HELD}
    assert set(Conversation.objects.values_list("comments", flat=True)) == {0}
    assert set(Standing.objects.values_list("passed", "rejected")) == {(0, 0)}
