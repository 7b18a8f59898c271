"""A reader's public page, and the room of the account in which they look at what they wrote."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from standfirst.discussion import just_deleted, naming, profiles, reading
from standfirst.discussion.forms import ProfileForm, number
from standfirst.discussion.models import Comment, CommentState, Mute, Profile
from standfirst.discussion.rendering.showing import names_in, own, shown
from standfirst.discussion.views.own import can
from standfirst.readers.models import Reader
from standfirst.readers.proving import for_readers
from standfirst.readers.reading_forms import takes_a_form
from standfirst.readers.views.answering import REFUSED

SIZE = 20


@never_cache
@require_safe
def profile_page(request: HttpRequest, handle: str) -> HttpResponse:
    """The name of a reader, and unless they keep it to themselves what they wrote, the newest first."""
    people = Profile.objects.filter(handle=handle, reader__is_active=True, reader__leaves_at=None)
    profile = people.select_related("reader").first()
    if profile is None:
        raise Http404
    after = number(request.GET.get("after"))
    is_own = request.user.pk == profile.reader_id
    found: list[Comment] = []
    if not profile.private or is_own:
        try:
            found = reading.written_by(profile.reader, after, SIZE)
        except reading.NoSuchKey:
            raise Http404 from None
    name = naming.name_of(profile.reader, profile)
    context = {
        "profile": profile,
        "name": name,
        "initials": naming.initials_of(name),
        "written": _with_stories(found[:SIZE]),
        "after": found[SIZE - 1].pk if len(found) > SIZE else None,
        "is_own": is_own,
        "is_private": profile.private,
        "muted": Mute.objects.filter(reader_id=request.user.pk or 0, muted=profile.reader).exists(),
        "return_to": request.path,
    }
    return render(request, "discussion/profile.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@for_readers
@takes_a_form
def your_comments(request: HttpRequest) -> HttpResponse:
    """Everything that the reader wrote, in whatever state; POST saves how others see them."""
    reader = request.user
    assert isinstance(reader, Reader)
    profile = Profile.objects.filter(reader=reader).first()
    initial = {"pen_name": profile.pen_name if profile else "", "private": bool(profile and profile.private)}
    form = ProfileForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST":
        form.is_valid()
        try:
            profiles.save(reader, form.cleaned_data["pen_name"], private=form.cleaned_data["private"])
        except profiles.NameTaken as taken:
            form.refuse("pen_name", str(taken))
        else:
            return HttpResponseRedirect(f"{reverse('your-comments')}?saved", status=303)
    form.token = get_token(request)
    after = number(request.GET.get("after"))
    rows = Comment.objects.filter(author=reader).exclude(state=CommentState.DELETED).select_related("conversation")
    rows = rows.order_by("-pk") if after is None else rows.filter(pk__lt=after).order_by("-pk")
    found = list(rows[: SIZE + 1])
    context = {
        "room": "your-comments",
        "form": form,
        "profile": profile,
        "private": form["private"].value() if not form.is_bound else form.cleaned_data.get("private"),
        "pen_names": profiles.pen_names_are_open(),
        "written": [(own(one), one.conversation, can(request, one)) for one in found[:SIZE]],
        "after": found[SIZE - 1].pk if len(found) > SIZE else None,
        "saved": "saved" in request.GET,
        "deleted": "deleted" in request.GET,
        "undo": just_deleted.remembered(request),
    }
    return render(request, "discussion/your_comments.html", context, status=REFUSED if form.errors else 200)


def _with_stories(comments: list[Comment]) -> list[tuple[object, object]]:
    names = names_in(comments)
    return [(shown(one, names=names), one.conversation) for one in comments]
