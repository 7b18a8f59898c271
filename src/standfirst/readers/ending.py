"""What staff may do with what is kept of readers, beside the rights of their groups."""

from typing import Any

from wagtail.permission_policies import ModelPermissionPolicy


class EndedNeverDeleted(ModelPermissionPolicy):
    """By the rights of groups; but nobody deletes it: what readers had stays on record, and is ended."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action != "delete" and bool(super().user_has_permission(user, action))
