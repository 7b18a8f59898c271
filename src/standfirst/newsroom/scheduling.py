"""What the clock makes due: publishing and unpublishing at the time an editor set."""

import logging
from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from wagtail.models import Page, Revision

log = logging.getLogger(__name__)


def publish_due() -> int:
    """
    Publish and unpublish every page whose time has come; returns how many.

    Each page is a transaction of its own, with the change that lets its cached pages fall in it. A page that cannot be
    published (an editor left something out that is needed) is logged and keeps nobody else waiting.
    """
    now = timezone.now()
    ending = Page.objects.filter(live=True, expire_at__lte=now).order_by("expire_at", "pk")
    beginning = Revision.objects.filter(approved_go_live_at__lte=now).order_by("approved_go_live_at", "pk")
    return _each(ending, _unpublish) + _each(beginning, _publish)


def _unpublish(page: Page) -> None:
    page.specific.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")


def _publish(revision: Revision) -> None:
    revision.publish(log_action="wagtail.publish.scheduled")


def _each(due: QuerySet[Any], act: Callable[[Any], None]) -> int:
    done = 0
    for pk in list(due.values_list("pk", flat=True)):
        try:
            with transaction.atomic():
                # Read again, and locked: an editor or another worker may have been quicker since the list was made.
                row = due.select_for_update().filter(pk=pk).first()
                if row is not None:
                    act(row)
            done += row is not None
        except Exception:
            # Whatever is wrong with one page, the next one's time has come too.
            log.exception("%s no. %s could not be published or withdrawn at its time", due.model.__name__, pk)
    return done
