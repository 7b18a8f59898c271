"""Addresses for what is brought in: in the script of the name, and nobody else's."""

from collections.abc import Iterator, Sequence
from itertools import count

from django.utils.text import slugify
from wagtail.models import Page

from standfirst.importers.incoming import Incoming
from standfirst.newsroom.addresses import is_spoken_for
from standfirst.newsroom.models import ArticlePage, SectionPage

SLUG_LIMIT = 120


def slug_of(name: str, otherwise: str) -> str:
    """``name`` as a slug in its own script, at most SLUG_LIMIT characters; ``otherwise`` when no letter is left."""
    return slugify(name, allow_unicode=True)[:SLUG_LIMIT].strip("-_") or otherwise


def numbered(slug: str) -> Iterator[str]:
    """``slug``, ``slug-2``, ``slug-3``, …"""
    yield slug
    for number in count(2):
        yield f"{slug}-{number}"


def wished_slug(incoming: Incoming) -> str:
    """The slug the source asks for, else one made of the headline."""
    asked = slugify(incoming.slug, allow_unicode=True)[:SLUG_LIMIT].strip("-_")
    return asked or slug_of(incoming.headline, "article")


def free_slugs(section: SectionPage, wishes: Sequence[str]) -> list[str]:
    """A slug for each of ``wishes``, in order: the wish itself, or numbered when another page of the section has it."""
    siblings = Page.objects.filter(path__startswith=section.path, depth=section.depth + 1)
    taken = set(siblings.filter(slug__in=wishes).values_list("slug", flat=True))
    # The slug is everything: an address below a section can be one of ours too, like /news/feed/.
    taken |= {wish for wish in wishes if is_spoken_for(f"/{section.slug}/{wish}/")}
    given: list[str] = []
    for wish in wishes:
        if wish in taken:
            taken |= set(siblings.filter(slug__startswith=f"{wish}-").values_list("slug", flat=True))
        slug = next(candidate for candidate in numbered(wish) if candidate not in taken)
        taken.add(slug)
        given.append(slug)
    return given


def kept_or(article: ArticlePage, wish: str) -> str:
    """The slug it has, when that is the wish or the wish with the number it once got."""
    number = article.slug.removeprefix(f"{wish}-")
    current: str = article.slug
    return current if current == wish or (number != current and number.isdecimal()) else wish
