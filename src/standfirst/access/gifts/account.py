"""Giving in the account: give an article away, look at what was given, stop a link and take that back."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from urllib.parse import quote

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from standfirst.access import gate
from standfirst.access.gifts.giving import CannotGive, give, go_on, left_for, running_gift, stop
from standfirst.access.gifts.opening import State, state_of
from standfirst.access.gifts.tokens import link_of
from standfirst.access.levels import Level, Tier
from standfirst.access.models import Gift, gift_rules_in_force
from standfirst.access.paths import own_path
from standfirst.access.spent import day_and_month, month_of
from standfirst.access.stories import Story, stories_of, story_at

_SHOWN = 200
"""Links in the list: the newest."""

View = Callable[..., HttpResponse]


@dataclass(frozen=True, slots=True)
class Line:
    """One link in the list; ``story`` is None where the article is not public any more."""

    gift: Gift
    state: State
    story: Story | None

    @property
    def until(self) -> str:
        """``2 December``, in the publication's time zone."""
        return day_and_month(self.gift.ends_at)

    @property
    def can_stop(self) -> bool:
        """Whether the link may still open something, if not now."""
        return self.gift.stopped_at is None and self.gift.ends_at > timezone.now()

    @property
    def can_go_on(self) -> bool:
        """Whether taking the stop back gives the link back."""
        return self.gift.stopped_at is not None and self.gift.ends_at > timezone.now()


def _signed_in(view: View) -> View:
    @wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if request.user.is_authenticated:
            return view(request, *args, **kwargs)
        back = request.get_full_path() if request.method in {"GET", "HEAD"} else reverse("gifts")
        return HttpResponseRedirect(f"{reverse('sign-in')}?next={quote(back)}", status=303)

    return guarded


def may_give(request: HttpRequest) -> bool:
    """Whether whoever asks is somebody to offer a gift link to: what is left is told when they come for one."""
    return _subscribes(request) and gift_rules_in_force().a_month > 0


@require_safe
@_signed_in
def gifts(request: HttpRequest) -> HttpResponse:
    """My gifts: the links this reader gave, newest first, and how many are left this month."""
    subject = _subject(request)
    given = list(Gift.objects.filter(subject=subject).order_by("-at", "-pk")[:_SHOWN])
    context = {"room": "gifts", "lines": _lines(given), **_left(subject), "subscribes": _subscribes(request)}
    return render(request, "access/gifts.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@_signed_in
def give_article(request: HttpRequest) -> HttpResponse:
    """Asks before one is given; gives it by POST and leads to its link. One that is given already is shown."""
    subject = _subject(request)
    told = request.POST if request.method == "POST" else request.GET
    story = story_at(own_path(told.get("article")))
    if story is None or story.level is Level.FREE:
        return HttpResponseRedirect(reverse("gifts"), status=303)
    if (mine := running_gift(subject, story.article)) is not None:
        return _to(mine)
    refused = ""
    if request.method == "POST":
        try:
            return _to(give(subject, story.article))
        except CannotGive as refusal:
            refused = str(refusal.message)
    context = {
        "room": "gifts",
        **_left(subject),
        "story": story,
        "subscribes": _subscribes(request),
        "refused": refused,
    }
    return render(request, "access/give.html", context, status=CannotGive.status if refused else 200)


@require_safe
@_signed_in
def one_gift(request: HttpRequest, handle: uuid.UUID) -> HttpResponse:
    """One link of this reader: to copy, to send, to stop. Raises Http404: there is none, or it is somebody else's."""
    mine = _mine(request, handle)
    (line,) = _lines([mine])
    context = {"room": "gifts", "line": line, "link": link_of(mine), **_left(mine.subject)}
    return render(request, "access/gift_given.html", context)


@require_POST
@_signed_in
def stop_gift(request: HttpRequest, handle: uuid.UUID) -> HttpResponse:
    """Stop a link; its page then offers to take that back."""
    mine = _mine(request, handle)
    stop(mine)
    return _to(mine)


@require_POST
@_signed_in
def go_on_with_gift(request: HttpRequest, handle: uuid.UUID) -> HttpResponse:
    """Take the stop back."""
    mine = _mine(request, handle)
    go_on(mine)
    return _to(mine)


def _mine(request: HttpRequest, handle: uuid.UUID) -> Gift:
    mine = Gift.objects.filter(subject=_subject(request), handle=handle).first()
    if mine is None:
        raise Http404
    return mine


def _lines(given: list[Gift]) -> list[Line]:
    now = timezone.now()
    stories = stories_of({gift.article for gift in given})
    runs = set(Gift.objects.running_at(now).filter(pk__in=[gift.pk for gift in given]).values_list("pk", flat=True))
    lines = []
    for gift in given:
        story = stories.get(gift.article)
        state = state_of(gift, runs=gift.pk in runs, now=now) if story is not None else State.GONE
        lines.append(Line(gift, state, story))
    return lines


def _left(subject: uuid.UUID) -> dict[str, object]:
    """What the pages say of the month: ``left`` and ``rules``, ``month`` and the day on which there are more."""
    now, rules = timezone.now(), gift_rules_in_force()
    left = left_for(subject, now=now, rules=rules)
    return {"left": left, "rules": rules, "month": month_of(now), "refills": day_and_month(left.refills)}


def _subscribes(request: HttpRequest) -> bool:
    return gate.visitor_of(request).tier is Tier.SUBSCRIBER


def _subject(request: HttpRequest) -> uuid.UUID:
    subject: uuid.UUID = request.user.subject  # type: ignore[union-attr]  # the views let only readers with accounts in
    return subject


def _to(gift: Gift) -> HttpResponse:
    return HttpResponseRedirect(reverse("gift-given", args=[gift.handle]), status=303)
