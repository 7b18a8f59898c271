"""Following, and the inbox: the pages in every state."""

from types import SimpleNamespace
from typing import Any

from django.utils.html import format_html

from standfirst.theme.gallery.made_up import FRIDAY
from standfirst.theme.gallery.states import Context, Sheet, Told
from standfirst.theme.gallery.words import Words


def _room(words: Words) -> Context:
    room = SimpleNamespace(view="inbox", name=words.sections[0], about=words.about, url="/")
    return {"account_rooms": [room], "room": "inbox", "token": "none", "is_first": True}


def notices(words: Words) -> list[dict[str, Any]]:
    """Three rows: a reply, news of a conversation, a decision with a moderator's note."""
    said = format_html("<bdi>{}</bdi> {}", words.names[0], words.topics[0])
    text = f"{words.names[0]} {words.topics[0]}"
    plain = {"said": said, "text": text, "where": words.headline, "quote": "", "note": ""}
    at = {"at": FRIDAY, "path": "/", "url": "https://news.example/", "lang": words.lang, "dir": words.dir}
    return [
        {**plain, **at, "number": 1, "is_read": False, "quote": words.standfirst},
        {**plain, **at, "number": 2, "is_read": False},
        {**plain, **at, "number": 3, "is_read": True, "note": words.about, "quote": words.standfirst},
    ]


def _inbox(**more: Any) -> Told:
    def told(words: Words) -> Context:
        lines = [SimpleNamespace(**one) for one in notices(words)]
        return {**_room(words), "lines": lines, "unread": 2, "newest": 3, "older": "?before=1", **more}

    return told


def _none_unread(words: Words) -> Context:
    return {**_room(words), "only_unread": True}


def _following(words: Words) -> Context:
    kinds = ["reader", "author", "topic", "story"]
    names = [words.names[0], words.names[1], words.topics[0], words.headline]
    paths = ["", "/", "/", "/"]
    rows = [
        (SimpleNamespace(pk=number, what=kind), SimpleNamespace(name=name, path=path))
        for number, (kind, name, path) in enumerate(zip(kinds, names, paths, strict=True))
    ]
    return {**_room(words), "room": "following", "follows": rows, "before": 1, "stopped": True}


def _follow(**more: Any) -> Told:
    def told(words: Words) -> Context:
        target = SimpleNamespace(what="author", key="somebody", name=words.names[0], path="/authors/somebody/")
        button = {"what": "author", "key": "somebody", "target_name": words.names[0], "token": "none"}
        return {**button, "target": target, "next_path": "/news/the-ferry/", **more}

    return told


def _stop(done: str = "") -> Told:
    def told(words: Words) -> Context:
        kinds = [words.topics[0], words.about]
        return {"known": True, "done": done, "kinds": kinds, "stopped": [("replies", "now")], "token": "none"}

    return told


PAGES = (
    Sheet("inbox", "Inbox", "discussion/inbox.html", _inbox()),
    Sheet("inbox-read", "Inbox, all read", "discussion/inbox.html", _inbox(unread=0, older="")),
    Sheet("inbox-none", "Inbox, nothing there", "discussion/inbox.html", _room),
    Sheet("inbox-none-unread", "Inbox, nothing unread", "discussion/inbox.html", _none_unread),
    Sheet("following", "Following", "discussion/following.html", _following),
    Sheet("following-none", "Following nobody", "discussion/following.html", _room),
    Sheet("follow", "Follow somebody", "discussion/follow.html", _follow()),
    Sheet("follow-done", "Follow somebody, done", "discussion/follow.html", _follow(is_followed=True)),
    Sheet("follow-own", "Follow oneself", "discussion/follow.html", _follow(is_own=True)),
    Sheet("follow-none", "Nothing to follow", "discussion/follow.html"),
    Sheet("stop-notices", "Stop mails of notices", "discussion/stop_notices.html", _stop()),
    Sheet("stop-notices-done", "Stop mails, done", "discussion/stop_notices.html", _stop("stopped")),
    Sheet("stop-notices-again", "Stop mails, undone", "discussion/stop_notices.html", _stop("again")),
    Sheet("stop-notices-unknown", "Stop mails, unknown link", "discussion/stop_notices.html"),
)
