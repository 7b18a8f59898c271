"""What the clock makes due: publishing and unpublishing at the time an editor set."""

import logging

from django.db import transaction
from django.utils import timezone
from wagtail.models import Page, Revision

log = logging.getLogger(__name__)


def publish_due() -> int:
    """
    Publish and unpublish every page whose time has come; returns how many.

    Each page is a transaction of its own, with the change that lets its cached pages fall in it. A page that cannot be
    published (an editor left something out that is needed) is logged and keeps nobody else waiting.
    """
    return _each_that_ends() + _each_that_begins()


def _each_that_ends() -> int:
    now = timezone.now()
    done = 0
    for page in Page.objects.filter(live=True, expire_at__lte=now).order_by("expire_at").specific():
        try:
            with transaction.atomic():
                page.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")
        except Exception:
            # Whatever is wrong with one page, the next one's time has come too.
            log.exception("%s could not be unpublished at its time", page.url_path)
        else:
            done += 1
    return done


def _each_that_begins() -> int:
    now = timezone.now()
    done = 0
    for revision in Revision.objects.filter(approved_go_live_at__lte=now).order_by("approved_go_live_at"):
        try:
            with transaction.atomic():
                revision.publish(log_action="wagtail.publish.scheduled")
        except Exception:
            log.exception("revision %s could not be published at its time", revision.pk)
        else:
            done += 1
    return done
