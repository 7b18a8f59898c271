"""What readers do with others' comments: like, mute their writer, report."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from standfirst.discussion import liking, muting, reporting
from standfirst.discussion.forms import ReportForm
from standfirst.discussion.models import Comment, Like, Mute
from standfirst.discussion.rendering.showing import base_of, path_of, shown
from standfirst.discussion.views.finding import public_comment
from standfirst.readers.clients import source_of
from standfirst.readers.models import Reader
from standfirst.readers.reading_forms import takes_a_form
from standfirst.readers.views.answering import REFUSED, by_script
from standfirst.refusals import Refusal


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@takes_a_form
def like(request: HttpRequest, pk: int) -> HttpResponse:
    """
    POST likes, or with ``stop`` no longer does; GET shows which it is, with the button: whoever pressed it signed out
    finds it there when they are in. Script gets the number as JSON.
    """
    comment = public_comment(pk)
    here = reverse("comment-like", args=[pk])
    reader = request.user
    if not isinstance(reader, Reader):
        return _first_sign_in(here)
    liked = Like.objects.filter(comment=comment, reader=reader).exists()
    if request.method == "POST":
        stops = "stop" in request.POST
        if not by_script(request) and liked and not stops:
            # The button of a cached page does not know; taking it back is a press more.
            return HttpResponseRedirect(here, status=303)
        likes = liking.unlike(reader, comment) if stops else liking.like(reader, comment)
        if by_script(request):
            return JsonResponse({"likes": likes, "liked": not stops})
        return HttpResponseRedirect(f"{path_of(comment)}#comment-{pk}", status=303)
    context = {**_about(request, comment), "liked": liked, "is_own": comment.author_id == reader.pk}
    return render(request, "discussion/like.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@takes_a_form
def mute(request: HttpRequest, pk: int) -> HttpResponse:
    """POST mutes the writer of a comment, or with ``stop`` no longer; GET shows which it is, and what it means."""
    comment = public_comment(pk)
    reader, writer = request.user, comment.author
    if writer is None:
        raise Http404
    here = reverse("comment-mute", args=[pk])
    if not isinstance(reader, Reader):
        return _first_sign_in(here)
    if request.method == "POST":
        stops = "stop" in request.POST
        if stops:
            muting.unmute(reader, writer)
        else:
            muting.mute(reader, writer)
        if by_script(request):
            return JsonResponse({"muted": not stops})
        return HttpResponseRedirect(here, status=303)
    muted = Mute.objects.filter(reader=reader, muted=writer).exists()
    context = {**_about(request, comment), "muted": muted, "is_own": writer.pk == reader.pk}
    return render(request, "discussion/mute.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@takes_a_form
def report(request: HttpRequest, pk: int) -> HttpResponse:
    """
    Anybody can report a comment, with an account or without, and is told the reference that our answer will name.

    Source: Regulation (EU) 2022/2065, Article 16.
    """
    comment = public_comment(pk)
    reader = request.user if isinstance(request.user, Reader) else None
    if request.method != "POST":
        return _report_page(request, comment, ReportForm())
    form = ReportForm(request.POST)
    if not form.is_valid():
        return _report_page(request, comment, form, status=REFUSED)
    said = form.cleaned_data
    try:
        told = reporting.report(
            comment,
            form.chosen,
            said["words"],
            reporter=reader,
            source=source_of(request),
            name=said["name"],
            address=said["address"],
        )
    except Refusal as refusal:
        form.refuse(None, str(refusal.message))
        answer = _report_page(request, comment, form, status=refusal.status)
        for name, value in refusal.headers().items():
            answer[name] = value
        return answer
    context = {**_about(request, comment), "told": told, "by_mail": bool(told.address) or reader is not None}
    return render(request, "discussion/reported.html", context)


def _first_sign_in(here: str) -> HttpResponse:
    return HttpResponseRedirect(f"{reverse('sign-in')}?next={here}", status=303)


def _report_page(request: HttpRequest, comment: Comment, form: ReportForm, *, status: int = 200) -> HttpResponse:
    form.token = get_token(request)
    context = {**_about(request, comment), "form": form, "signed_in": request.user.is_authenticated}
    return render(request, "discussion/report.html", context, status=status)


def _about(request: HttpRequest, comment: Comment) -> dict[str, object]:
    return {"comment": shown(comment), "path": base_of(comment.conversation), "token": get_token(request)}
