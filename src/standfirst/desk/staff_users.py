"""Wagtail's Users are the staff; readers are found at the desk, where every look leaves a line."""

from wagtail.users.apps import WagtailUsersAppConfig


class StaffUsersConfig(WagtailUsersAppConfig):
    """Wagtail's own room of users, with our list."""

    user_viewset = "standfirst.desk.staff_viewset.StaffViewSet"
