"""Taking one's data along, and leaving: the pages in every state."""

from types import SimpleNamespace
from typing import Any

from standfirst.theme.gallery.made_up import FRIDAY
from standfirst.theme.gallery.states import Context, Sheet, Told
from standfirst.theme.gallery.words import Words


def _room(words: Words) -> Context:
    room = SimpleNamespace(view="your-data", name=words.sections[0], about=words.about, url="/")
    return {"account_rooms": [room], "room": "your-data"}


def _data(**more: Any) -> Told:
    def told(words: Words) -> Context:
        held = [SimpleNamespace(name=name, about=words.about) for name in words.sections[:2]]
        return {**_room(words), "held": held, "archive_days": 7, "erase_days": 7, **more}

    return told


def _erase(**more: Any) -> Told:
    def told(words: Words) -> Context:
        return {**_room(words), "due": FRIDAY.isoformat(), **more}

    return told


_LEAVING = SimpleNamespace(leaves_at=FRIDAY)
_ARCHIVES = [SimpleNamespace(name="made-up", made_at=FRIDAY, size=48_212, gone_at=FRIDAY.isoformat())]

PAGES = (
    Sheet("your-data", "Your data", "rights/your_data.html", _data()),
    Sheet("your-data-making", "Your data, an archive is made", "rights/your_data.html", _data(making=True)),
    Sheet("your-data-failed", "Your data, no archive was made", "rights/your_data.html", _data(failed=True)),
    Sheet("your-data-ready", "Your data, an archive is there", "rights/your_data.html", _data(archives=_ARCHIVES)),
    Sheet("erase", "Erase the account", "rights/erase.html", _erase()),
    Sheet(
        "erase-asked", "Erase the account, asked", "rights/erase.html", _erase(user=SimpleNamespace(leaves_at=FRIDAY))
    ),
    Sheet("erase-staff", "Erase the account, of staff", "rights/erase.html", _erase(of_staff=True)),
)
