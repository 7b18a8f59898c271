"""Following by a button, and all that a reader follows."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from standfirst.access.paths import own_path
from standfirst.discussion import begun_follows, followable, following
from standfirst.discussion.models import Follow
from standfirst.readers.models import Reader
from standfirst.readers.proving import for_readers
from standfirst.readers.reading_forms import takes_a_form
from standfirst.readers.views.answering import by_script

SIZE = 50
ASKED_AT_ONCE = 10
PAGE, BUTTON = "discussion/follow.html", "discussion/follow_form.html"


@require_http_methods(["GET", "HEAD", "POST"])
@takes_a_form
def follow(request: HttpRequest) -> HttpResponse:
    """
    POST follows what the form names, or with ``stop`` no longer; GET shows which it is, and the button.

    Who is not signed in does so first; what they began is done then, and they come to where they were.
    """
    said = request.POST if request.method == "POST" else request.GET
    target = followable.target_of(said.get("what", ""), said.get("key", ""))
    back = own_path(said.get("next"))
    if target is None:
        return render(request, PAGE, {"next_path": back}, status=404)
    here = f"{reverse('follow')}?{urlencode({'what': target.what, 'key': target.key, 'next': back})}"
    reader = request.user
    if not isinstance(reader, Reader):
        if request.method == "POST" and "stop" not in said:
            begun_follows.keep(request, target)
        return HttpResponseRedirect(f"{reverse('sign-in')}?{urlencode({'next': here})}", status=303)
    if request.method == "POST":
        _act(reader, target, stops="stop" in said)
        if not by_script(request):
            return HttpResponseRedirect(here, status=303)
    context = {
        "target": target,
        "what": target.what,
        "key": target.key,
        "target_name": target.name,
        "next_path": back,
        "was_pressed": request.method == "POST",
        "is_followed": target.is_followed_by(reader),
        "is_own": target.person == reader,
        "token": get_token(request),
    }
    return render(request, BUTTON if by_script(request) else PAGE, context)


@require_safe
def followed(request: HttpRequest) -> HttpResponse:
    """
    Which of what a cached page's buttons name (``of=author:somebody``, several) its reader follows, and which is
    themselves, as JSON; nothing for who is not signed in.
    """
    reader = request.user
    asked = request.GET.getlist("of")[:ASKED_AT_ONCE]
    answer: dict[str, str] = {}
    if isinstance(reader, Reader):
        for one in asked:
            what, _, key = one.partition(":")
            target = followable.target_of(what, key)
            if target is not None and target.person == reader:
                answer[one] = "own"
            elif target is not None and target.is_followed_by(reader):
                answer[one] = "followed"
    return JsonResponse(answer)


@require_http_methods(["GET", "HEAD", "POST"])
@for_readers
@takes_a_form
def all_followed(request: HttpRequest) -> HttpResponse:
    """Everything its reader follows, the newest first, fifty a page; POST stops following one, be it gone itself."""
    reader = request.user
    assert isinstance(reader, Reader)
    if request.method == "POST":
        following.stop(reader, _number(request.POST.get("follow")))
        return HttpResponseRedirect(f"{reverse('following')}?stopped", status=303)
    before = _number(request.GET.get("before"))
    rows = Follow.objects.filter(reader=reader).select_related("person__profile", "conversation").order_by("-pk")
    some = list((rows.filter(pk__lt=before) if before else rows)[: SIZE + 1])
    context: dict[str, Any] = {
        "room": "following",
        "follows": [(one, followable.followed(one)) for one in some[:SIZE]],
        "before": some[SIZE - 1].pk if len(some) > SIZE else 0,
        "is_first": not before,
        "stopped": "stopped" in request.GET,
        "token": get_token(request),
    }
    return render(request, "discussion/following.html", context)


def _act(reader: Reader, target: followable.Target, *, stops: bool) -> None:
    if stops:
        following.unfollow(reader, target)
    else:
        following.follow(reader, target)


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 19 else 0
