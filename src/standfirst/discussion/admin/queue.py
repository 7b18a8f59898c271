"""The queue: a page of cards, one of them, and what is decided there."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST
from wagtail.admin import messages

from standfirst.discussion import featuring, on_duty, queues, reasons, taking_turns, undoing
from standfirst.discussion.admin.answering import (
    case_for,
    colleague,
    comment_of,
    for_moderators,
    in_place,
    number,
    page,
    to,
)
from standfirst.discussion.cards import cards_of
from standfirst.discussion.cases import case_of
from standfirst.discussion.deciding import NoReason, decide_comment
from standfirst.discussion.models import Act, Queue, What
from standfirst.discussion.taking_turns import Gone, LookedAt, LostRace, NotNow, NotYours

REASONS = [(code, reasons.WORDS[code]) for code in reasons.TOLD_BY_PEOPLE]
_ABOUT = {
    Queue.APPEALED: "Writers who ask that another moderator looks. Who has waited longest comes first.",
    Queue.REPORTED: "Readers reported these. Who has waited longest comes first.",
    Queue.HELD: "Nobody sees these until you decide. Who has waited longest comes first.",
    Queue.NEW: "These are published, and no moderator has looked at them. The latest come first.",
    Queue.DECIDED: "What moderators decided, the latest first. You can decide otherwise.",
}


@require_http_methods(["GET", "HEAD"])
@for_moderators
def queue(request: HttpRequest) -> HttpResponse:
    """One of the queues, or one section's part of it."""
    section = request.GET.get("section", "")
    counts = queues.counts(section)
    asked = request.GET.get("queue", "")
    shown = Queue(asked) if asked in Queue.values else _most_urgent(counts)
    found = queues.page_of(shown, section, queues.Place.read(request.GET.get("after", "")))
    filtered = urlencode({"section": section}) if section else ""
    duties = on_duty.on_duty(timezone.now())
    context = {
        "queue": shown,
        "about": _ABOUT[shown],
        "cards": cards_of(found.cases, colleague(request)),
        "next": urlencode({"queue": shown, "after": str(found.next), **({"section": section} if section else {})})
        if found.next
        else "",
        "is_first": "after" not in request.GET,
        "queues": [(one, _counted(counts.get(one)), one == shown) for one in Queue],
        "filtered": filtered,
        "section": section,
        "sections": queues.sections(),
        "last_decision": queues.last_decision(),
        "on_duty": duties,
        "i_am_on_duty": any(one.moderator_id == colleague(request).pk for one in duties),
        "reasons": REASONS,
        "undo": _undoable(request),
    }
    return page(request, "queue", context)


@require_http_methods(["GET", "HEAD"])
@for_moderators
def case(request: HttpRequest, comment: int) -> HttpResponse:
    """One comment with all that was done about it."""
    (card,) = cards_of([case_for(comment)], colleague(request))
    acts = Act.objects.select_related("by").filter(comment=comment).order_by("-pk")[:50]
    versions = card.comment.versions.order_by("-until")[:20]
    context = {"card": card, "acts": acts, "versions": versions, "reasons": REASONS, "undo": _undoable(request)}
    return page(request, "case_page", context)


@require_POST
@for_moderators
def decide(request: HttpRequest, comment: int) -> HttpResponse:
    """Publish, reject or hold."""
    there = comment_of(comment)
    what = request.POST.get("what", "")
    if what not in (What.PUBLISH, What.REJECT, What.HOLD):
        return _card(request, comment, wrong="Choose what is to be done.", status=422)
    try:
        act = decide_comment(
            there,
            colleague(request),
            What(what),
            request.POST.get("reason", "") if what == What.REJECT else "",
            request.POST.get("note", "").strip()[:1_000] if what == What.REJECT else "",
            turn=number(request.POST.get("turn")),
            anyway="anyway" in request.POST,
        )
    except NoReason:
        return _card(request, comment, wrong="Choose a reason: the writer is told.", status=422, rejecting=True)
    except NotNow as refused:
        return _card(request, comment, refused=refused, status=409)
    if in_place(request):
        return _card(request, comment, status=200)
    return to("conversations", query=_back(request, act))


@require_POST
@for_moderators
def undo(request: HttpRequest, act: int) -> HttpResponse:
    """Take back what was just done."""
    done = Act.objects.filter(pk=act, by=colleague(request)).exclude(comment=None).first()
    if done is None or done.comment_id is None:
        messages.error(request, "There is nothing to take back.")
        return to("conversations")
    try:
        undoing.undo(done, colleague(request))
    except undoing.TooLate:
        words = "The ten seconds are over. Decide again instead."
        if in_place(request):
            return _card(request, done.comment_id, wrong=words, status=409)
        messages.error(request, words)
        return to("conversations-case", done.comment_id)
    except NotNow as refused:
        return _card(request, done.comment_id, refused=refused, status=409)
    if in_place(request):
        return _card(request, done.comment_id)
    messages.success(request, "It is as it was before.")
    return to("conversations-case", done.comment_id)


@require_POST
@for_moderators
def claim(request: HttpRequest, comment: int) -> HttpResponse:
    """Say that one looks at it; what is claimed by a colleague is answered as it is now."""
    here, turn = case_of(comment_of(comment)), number(request.POST.get("turn"))
    if turn in (None, here.turn) and taking_turns.claim(here, colleague(request)):
        return HttpResponse(status=204)
    now_there = case_for(comment)
    refused: NotNow = LookedAt(now_there) if turn in (None, now_there.turn) else LostRace(now_there)
    return _card(request, comment, refused=refused, status=409)


@require_POST
@for_moderators
def feature(request: HttpRequest, comment: int) -> HttpResponse:
    """Feature or pin, or no longer."""
    there, by = comment_of(comment), colleague(request)
    act = request.POST.get("act", "")
    try:
        if act in ("feature", "unfeature"):
            featuring.feature(there, by, on=act == "feature")
        elif act in ("pin", "unpin"):
            featuring.pin(there, by, on=act == "pin")
    except featuring.NotPublished:
        return _card(request, comment, wrong="Only a published comment can stand above the others.", status=409)
    except featuring.NotOfStaff:
        return _card(request, comment, wrong="Only a colleague’s answer can be pinned.", status=409)
    except featuring.PinnedMeanwhile:
        return _card(request, comment, wrong="A colleague has just pinned another answer here.", status=409)
    if in_place(request):
        return _card(request, comment)
    return to("conversations-case", comment)


def _card(
    request: HttpRequest,
    comment: int,
    *,
    refused: NotNow | None = None,
    wrong: str = "",
    rejecting: bool = False,
    status: int = 200,
) -> HttpResponse:
    """The card as it is now, in place or on a page of its own, with what was in the way."""
    (card,) = cards_of([case_for(comment)], colleague(request))
    card.lost = isinstance(refused, LostRace)
    if isinstance(refused, Gone):
        wrong = "Its author has deleted it meanwhile."
    elif isinstance(refused, NotYours):
        wrong = "You decided about it before: another moderator looks this time."
    elif isinstance(refused, LookedAt) and card.looking is None:
        wrong = "A colleague was looking at it. They have gone on: decide now."
    context = {"card": card, "reasons": REASONS, "wrong": wrong, "rejecting": rejecting, "just_now": not refused}
    context["given"] = {"reason": request.POST.get("reason", ""), "note": request.POST.get("note", "")}
    if in_place(request):
        return page(request, "case", context, status=status)
    acts = Act.objects.select_related("by").filter(comment=comment).order_by("-pk")[:50]
    return page(request, "case_page", {**context, "acts": acts}, status=status)


def _most_urgent(counts: dict[str, int]) -> Queue:
    """The first in which something waits."""
    return next((one for one in Queue if counts.get(one)), Queue.HELD)


def _counted(count: int | None) -> str:
    if count is None:
        return ""
    return f"{queues.COUNTED_TO}+" if count > queues.COUNTED_TO else str(count)


def _back(request: HttpRequest, act: Act) -> str:
    """The query of the queue that the moderator came from, with what they did."""
    kept = {name: request.POST.get(name, "") for name in ("queue", "section")}
    return urlencode({name: value for name, value in {**kept, "done": act.pk}.items() if value})


def _undoable(request: HttpRequest) -> Act | None:
    """What the moderator did a moment ago, without script."""
    done = number(request.GET.get("done"))
    if done is None:
        return None
    act = Act.objects.select_related("comment").filter(pk=done, by=colleague(request), undone_by=None).first()
    return act if act is not None and undoing.is_open(act) else None
