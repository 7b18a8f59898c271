"""Who of the staff may publish every article there is, and what calls their passes back when they no longer may."""

import uuid
from typing import Any

from django.contrib.auth.models import Group
from django.db.models import Model, Q
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_delete
from wagtail.models import GroupPagePermission

from standfirst.access.revoking import call_back
from standfirst.newsroom.models import HomePage
from standfirst.readers.models import Reader


def may_publish_all(subject: uuid.UUID) -> bool:
    """Whether the reader is a superuser, or in a group that may publish at the front page or above it."""
    somebody = Reader.objects.filter(subject=subject, is_active=True)
    # Most people are in no group, and are asked after no further.
    if not somebody.filter(Q(is_superuser=True) | Q(groups__isnull=False)).exists():
        return False
    fronts = list(HomePage.objects.values_list("path", flat=True))
    return bool(fronts) and all(somebody.filter(_publishes_all_below(front)).exists() for front in fronts)


def _publishes_all_below(path: str) -> Q:
    step = HomePage.steplen
    above = [path[:end] for end in range(step, len(path) + 1, step)]
    return Q(is_superuser=True) | Q(
        groups__page_permissions__permission__codename="publish_page", groups__page_permissions__page__path__in=above
    )


def follow_rights() -> None:
    """Whoever enters or leaves a group, and everybody in a group whose rights change, is looked up again at once."""
    m2m_changed.connect(_moved, sender=Reader.groups.through, dispatch_uid="groups of a reader")
    pre_delete.connect(_closed, sender=Group, dispatch_uid="group of readers deleted")
    for signal in (post_save, post_delete):
        signal.connect(_changed, sender=GroupPagePermission, dispatch_uid=f"rights of a group {id(signal)}")


def _moved(instance: Model, action: str, pk_set: set[int] | None, **_: Any) -> None:
    if action not in {"post_add", "post_remove", "pre_clear"}:
        return
    if isinstance(instance, Reader):
        call_back(instance.subject)
    elif isinstance(instance, Group):
        members = instance.user_set.all() if pk_set is None else Reader.objects.filter(pk__in=pk_set)
        _call_back(members)


def _closed(instance: Group, **_: Any) -> None:
    _call_back(instance.user_set.all())


def _changed(instance: GroupPagePermission, **_: Any) -> None:
    _call_back(Reader.objects.filter(groups=instance.group_id))


def _call_back(readers: Any) -> None:
    for subject in readers.values_list("subject", flat=True):
        call_back(subject)
