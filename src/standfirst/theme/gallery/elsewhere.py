"""The pages of those who sign in to another site with their account here."""

from types import SimpleNamespace

from standfirst.theme.gallery.made_up import FRIDAY
from standfirst.theme.gallery.states import Context, Sheet
from standfirst.theme.gallery.words import Words

_SITE = SimpleNamespace(name="The Harbour Forum")
_ASKED = {"site": _SITE, "reader": SimpleNamespace(email="siobhan@example.org"), "action": "/", "token": "none"}


def _consent(words: Words) -> Context:
    return {**_ASKED, "gets": [words.sections[0], words.sections[1], words.about]}


def _connected(words: Words) -> Context:
    connection = SimpleNamespace(pk=1, site=_SITE, connected_at=FRIDAY, used_at=FRIDAY)
    told = [{"connection": connection, "gets": [words.topics[0], words.about]}, {"connection": connection, "gets": []}]
    return {**_none(words), "sites": told, "done": True}


def _none(words: Words) -> Context:
    room = SimpleNamespace(view="connected-sites", name=words.sections[0], about=words.about, url="/")
    return {"account_rooms": [room], "room": "connected-sites"}


PAGES = (
    Sheet("consent", "Another site asks", "provider/consent.html", _consent),
    Sheet("consent-number", "Another site asks for nothing", "provider/consent.html", lambda words: _ASKED),
    Sheet("connected-sites", "Connected sites", "provider/connected_sites.html", _connected),
    Sheet("connected-sites-none", "Connected sites, none", "provider/connected_sites.html", _none),
)
