"""Every address pattern of the site, from Django's own resolver, each with addresses that reach it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from django.urls import URLPattern, URLResolver, get_resolver, resolve
from django.urls.resolvers import RegexPattern
from django.utils.regex_helper import normalize

from tests.exits.cast import Article, Cast

_STEP = re.compile(r"<(?:\w+:)?(\w+)>")

_PAGES = ("/", "/harbour/", "/terms/", "/vault/", "/vault/in-a-closed-room/", "/nothing/")

# Patterns that say nothing of what may stand in them.
_BY_HAND = {
    "admin/.*/$": ("/admin/nothing-here/",),
    "^((?:[\\w\\-]+/)*)$": ("{path}", *_PAGES),
    "documents/(\\d+)/(.*)$": ("/documents/{document}/closed.txt", "/documents/{open_document}/tides.txt"),
    "^sitemap-(?P<part>pages|[1-9][0-9]{0,4})\\.xml$": ("/sitemap-pages.xml", "/sitemap-1.xml"),
    "admin/pages/(?P<pk>\\d+)/revisions/compare/(?P<revision_id_a>live|earliest|\\d+)\\.\\.\\."
    "(?P<revision_id_b>live|latest|\\d+)/$": ("/admin/pages/{page}/revisions/compare/earliest...latest/",),
    "comments/counts/": ("/comments/counts/?of={page}-1-2", "/comments/counts/"),
    "readers/<str:handle>/": ("/readers/{writer}/",),
    "media/<path:path>": ("/media/{original}", "/media/images/nothing.webp"),
}


# What ``pk`` is the key of, by a word in the route.
_KINDS = {
    "comments/<int:pk>": "comment",
    "images": "picture", "documents": "document", "author": "author", "topic": "topic", "collections": "collection",
    "users": "reader", "workflows": "workflow", "sites": "site", "groups": "group", "newsletter": "newsletter",
}  # fmt: skip
_PAGE_NAMES = ("page", "page_id", "parent_page_id", "page_to_move_id", "page_pk", "article", "object_id")
_NUMBERS = (
    "act",
    "conversation",
    "task_id",
    "task_state_id",
    "workflow_state_id",
    "session_id",
    "redirect_id",
    "uploaded_file_id",
)
_WORDS = {
    "action": "publish", "action_name": "copy", "app_label": "newsroom", "app_name": "newsroom", "section": "harbour",
    "model_name": "articlepage", "content_type_app_name": "newsroom", "content_type_model_name": "articlepage",
    "filter_spec": "width-100", "uidb64": "MQ", "token": "nothing", "key": "nothing",
    "door": "nothing", "provider_id": "nothing",
    "handle": "00000000-0000-0000-0000-000000000000",
    "archive": "00000000-0000-4000-8000-000000000000", "subject": "00000000-0000-4000-8000-000000000000",
}  # fmt: skip


class NoExample(LookupError):
    """A route that the walk does not know how to reach: tell it, in ``values_for`` or ``_BY_HAND``."""


@dataclass(frozen=True)
class Address:
    """``path`` is an address that ``route`` answers."""

    route: str
    path: str


def values_for(cast: Cast, article: Article, route: str) -> dict[str, str]:
    """A value for every argument that any route has, chosen to lead to ``article`` or what it is made of."""
    ids = {name: str(number) for name, number in cast.ids.items()}
    kind = next((kind for word, kind in _KINDS.items() if word in route), "")
    of_articles = dict.fromkeys(_PAGE_NAMES, str(article.pk))
    return {
        **ids,
        **dict.fromkeys(_NUMBERS, "1"),
        **of_articles,
        **_WORDS,
        "path": article.path,
        "story": article.path.strip("/"),
        "writer": "ada-omalley",
        "original": cast.originals[0],
        "pk": ids.get(kind, str(article.pk)),
        "revision_id": str((*article.revisions, 1)[0]),
        "destination_id": ids["section"],
        "workflow_pk": ids["workflow"],
        "collection_id": ids["collection"],
        "document_id": ids["document"],
        "doc_id": ids["document"],
        "image_id": ids["picture"],
        "restriction_id": ids["collection_restriction"],
        "page_view_restriction_id": ids["restriction"],
        "slug": "boats" if route.startswith("topics") else "ada-omalley",
    }


def all_routes() -> list[str]:
    """Every pattern of the site, as Django writes it down."""
    return [route for route, _ in _walk(get_resolver())]


def addresses(cast: Cast, articles: list[Article]) -> Iterator[Address]:
    """For every route the addresses that lead to ``articles``. Raises NoExample."""
    for route, format_ in _walk(get_resolver()):
        made: set[str] = set()
        for article in articles:
            values = values_for(cast, article, route)
            for pattern in _BY_HAND.get(route, (format_,)):
                try:
                    made.add(pattern.format_map(values))
                except KeyError as error:
                    raise NoExample(f"{route}: no example for {error}") from None
        for path in sorted(made):
            if resolve(unquote(urlsplit(path).path)).route != route:
                raise NoExample(f"{route}: {path} leads to {resolve(path).route}")
            yield Address(route, path)


def _walk(resolver: URLResolver, route: str = "", format_: str = "/") -> Iterator[tuple[str, str]]:
    """Each pattern below ``resolver``: as Django writes it, and as a format of an address."""
    for pattern in resolver.url_patterns:
        # As Django joins them: the mark of a beginning is left out but at the very beginning.
        step = str(pattern.pattern)
        below = route + step.removeprefix("^") if route else step
        here = format_ + _format_of(pattern)
        if isinstance(pattern, URLPattern):
            yield below, here
        else:
            yield from _walk(pattern, below, here)


def _format_of(pattern: URLPattern | URLResolver) -> str:
    if isinstance(pattern.pattern, RegexPattern):
        made = normalize(pattern.pattern.regex.pattern)
        return re.sub(r"%\((\w+)\)s", r"{\1}", str(made[-1][0]))
    return _STEP.sub(r"{\1}", str(pattern.pattern))
