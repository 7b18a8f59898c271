"""Where an article belongs: its section, its authors, its topics. Found by name, made when they are not there."""

from wagtail.models import Page, Site

from standfirst.importers.slugs import numbered, slug_of
from standfirst.newsroom.addresses import is_spoken_for
from standfirst.newsroom.models import Author, HomePage, SectionPage, Topic

NAME_LIMIT = 120


class NoFront(Exception):
    """The site has no front page that sections could hang on."""


class Places:
    """Remembers what it found, for one run. ``new_sections`` counts the sections it made."""

    def __init__(self) -> None:
        site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
        home = site.root_page.specific if site else None
        if not isinstance(home, HomePage):
            raise NoFront
        self._home = home
        self._sections: dict[str, SectionPage] = {
            section.title.casefold(): section for section in SectionPage.objects.child_of(home).order_by("-path")
        }
        self._authors: dict[str, Author] = {}
        self._topics = {topic.name.casefold(): topic for topic in Topic.objects.order_by("-pk")}
        self.new_sections = 0

    def section(self, name: str, *, listed: bool) -> SectionPage:
        """The section called ``name``, whatever its case. ``listed`` says whether one made now is published."""
        key = name.casefold()
        if key not in self._sections:
            taken = set(Page.objects.child_of(self._home).values_list("slug", flat=True))
            slug = next(s for s in numbered(slug_of(name, "section")) if s not in taken and not is_spoken_for(f"/{s}/"))
            section = SectionPage(title=name, slug=slug, live=listed, has_unpublished_changes=not listed)
            self._home.add_child(instance=section)
            self._sections[key] = section
            self.new_sections += 1
        return self._sections[key]

    def author(self, name: str) -> Author:
        """The author called exactly ``name``. Of two namesakes it is the one who was here first."""
        if name not in self._authors:
            known = Author.objects.filter(name=name).order_by("pk").first()
            self._authors[name] = known or Author.objects.create(name=name, slug=_free_slug(Author, name, "author"))
        return self._authors[name]

    def topic(self, name: str) -> Topic:
        """The topic called ``name``, whatever its case."""
        key = name.casefold()
        if key not in self._topics:
            self._topics[key] = Topic.objects.create(name=name, slug=_free_slug(Topic, name, "topic"))
        return self._topics[key]


def _free_slug(model: type[Author] | type[Topic], name: str, otherwise: str) -> str:
    base = slug_of(name, otherwise)
    taken = set(model._default_manager.filter(slug__startswith=base).values_list("slug", flat=True))
    return next(slug for slug in numbered(base) if slug not in taken)
