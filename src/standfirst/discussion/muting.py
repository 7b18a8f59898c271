"""Not wanting to see what somebody writes. They are not told, and nothing changes for others."""

from standfirst.discussion import limiting
from standfirst.discussion.models import Mute
from standfirst.discussion.refusing import NotYours
from standfirst.readers.models import Reader


def mute(reader: Reader, other: Reader) -> bool:
    """Whether that is new. Raises NotYours for oneself, and TooSoon."""
    if reader.pk == other.pk:
        raise NotYours
    limiting.take(limiting.MUTES, reader)
    return Mute.objects.get_or_create(reader=reader, muted=other)[1]


def unmute(reader: Reader, other: Reader) -> bool:
    """Whether they were muted."""
    return bool(Mute.objects.filter(reader=reader, muted=other).delete()[0])


def muted_by(reader: Reader) -> set[int]:
    """The numbers of those whom ``reader`` has muted."""
    return set(Mute.objects.filter(reader=reader).values_list("muted_id", flat=True))
