"""The newsroom in Wagtail's admin: authors, topics, and what decides who reads an article, as lists of their own."""

from typing import ClassVar

from wagtail.admin.panels import FieldPanel
from wagtail.admin.ui.tables import Column
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from standfirst.newsroom import try_page, why_page  # noqa: F401  register themselves
from standfirst.newsroom.models import Author, LevelRule, Topic, WallWords


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


class LevelRuleViewSet(SnippetViewSet):
    """Access rules, in the order in which they are asked."""

    model = LevelRule
    icon = "key"
    menu_label = "Access rules"
    add_to_admin_menu = True
    menu_order = 230
    list_display: ClassVar = [
        "which_articles",
        Column("get_level_display", label="Are for"),
        Column("order", label="Order"),
    ]


class WallWordsViewSet(SnippetViewSet):
    """What the wall says, by level and section, with a preview."""

    model = WallWords
    icon = "comment"
    menu_label = "Words at the wall"
    add_to_admin_menu = True
    menu_order = 240
    list_display: ClassVar = ["__str__", "heading"]


for viewset in (AuthorViewSet, TopicViewSet, LevelRuleViewSet, WallWordsViewSet):
    register_snippet(viewset)
