"""Forgets figures that are older than the publication wants them kept."""

from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from standfirst.audience.models import Figure


def forget_old_figures() -> int:
    """Delete the figures of days past ``STANDFIRST_FIGURES_DAYS``; how many there were."""
    first = timezone.localdate() - timedelta(days=settings.STANDFIRST_FIGURES_DAYS)
    return Figure.objects.filter(day__lt=first).delete()[0]
