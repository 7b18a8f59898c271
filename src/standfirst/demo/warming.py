"""Asks for every page of the demo once, so that the sizes of all pictures are made before a reader waits for them."""

from standfirst.access.levels import Variant
from standfirst.demo.building import Step
from standfirst.newsroom.cards import path_of
from standfirst.newsroom.models import ArticlePage, Author, SectionPage, Topic
from standfirst.rendering import render_variant


def warm(step: Step) -> None:
    """Render the front, the lists and every article. Raises RuntimeError for a page that does not answer 200."""
    paths = ["/"]
    paths += [path_of(page) for kind in (SectionPage, ArticlePage) for page in kind.objects.live().order_by("path")]
    paths += [thing.get_absolute_url() for thing in Author.objects.all()]
    paths += [thing.get_absolute_url() for thing in Topic.objects.all()]
    for number, path in enumerate(paths):
        step("Sizes of pictures", number, len(paths))
        answer = render_variant(path, "", Variant.FULL)
        if answer.status != 200:
            raise RuntimeError(f"{path} answers {answer.status}")
    step("Sizes of pictures", len(paths), len(paths))
