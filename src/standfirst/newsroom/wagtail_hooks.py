"""The newsroom in Wagtail's admin: people and topics as lists, and what to look at before an article goes out."""

from django.contrib import messages
from django.http import HttpRequest
from wagtail import hooks
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from standfirst.newsroom.checks import checks_of
from standfirst.newsroom.models import ArticlePage, Author, Topic


class AuthorViewSet(SnippetViewSet):
    """Authors: found by name."""

    model = Author
    icon = "user"
    menu_label = "Authors"
    add_to_admin_menu = True
    menu_order = 210
    list_display = ["name", "role"]
    panels = [FieldPanel("name"), FieldPanel("slug"), FieldPanel("role"), FieldPanel("about"), FieldPanel("face")]


class TopicViewSet(SnippetViewSet):
    """Topics: found by name."""

    model = Topic
    icon = "tag"
    menu_label = "Topics"
    add_to_admin_menu = True
    menu_order = 220
    list_display = ["name"]
    panels = [FieldPanel("name"), FieldPanel("slug"), FieldPanel("about")]


register_snippet(AuthorViewSet)
register_snippet(TopicViewSet)


@hooks.register("after_create_page")
@hooks.register("after_edit_page")
def say_what_to_look_at(request: HttpRequest, page: Page) -> None:
    """After each save: the points that the content checks found, as one warning. They never stop a save."""
    if isinstance(page, ArticlePage) and (points := checks_of(page)):
        messages.warning(request, "Before this goes out: " + " ".join(points))
