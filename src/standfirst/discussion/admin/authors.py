"""Writers: who is under a sanction, one writer's record, and what is decided about them."""

import uuid

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST
from wagtail.admin import messages

from standfirst.discussion import bulk, undoing
from standfirst.discussion.admin.answering import colleague, for_moderators, number, page, to
from standfirst.discussion.admin.forms import BulkForm, SanctionForm
from standfirst.discussion.cards import record_of
from standfirst.discussion.models import Act, Comment, CommentState, Kind, Profile, Sanction, Standing, What
from standfirst.discussion.sanctioning import OfStaff, lift, sanction
from standfirst.readers.models import Reader

A_PAGE = 50
_SHOWN = 10


@require_http_methods(["GET", "HEAD"])
@for_moderators
def authors(request: HttpRequest) -> HttpResponse:
    """Those under a sanction, and those rejected last; or the one whose public page has the name that is asked for."""
    asked = request.GET.get("q", "").strip().removeprefix("@")[:80]
    if asked and (found := Profile.objects.filter(handle=asked).values_list("reader__subject", flat=True).first()):
        return to("conversations-author", found)
    now = timezone.now()
    restrained = Q(held_always=True) | Q(banned=True) | Q(suspended_until__gt=now)
    base = Standing.objects.select_related("reader", "reader__profile")
    context = {
        "asked": asked,
        "restrained": base.filter(restrained).order_by("-pk")[:A_PAGE],
        "rejected": base.exclude(rejected_at=None).order_by("-rejected_at")[:A_PAGE],
        "now": now,
    }
    return page(request, "authors", context)


@require_http_methods(["GET", "HEAD"])
@for_moderators
def author(request: HttpRequest, subject: uuid.UUID) -> HttpResponse:
    """One writer."""
    return _author(request, get_object_or_404(Reader, subject=subject))


@require_POST
@for_moderators
def punish(request: HttpRequest, subject: uuid.UUID) -> HttpResponse:
    """Warn, always hold, suspend or ban."""
    found = get_object_or_404(Reader, subject=subject)
    form = SanctionForm(request.POST)
    if not form.is_valid():
        return _author(request, found, status=422, sanction_form=form)
    told = form.cleaned_data
    days = told["days"] if told["kind"] == Kind.SUSPEND else 0
    try:
        sanction(found, colleague(request), Kind(told["kind"]), told["reason"], told["note"], days=days)
    except OfStaff:
        messages.error(request, "Colleagues are not sanctioned here: talk to them.")
        return to("conversations-author", subject)
    messages.success(request, "It is done, and the writer is told by mail.")
    return to("conversations-author", subject)


@require_POST
@for_moderators
def forgive(request: HttpRequest, subject: uuid.UUID) -> HttpResponse:
    """Lift a sanction."""
    found = Sanction.objects.filter(pk=number(request.POST.get("sanction")) or 0, author__subject=subject).first()
    if found is not None and lift(found, colleague(request)):
        messages.success(request, "It is lifted, and the writer is told by mail.")
    else:
        messages.error(request, "It had ended already.")
    return to("conversations-author", subject)


@require_POST
@for_moderators
def many(request: HttpRequest, subject: uuid.UUID) -> HttpResponse:
    """One decision about many comments."""
    found = get_object_or_404(Reader, subject=subject)
    form = BulkForm(request.POST)
    if not form.is_valid():
        return _author(request, found, status=422, bulk_form=form)
    told, by = form.cleaned_data, colleague(request)
    if told["act"] == "remove":
        acts = bulk.remove_latest(found, by, told["reason"])
    else:
        acts = bulk.decide_waiting(found, by, What(told["act"]), told["reason"])
    if not acts:
        messages.warning(request, "Nothing of theirs was left to decide, or colleagues look at it.")
        return to("conversations-author", subject)
    return to("conversations-author", subject, query=f"done={acts[0].bulk}")


@require_POST
@for_moderators
def undo_many(request: HttpRequest, subject: uuid.UUID) -> HttpResponse:
    """Take one press back."""
    acts = _of_press(request, request.POST.get("bulk", ""))
    done = undoing.undo_all(acts, colleague(request))
    if done:
        messages.success(request, f"{done} of {len(acts)} are as they were before.")
    else:
        messages.error(request, "The ten seconds are over. Decide again instead.")
    return to("conversations-author", subject)


def _author(request: HttpRequest, found: Reader, *, status: int = 200, **forms: object) -> HttpResponse:
    comments = list(
        Comment.objects.select_related("conversation").filter(author=found).order_by("-written_at", "-pk")[:_SHOWN]
    )
    waiting = Comment.objects.filter(author=found, state=CommentState.HELD)[: bulk.MOST + 1].count()
    done = [act for act in _of_press(request, request.GET.get("done", "")) if undoing.is_open(act)]
    context = {
        "title": found.get_full_name() or "A reader without a name",
        "reader": found,
        "record": record_of(found),
        "trust": Standing.objects.filter(pk=found.pk).values_list("trust", flat=True).first() or 0,
        "profile": Profile.objects.filter(reader=found).first(),
        "sanctions": [
            (one, one.lasts(timezone.now())) for one in Sanction.objects.select_related("by").filter(author=found)
        ],
        "acts": Act.objects.select_related("by", "comment").filter(author=found).order_by("-at")[:_SHOWN],
        "comments": comments,
        "waiting": waiting,
        "most": bulk.MOST,
        "done": done,
        "sanction_form": SanctionForm(),
        "bulk_form": BulkForm(),
        **forms,
    }
    return page(request, "author", context, status=status)


def _of_press(request: HttpRequest, text: str) -> list[Act]:
    try:
        return bulk.acts_of(uuid.UUID(text), colleague(request)) if text else []
    except ValueError:
        return []
