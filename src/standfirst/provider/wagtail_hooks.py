"""Connected sites in Wagtail's admin. Who administers the publication keeps them; groups can be given the right."""

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from wagtail import hooks

from standfirst.provider import sites_admin  # noqa: F401  registers itself


@hooks.register("register_permissions")
def _permissions() -> QuerySet[Permission]:
    """What a group can be given."""
    return Permission.objects.filter(content_type__app_label="provider", content_type__model="connectedsite")
