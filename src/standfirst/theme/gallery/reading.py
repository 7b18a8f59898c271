"""The shelves of what people read: heads, figures, blocks of a body, cards."""

from collections.abc import Callable
from typing import Any

from standfirst.theme.gallery.made_up import (
    FRIDAY,
    THURSDAY,
    MadeUpBlock,
    MadeUpPicture,
    MissingPicture,
    article_head,
    card,
    figure,
    gallery,
)
from standfirst.theme.gallery.states import Context, Shelf, State, Told
from standfirst.theme.gallery.words import Words


def _head(name: str, told: Told) -> State:
    return State(name, "newsroom/article_head.html", told)


def _corrected(words: Words) -> Context:
    told = article_head(words, updated_at=FRIDAY, hero=None)
    return {**told, "corrections": [{"at": FRIDAY, "text": words.correction}, {"at": THURSDAY, "text": ""}]}


def _body(name: str, block: Callable[[Words], MadeUpBlock]) -> State:
    return State(name, "newsroom/article_body.html", lambda words: {"teaser_blocks": [block(words)]})


def _card(name: str, changed: Told) -> State:
    def told(words: Words) -> Context:
        return {"card": card(words, **changed(words)), "level": 2, "pictures": True}

    return State(name, "components/card.html", told)


def _video(words: Words, poster: MadeUpPicture | None = None) -> MadeUpBlock:
    video = {"provider": "PeerTube", "player": "https://video.example/embed/1", "page": "https://video.example/w/1"}
    return MadeUpBlock("video", {"title": words.headline, "video": video, "poster": poster})


def _related(words: Words) -> MadeUpBlock:
    return MadeUpBlock("related", {"title": words.topics[0]}, cards=[card(words), card(words)])


def _pager(name: str, number: int, *, last: int = 3) -> State:
    listing: dict[str, Any] = {
        "number": number,
        "has_other_pages": True,
        "has_previous": number > 1,
        "has_next": number < last,
        "previous_page_number": number - 1,
        "next_page_number": number + 1,
    }
    return State(name, "components/pager.html", lambda words: {"listing": listing, "path": "/news/"})


READING = (
    Shelf(
        "article-head",
        "Article head",
        (
            _head("News", article_head),
            _head(
                "Feature, by several people, Premium, updated",
                lambda words: article_head(words, writers=3, level="premium", updated_at=FRIDAY),
            ),
            _head("Corrected twice, seen from before the wall", _corrected),
            _head("No photo", lambda words: article_head(words, hero=None)),
            _head("Long headline", lambda words: article_head(words, title=words.long_headline, hero=None)),
            _head("Nothing but a headline", lambda words: article_head(words, writers=0, **_BARE_PAGE)),
        ),
    ),
    Shelf(
        "figure",
        "Figure",
        (
            _body("As wide as the text", figure),
            _body("Wider than the text", lambda words: figure(words, "wide")),
            _body("A pair", lambda words: gallery(words, 2)),
            _body("Three", lambda words: gallery(words, 3)),
            _body("Its file is gone", lambda words: figure(words, picture=MissingPicture(words))),
        ),
    ),
    Shelf(
        "body",
        "Blocks of a body",
        (
            _body("Text", lambda words: MadeUpBlock("text", words.rich)),
            _body("Crosshead", lambda words: MadeUpBlock("crosshead", words.crosshead)),
            _body("Pull quote", lambda words: MadeUpBlock("pull_quote", {"quote": words.quote, "who": words.names[0]})),
            _body(
                "Key points", lambda words: MadeUpBlock("key_points", {"title": words.kicker, "points": words.points})
            ),
            _body("Fact box", lambda words: MadeUpBlock("fact_box", {"title": words.crosshead, "text": words.fact})),
            _body("Related", _related),
            _body("Video", _video),
            _body("Video with a poster", lambda words: _video(words, MadeUpPicture(words))),
        ),
    ),
    Shelf(
        "card",
        "Card",
        (
            _card("With a picture", lambda words: {}),
            _card("Premium", lambda words: {"premium": True}),
            _card("Without a picture", lambda words: {"picture": None}),
            _card("Its picture is gone", lambda words: {"picture": MissingPicture(words)}),
            _card("Nothing but a headline", lambda words: _BARE_CARD),
            _card("Long headline", lambda words: {"headline": words.long_headline}),
        ),
    ),
    Shelf("badge", "Badge", (State("Premium", "gallery/badge.html"),)),
    Shelf("pager", "Pager", (_pager("First page", 1), _pager("Between", 2), _pager("Last page", 3))),
)
_BARE_PAGE: Context = {"hero": None, "kicker": "", "standfirst": "", "dateline": "", "first_published_at": None}
_BARE_CARD: Context = {"picture": None, "kicker": "", "standfirst": "", "authors": [], "published": None}
