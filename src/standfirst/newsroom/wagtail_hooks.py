"""The newsroom in Wagtail's admin: authors and topics as lists of their own."""

from typing import ClassVar

from wagtail.admin.panels import FieldPanel
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from standfirst.newsroom.models import Author, Topic


class AuthorViewSet(SnippetViewSet):
    """Authors: found by name."""

    model = Author
    icon = "user"
    menu_label = "Authors"
    add_to_admin_menu = True
    menu_order = 210
    list_display: ClassVar = ["name", "role"]
    panels: ClassVar = [
        FieldPanel("name"),
        FieldPanel("slug"),
        FieldPanel("role"),
        FieldPanel("about"),
        FieldPanel("face"),
    ]


class TopicViewSet(SnippetViewSet):
    """Topics: found by name."""

    model = Topic
    icon = "tag"
    menu_label = "Topics"
    add_to_admin_menu = True
    menu_order = 220
    list_display: ClassVar = ["name"]
    panels: ClassVar = [FieldPanel("name"), FieldPanel("slug"), FieldPanel("about")]


register_snippet(AuthorViewSet)
register_snippet(TopicViewSet)
