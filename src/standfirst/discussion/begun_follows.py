"""A follow that somebody began before they signed in: kept in their session, done when they have."""

import time
from typing import Any

from django.contrib.auth.signals import user_logged_in
from django.http import HttpRequest

from standfirst.discussion.followable import Target, target_of
from standfirst.discussion.following import follow
from standfirst.readers.models import Reader
from standfirst.refusals import Refusal

_NAME = "begun_follow"
_KEPT_FOR = 3_600
"""Seconds. Who signs in later than that has begun something else."""


def keep(request: HttpRequest, target: Target) -> None:
    """Remember that whoever signs in in this browser wanted to follow ``target``; the latest counts."""
    request.session[_NAME] = [target.what, target.key, time.time() + _KEPT_FOR]


def carry_on() -> None:
    """Called once, when the room starts."""
    user_logged_in.connect(_signed_in, dispatch_uid="begun follows")


def _signed_in(request: HttpRequest | None, user: Any, **kwargs: Any) -> None:
    if request is None or not isinstance(user, Reader):
        return
    what, key, until = request.session.pop(_NAME, ("", "", 0.0))
    if until < time.time():
        return
    target = target_of(what, key)
    if target is None:
        return
    try:
        follow(user, target)
    except Refusal:
        # The page they come to shows that they do not follow it, and the button once more.
        return
