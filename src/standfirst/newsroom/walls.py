"""What the wall says to somebody who is asked to register, and how walls look, by level and section of the article."""

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from standfirst.access.levels import Level, Variant
from standfirst.newsroom.models import WallWords
from standfirst.newsroom.paths import article_at
from standfirst.newsroom.previewing import previewed
from standfirst.readers.at_the_wall import Wall
from standfirst.readers.forms import registration_form

PREVIEW = "newsroom/admin/wall_preview.html"


def wall_of(level: Level, section: int | None) -> Wall:
    """The wall of articles of ``level`` in ``section``. One query."""
    rows = WallWords.objects.filter(Q(section=section) | Q(section=None), level=level.value)
    return _worded(level.value, sorted(rows, key=lambda words: words.section_id is None))


def wall_at(path: str) -> Wall:
    """The wall of the public article at ``path``, as readers know it; one without words where there is none."""
    article = article_at(path)
    if article is None or (level := article.level) is Level.FREE:
        return Wall()
    return wall_of(level, article.section_id)


def wall_preview(request: HttpRequest, draft: WallWords) -> HttpResponse:
    """What an editor is about to have the wall say, in an article that is not there."""
    others = WallWords.objects.filter(section=None, level=draft.level).exclude(pk=draft.pk)
    wall = _worded(draft.level, [draft, *others])
    context = {"wall": Variant.REGISTER.value, "words_at_wall": wall, "level": draft.level, "form": registration_form()}
    context |= {"wall_look": wall.look, "section": draft.section, "is_preview": True}
    return previewed(render(request, PREVIEW, context))


def _worded(level: str, rows: list[WallWords]) -> Wall:
    """Each word from the first of ``rows`` that has it."""
    return Wall(
        level,
        line=next((words.line for words in rows if words.line), ""),
        heading=next((words.heading for words in rows if words.heading), ""),
        look=next((words.look for words in rows if words.look), ""),
        benefits=next((tuple(found) for words in rows if (found := words.benefits_one_a_line())), ()),
    )
