"""Gift links in every state: the pages of who gives, and of who follows a link."""

from types import SimpleNamespace
from typing import Any

from standfirst.theme.gallery.states import Context, Sheet, Shelf, State
from standfirst.theme.gallery.words import Words

_LINK = "https://news.example/gift/MadeUpMadeUpMadeUpMadeUp/"
_DAYS = {"en": ("November", "2 December"), "ar": ("نوفمبر", "2 ديسمبر")}


def _story(words: Words) -> SimpleNamespace:
    return SimpleNamespace(
        headline=words.headline, standfirst=words.standfirst, path="/news/the-ferry/", lang=words.lang, dir=words.dir
    )


def _followed(state: str, *, public: bool = True) -> Any:
    def told(words: Words) -> Context:
        return {"found": {"state": state}, "story": _story(words) if public else None}

    return told


def _month(words: Words, left: int = 3) -> Context:
    month, day = _DAYS[words.lang]
    rules = {"a_month": 5, "opens": 10, "days": 7}
    return {"left": {"left": left, "of": 5}, "month": month, "refills": day, "rules": rules, "subscribes": True}


def _giving(**changed: Any) -> Any:
    def told(words: Words) -> Context:
        return {**_month(words, changed.get("left_over", 3)), "story": _story(words), "refused": "", **changed}

    return told


def _line(words: Words, state: str, opened: int = 3, *, public: bool = True) -> Context:
    return {
        "gift": {"handle": "0" * 32, "opens": 10, "opened": opened},
        "state": state,
        "story": _story(words) if public else None,
        "until": _DAYS[words.lang][1],
        "can_stop": state in {"good", "used-up", "gone"},
        "can_go_on": state == "stopped",
    }


def _given(state: str, opened: int = 3, *, link: str = _LINK, public: bool = True) -> Any:
    def told(words: Words) -> Context:
        return {**_month(words), "line": _line(words, state, opened, public=public), "link": link}

    return told


def _all(words: Words) -> Context:
    lines = [_line(words, "good"), _line(words, "used-up", 10), _line(words, "stopped"), _line(words, "ended", 0)]
    return {**_month(words, 1), "lines": [*lines, _line(words, "gone", public=False)]}


def _none(**changed: Any) -> Any:
    def told(words: Words) -> Context:
        return {**_month(words, 5), "lines": [], **changed}

    return told


_OFF = {"a_month": 0, "opens": 10, "days": 7}

SHELF = Shelf(
    "give",
    "Give this article",
    (
        State(
            "A subscriber, at the end of an article",
            "access/give_line.html",
            lambda words: {"next_path": "/news/the-ferry/"},
            lambda html: html.replace(" hidden>", ">"),
        ),
    ),
)

PAGES = (
    Sheet("gift", "A gift link", "access/gift.html", _followed("good")),
    Sheet("gift-used-up", "A gift link, used up", "access/gift.html", _followed("used-up")),
    Sheet("gift-ended", "A gift link, run out", "access/gift.html", _followed("ended")),
    Sheet("gift-stopped", "A gift link, stopped", "access/gift.html", _followed("stopped")),
    Sheet("gift-gone", "A gift link, the article gone", "access/gift.html", _followed("gone", public=False)),
    Sheet("gift-unknown", "A gift link nobody made", "access/gift.html", _followed("unknown", public=False)),
    Sheet("give", "Give an article", "access/give.html", _giving()),
    Sheet("give-refused", "Give, refused", "access/give.html", lambda words: _giving(refused=words.email_wrong)(words)),
    Sheet("give-none", "Give, none left", "access/give.html", _giving(left_over=0)),
    Sheet("give-others", "Give, not a subscriber", "access/give.html", _giving(subscribes=False)),
    Sheet("give-off", "Give, switched off", "access/give.html", _giving(rules=_OFF)),
    Sheet("given", "A link to send", "access/gift_given.html", _given("good")),
    Sheet("given-used-up", "A link to send, used up", "access/gift_given.html", _given("used-up", 10)),
    Sheet("given-stopped", "A link to send, stopped", "access/gift_given.html", _given("stopped")),
    Sheet("given-ended", "A link to send, run out", "access/gift_given.html", _given("ended")),
    Sheet("given-gone", "A link to send, the article gone", "access/gift_given.html", _given("gone", public=False)),
    Sheet("given-old-key", "A link of an older key", "access/gift_given.html", _given("good", link="")),
    Sheet("gifts", "Gift links", "access/gifts.html", _all),
    Sheet("gifts-none", "Gift links, none given", "access/gifts.html", _none()),
    Sheet("gifts-others", "Gift links, not a subscriber", "access/gifts.html", _none(subscribes=False)),
    Sheet("gifts-off", "Gift links, switched off", "access/gifts.html", _none(rules=_OFF)),
)
