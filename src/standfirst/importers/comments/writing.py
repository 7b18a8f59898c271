"""Writes one batch of comments: rows, counts, and the line in the log of changes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import F

from standfirst.discussion.counting import moved
from standfirst.discussion.models import Comment, CommentState
from standfirst.discussion.naming import name_of, profile_of
from standfirst.generations.raising import raise_for
from standfirst.importers.comments.incoming import IncomingComment, Standing
from standfirst.importers.incoming import Refused
from standfirst.readers.arriving import waiting_for_confirmation
from standfirst.readers.models import Reader

_STATES = {
    Standing.PUBLISHED: CommentState.PUBLISHED,
    Standing.HELD: CommentState.HELD,
    Standing.GONE: CommentState.DELETED,
}


class NotYet(Exception):
    """What the comment answers is not here so far."""


@dataclass(frozen=True, slots=True)
class Thread:
    """What a reply has to know of the comment that it answers."""

    pk: int
    root: int
    depth: int
    conversation: int


class Writing:
    """
    One batch, in the transaction that is open. ``gone``: comments whose words do not come over; where one that does
    answers them, they keep its place. ``threads``: the comments of the batch that are here, by their source ids.
    """

    def __init__(
        self, batch: Iterable[IncomingComment], gone: Mapping[str, tuple[IncomingComment, int]], *, confirmed: bool
    ) -> None:
        comments = list(batch)
        self._gone = gone
        self._authors = _accounts(comments) if confirmed else {}
        self._touched: set[int] = set()
        wanted = {comment.source_id for comment in comments} | {comment.parent for comment in comments}
        here = Comment.objects.filter(source=comments[0].source, source_id__in=wanted - {""})
        self.threads = {
            source_id: Thread(pk, root or pk, depth, conversation)
            for source_id, pk, root, depth, conversation in here.values_list(
                "source_id", "pk", "root_id", "depth", "conversation_id"
            )
        }

    def write(self, comment: IncomingComment, conversation: int) -> bool:
        """Whether ``comment`` was new; one that is here stays as it is. Raises NotYet, Refused."""
        if comment.source_id in self.threads:
            return False
        above = self._above(comment)
        if above is not None and above.conversation != conversation:
            raise Refused("it answers a comment about another story")
        self._add(comment, conversation, above)
        return True

    def tell(self) -> None:
        """Let pages with these conversations fall. Last in the transaction."""
        if self._touched:
            raise_for(*(f"conversation:{conversation}" for conversation in sorted(self._touched)))

    def _above(self, comment: IncomingComment) -> Thread | None:
        """What ``comment`` answers, with its gaps filled from above; None for nothing."""
        gaps: list[tuple[IncomingComment, int]] = []
        at = comment.parent
        seen = set()
        while at and at not in self.threads:
            if at in seen or at not in self._gone:
                if (known := _thread_of(comment.source, at)) is None:
                    raise NotYet
                self.threads[at] = known
                break
            seen.add(at)
            gaps.append(self._gone[at])
            at = self._gone[at][0].parent
        above = self.threads[at] if at else None
        for gap, conversation in reversed(gaps):
            above = self._add(gap, conversation, above)
        return above

    def _add(self, comment: IncomingComment, conversation: int, above: Thread | None) -> Thread:
        nth = 0
        if above is not None:
            Comment.objects.filter(pk=above.pk).update(born=F("born") + 1)
            nth = Comment.objects.values_list("born", flat=True).get(pk=above.pk) - 1
        author = self._authors.get(comment.address.casefold()) if comment.address else None
        gone = comment.standing is Standing.GONE
        row = Comment.objects.create(
            conversation_id=conversation,
            parent_id=above.pk if above else None,
            root_id=above.root if above else None,
            depth=above.depth + 1 if above else 0,
            nth=nth,
            author=None if gone else author,
            author_name="" if gone else name_of(author, profile_of(author)) if author else comment.author,
            text="" if gone else comment.text,
            written_at=comment.written_at,
            edited_at=comment.edited_at,
            state=_STATES[comment.standing],
            source=comment.source,
            source_id=comment.source_id,
        )
        moved(row, None, row.state)
        self._touched.add(conversation)
        thread = Thread(row.pk, row.root_id or row.pk, row.depth, conversation)
        self.threads[comment.source_id] = thread
        return thread


def _thread_of(source: str, source_id: str) -> Thread | None:
    found = (
        Comment.objects.filter(source=source, source_id=source_id)
        .values_list("pk", "root_id", "depth", "conversation_id")
        .first()
    )
    return None if found is None else Thread(found[0], found[1] or found[0], found[2], found[3])


def _accounts(comments: Iterable[IncomingComment]) -> dict[str, Reader]:
    """Readers here by the addresses of authors, both confirmed."""
    addresses = {comment.address.casefold() for comment in comments if comment.address}
    readers = list(Reader.objects.filter(email__in=addresses, is_active=True))
    unsure = waiting_for_confirmation(readers)
    return {reader.email.casefold(): reader for reader in readers if reader.subject not in unsure}
