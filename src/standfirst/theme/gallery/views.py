"""The gallery's pages. They ask no database for anything; what they show is made up."""

import re
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_safe

from standfirst.theme.gallery.asking import ASKING
from standfirst.theme.gallery.doors import PAGES as DOORS
from standfirst.theme.gallery.elsewhere import PAGES as ELSEWHERE
from standfirst.theme.gallery.following import PAGES as FOLLOWING
from standfirst.theme.gallery.giving import PAGES as GIFT_PAGES
from standfirst.theme.gallery.giving import SHELF as GIVE
from standfirst.theme.gallery.leaving import PAGES as LEAVING
from standfirst.theme.gallery.reading import READING
from standfirst.theme.gallery.sheets import MAILS
from standfirst.theme.gallery.sheets import PAGES as OTHER_PAGES
from standfirst.theme.gallery.states import State
from standfirst.theme.gallery.talking import FIRST, TALK
from standfirst.theme.gallery.talking import PAGES as TALKING
from standfirst.theme.gallery.words import LANGUAGES, Words

PAGES = (*OTHER_PAGES, *DOORS, *ELSEWHERE, *LEAVING, *GIFT_PAGES, *TALKING, *FOLLOWING)
SHELVES = {shelf.slug: shelf for shelf in (*READING, *ASKING, GIVE, *TALK, FIRST)}
SHEETS = {sheet.slug: sheet for sheet in (*PAGES, *MAILS)}
# Mails carry their style with them, and pages of the gallery may be framed by nobody either.
_OF_A_MAIL = (
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_NAMES_AN_ID = re.compile(
    r'\b(id|for|data-copy|aria-labelledby|aria-describedby|data-show|(?:href|hx-target)="(?=#))(="|#)([^"]*)"'
)


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Everything there is to see."""
    context = {**_paper(LANGUAGES["en"]), "shelves": SHELVES.values(), "pages": PAGES, "mails": MAILS}
    return render(request, "gallery/index.html", context)


@require_safe
def shelf(request: HttpRequest, lang: str, slug: str) -> HttpResponse:
    """All states of one component. Raises Http404."""
    if slug not in SHELVES:
        raise Http404
    words = LANGUAGES[lang]
    with translation.override(lang):
        states = [
            {"name": state.name, "html": _specimen(request, words, state, number)}
            for number, state in enumerate(SHELVES[slug].states)
        ]
        context = {**_paper(words), "shelf": SHELVES[slug], "states": states}
        return render(request, "gallery/shelf.html", context)


@require_safe
def sheet(request: HttpRequest, lang: str, slug: str) -> HttpResponse:
    """One whole page. Raises Http404."""
    if slug not in SHEETS:
        raise Http404
    words = LANGUAGES[lang]
    with translation.override(lang):
        answer = render(request, SHEETS[slug].template, {**_paper(words), **SHEETS[slug].told(words)})
    if SHEETS[slug] in MAILS:
        answer["Content-Security-Policy"] = _OF_A_MAIL
    return answer


def _paper(words: Words) -> dict[str, Any]:
    """What every page is told of the publication."""
    kinds = ("terms", "cookies", "privacy")
    names = {"name": words.paper, "strap_line": words.strap, "benefits": words.benefits, "postal_address": "1 Quay"}
    return {
        "publication": names,
        "sections": [{"name": name, "url": f"/section-{n}/"} for n, name in enumerate(words.sections)],
        "section_url": "/section-0/",
        "policies": {
            kind: {"name": name, "url": f"/{kind}/"} for kind, name in zip(kinds, words.policies, strict=True)
        },
        "words": words,
        "welcome": None,
        "choices": None,
    }


def _specimen(request: HttpRequest, words: Words, state: State, number: int) -> SafeString:
    html = state.script(render_to_string(state.template, {**_paper(words), **state.told(words)}, request))
    return mark_safe(_with_ids_of_its_own(html, f"state-{number}-"))


def _with_ids_of_its_own(html: str, prefix: str) -> str:
    """``html`` with ``prefix`` before every id and before every mention of one: the same ids stand in other states."""

    def prefixed(found: re.Match[str]) -> str:
        ids = " ".join(prefix + one for one in found[3].split())
        return f'{found[1]}{found[2]}{ids}"'

    return _NAMES_AN_ID.sub(prefixed, html)
