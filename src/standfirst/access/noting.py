"""Notes what Django decides at articles itself, for people whom the front door cannot tell from their cookies."""

import time

from django.conf import settings
from django.http import HttpRequest

from standfirst.access.levels import Level, Variant
from standfirst.access.opening import is_opened_by_a_person
from standfirst.access.policy import Allowances, Visitor
from standfirst.frontdoor.counts import cut
from standfirst.frontdoor.noting import Notes, as_decided, is_metered, noted_of

notes = Notes()
"""Those of this process; only a web process ever flushes them."""


def note(
    request: HttpRequest,
    before: Visitor,
    after: Visitor,
    level: Level,
    article: int,
    section: int,
    allowances: Allowances,
    variant: Variant,
) -> None:
    """
    Note that whoever asks, who was ``before`` and is ``after`` what was spent, is shown ``variant`` of ``article``.
    """
    if not settings.STANDFIRST_DECISIONS_DAYS or not is_opened_by_a_person(request):
        return
    shown = variant is Variant.FULL
    visitor = as_decided(before, after, shown=shown)
    subject = request.user.subject.bytes if is_metered(level, visitor) else b""  # type: ignore[union-attr]
    moment = cut(time.time())
    noted = noted_of(level, article, section, visitor, allowances, moment=moment, shown=shown, subject=subject)
    if noted is not None:
        notes.add(noted)
