"""Who may moderate comments."""

from django.contrib.auth.models import Permission
from django.db.models import Q

from standfirst.readers.models import Reader


def is_alone(moderator: int) -> bool:
    """Whether nobody but the colleague with that number may moderate: no other could look again."""
    right = Permission.objects.filter(content_type__app_label="discussion", codename="moderate")
    may = Q(is_superuser=True) | Q(groups__permissions__in=right) | Q(user_permissions__in=right)
    return not Reader.objects.staying().filter(may).exclude(pk=moderator).exists()
