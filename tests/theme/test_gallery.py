"""The gallery: in debug only, without a database, and nothing of the theme missing from it."""

import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from django.dispatch import receiver
from django.template import Template
from django.test import Client, override_settings
from django.test.signals import template_rendered

from tests.theme.source import TEMPLATES

HERE = re.compile(r'href="(/_gallery/[^"]+)"')


@pytest.fixture
def gallery() -> Iterator[Client]:
    """A client of a site in which the gallery stands."""
    with override_settings(ROOT_URLCONF="tests.theme.gallery_urls"):
        yield Client()


@dataclass
class Walk:
    """Every page of the gallery, by its path, and the templates that they were made from."""

    pages: dict[str, str]
    templates: set[str]


@pytest.fixture(scope="module")
def walk() -> Walk:
    """A walk through the whole gallery. No test of it may use the database, so neither may the gallery."""
    shown: set[str] = set()

    @receiver(template_rendered, weak=False)
    def note(template: Template, **_: object) -> None:
        shown.add(template.name or "")

    def page(path: str) -> str:
        answer = client.get(path)
        assert answer.status_code == 200, path
        return answer.content.decode()

    client = Client()
    try:
        with override_settings(ROOT_URLCONF="tests.theme.gallery_urls"):
            index = page("/_gallery/")
            return Walk({path: page(path) for path in sorted(set(HERE.findall(index)))}, shown)
    finally:
        template_rendered.disconnect(note)


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/_gallery/", "/_gallery/en/wall/", "/_gallery/en/pages/not-found/"])
def test_without_debug_there_is_no_gallery(client: Client, path: str) -> None:
    assert client.get(path).status_code == 404


def test_without_debug_the_gallery_is_not_even_imported() -> None:
    script = (
        "import django, sys; django.setup(); from django.urls import get_resolver; get_resolver().url_patterns;"
        "sys.exit(any(name.startswith('standfirst.theme.gallery') for name in sys.modules))"
    )
    told = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stderr


def test_every_page_of_the_gallery_answers_without_asking_the_database(walk: Walk) -> None:
    assert len(walk.pages) > 90
    assert [path for path, html in walk.pages.items() if not html.strip()] == []


def test_every_component_is_shown_in_both_directions(walk: Walk) -> None:
    for path in (path for path in walk.pages if path.startswith("/_gallery/en/")):
        assert 'dir="ltr"' in walk.pages[path], path
        assert 'dir="rtl"' in walk.pages[path.replace("/en/", "/ar/")], path


def test_nothing_of_the_theme_is_missing_from_the_gallery(walk: Walk) -> None:
    there = {str(file.relative_to(TEMPLATES)) for file in TEMPLATES.rglob("*.html")}
    demo = {name for name in there if name.startswith("demo/")}
    # An article and a policy are their parts, which are there; the marker of the teaser's end has no look.
    whole = {"newsroom/article.html", "newsroom/policy.html", "newsroom/blocks/teaser_end.html"}
    # Two lead to another site by themselves, the third is a word.
    elsewhere = {"readers/on_the_way.html", "provider/going_on.html", "readers/saved.html"}
    assert there - walk.templates - demo - whole - elsewhere == set()


@pytest.mark.parametrize("slug", ["wall", "field", "error-summary", "password"])
def test_no_id_stands_twice_on_a_page_of_the_gallery(walk: Walk, slug: str) -> None:
    html = walk.pages[f"/_gallery/en/{slug}/"]
    ids = re.findall(r'\sid="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    asked = {name for names in re.findall(r'aria-(?:describedby|labelledby)="([^"]*)"', html) for name in names.split()}
    assert asked <= set(ids)


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/_gallery/en/nothing/", "/_gallery/en/pages/nothing/", "/_gallery/fr/wall/"])
def test_what_the_gallery_does_not_have_is_not_found(gallery: Client, path: str) -> None:
    assert gallery.get(path).status_code == 404
