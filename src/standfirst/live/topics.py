"""What can be listened to: each room declares its kind of topic, and how its state is told."""

import re
from collections.abc import Callable, Mapping, Sequence

State = Mapping[str, object]
"""Of a topic, for everybody: numbers and ids, never a word that somebody wrote. JSON can hold it."""

Tell = Callable[[Sequence[str]], Mapping[str, State]]
"""From keys of one kind to their states. A key that it leaves out is nothing that the public may hear of."""

_PATH = re.compile(r"/live/([a-z]{1,30})/([0-9A-Za-z-]{1,60})/(now/)?")

_tellers: dict[str, Tell] = {}


def declare(kind: str, tell: Tell) -> None:
    """
    Let ``<kind>:<key>`` be listened to at ``/live/<kind>/<key>/``. ``tell`` runs in a thread and may ask the database.

    The topic's name is also its tag in the log of changes: raising it has everybody who listens told anew.
    """
    _tellers[kind] = tell


def tell(topics: Sequence[str]) -> dict[str, State]:
    """The states of ``topics``, those left out that nobody declares or that are not public. Raises what tellers do."""
    keys: dict[str, list[str]] = {}
    for topic in topics:
        kind, _, key = topic.partition(":")
        keys.setdefault(kind, []).append(key)
    told: dict[str, State] = {}
    for kind, some in keys.items():
        if kind in _tellers:
            told.update((f"{kind}:{key}", state) for key, state in _tellers[kind](some).items())
    return told


def topic_at(path: str) -> tuple[str, bool] | None:
    """The topic that ``path`` names, and whether only its state now is asked for; None where it names none."""
    found = _PATH.fullmatch(path)
    return None if found is None else (f"{found[1]}:{found[2]}", found[3] is not None)
