"""Who sees which entry of the menu, and who may set the rules."""

from django.http import HttpRequest
from wagtail.admin.menu import MenuItem
from wagtail.permissions import ModelPermissionPolicy

from standfirst.discussion.admin.answering import MODERATE, SET_RULES


class ForModerators(MenuItem):
    """Shown to whoever may moderate."""

    right = MODERATE

    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm(self.right)


class ForWhoSetsTheRules(ForModerators):
    """Shown to whoever may set the rules of moderation."""

    right = SET_RULES


class BySettingTheRules(ModelPermissionPolicy):
    """Whoever may set the rules of moderation may do all of it."""

    def user_has_permission(self, user: object, action: str) -> bool:
        return bool(user.has_perm(SET_RULES))  # type: ignore[attr-defined]

    def user_has_any_permission(self, user: object, actions: object) -> bool:
        return self.user_has_permission(user, "")
