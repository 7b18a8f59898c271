"""Conversations in the menu of the admin, and their addresses."""

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.urls import URLPattern, path, reverse
from wagtail import hooks
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permissions import register_permission_policy

from standfirst.discussion.admin import authors, duty, figures, log, queue, stories
from standfirst.discussion.admin.answering import MODERATE, SET_RULES
from standfirst.discussion.admin.rights import BySettingTheRules, ForModerators, ForWhoSetsTheRules
from standfirst.discussion.models import StoryRule

register_permission_policy(StoryRule, BySettingTheRules(StoryRule))


class StoryRules(ModelViewSet):
    """Which stories are slow, read first, or closed, by section, topic and age."""

    model = StoryRule
    icon = "cogs"
    name = "story_rules"
    menu_label = "Story rules"
    add_to_admin_menu = False
    copy_view_enabled = False
    exclude_form_fields: tuple[str, ...] = ()
    list_display = ("__str__", "days", "risky")
    ordering = ("section", "topic", "days")
    search_backend_name = None


@hooks.register("register_admin_viewset")
def _rules() -> StoryRules:
    return StoryRules()


@hooks.register("register_admin_urls")
def _addresses() -> list[URLPattern]:
    one, writer = "conversations/<int:comment>/", "conversations/authors/<uuid:subject>/"
    return [
        path("conversations/", queue.queue, name="conversations"),
        path(one, queue.case, name="conversations-case"),
        path(f"{one}decide/", queue.decide, name="conversations-decide"),
        path(f"{one}claim/", queue.claim, name="conversations-claim"),
        path(f"{one}feature/", queue.feature, name="conversations-feature"),
        path("conversations/undo/<int:act>/", queue.undo, name="conversations-undo"),
        path("conversations/duty/", duty.duty, name="conversations-duty"),
        path("conversations/authors/", authors.authors, name="conversations-authors"),
        path(writer, authors.author, name="conversations-author"),
        path(f"{writer}sanction/", authors.punish, name="conversations-sanction"),
        path(f"{writer}lift/", authors.forgive, name="conversations-lift"),
        path(f"{writer}many/", authors.many, name="conversations-many"),
        path(f"{writer}undo/", authors.undo_many, name="conversations-undo-many"),
        path("conversations/stories/", stories.stories, name="conversations-stories"),
        path("conversations/stories/<int:conversation>/", stories.story, name="conversations-story"),
        path("conversations/log/", log.log, name="conversations-log"),
        path("conversations/figures/", figures.figures, name="conversations-figures"),
    ]


@hooks.register("register_admin_menu_item")
def _menu() -> MenuItem:
    items = [
        ForModerators("Queue", reverse("conversations"), name="queue", icon_name="comment", order=10),
        ForModerators("Authors", reverse("conversations-authors"), name="authors", icon_name="group", order=20),
        ForModerators("Stories", reverse("conversations-stories"), name="stories", icon_name="doc-full", order=30),
        ForWhoSetsTheRules("Story rules", reverse("story_rules:index"), name="story-rules", icon_name="cogs", order=40),
        ForModerators("Log", reverse("conversations-log"), name="log", icon_name="history", order=60),
        ForModerators("Figures", reverse("conversations-figures"), name="figures", icon_name="table", order=70),
    ]
    # Other parts of the room add theirs by the hook of this name.
    menu = Menu(register_hook_name="register_conversations_menu_item", items=items)
    return SubmenuMenuItem("Conversations", menu, name="conversations", icon_name="comment", order=300)


@hooks.register("register_permissions")
def _permissions() -> QuerySet[Permission]:
    """What a group can be given."""
    names = [right.partition(".")[2] for right in (MODERATE, SET_RULES)]
    return Permission.objects.filter(content_type__app_label="discussion", codename__in=names)
