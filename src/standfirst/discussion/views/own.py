"""One's own comment: looking at it whatever became of it, changing it, taking it back, and undoing that."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from standfirst.discussion import appealing, deleting, editing, just_deleted, restoring
from standfirst.discussion.forms import CommentForm
from standfirst.discussion.models import Comment, CommentState
from standfirst.discussion.refusing import CannotComment
from standfirst.discussion.rendering.showing import base_of, own
from standfirst.discussion.views.finding import own_comment
from standfirst.readers.models import Reader
from standfirst.readers.proving import for_readers
from standfirst.readers.reading_forms import takes_a_form
from standfirst.readers.views.answering import REFUSED
from standfirst.refusals import Refusal


@never_cache
@require_safe
@for_readers
def yours(request: HttpRequest, pk: int) -> HttpResponse:
    """The comment as its author alone sees it, with what has become of it and what they can do."""
    comment = own_comment(request, pk)
    context = {"comment": own(comment), "path": base_of(comment.conversation), "conversation": comment.conversation}
    return render(request, "discussion/yours.html", {**context, **can(request, comment)})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@for_readers
@takes_a_form
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """GET shows the text in a form, POST changes it, for as long as it can be."""
    comment = own_comment(request, pk)
    form = CommentForm(request.POST if request.method == "POST" else None, initial={"text": comment.text})
    if request.method != "POST":
        assert isinstance(request.user, Reader)
        late = not editing.can_edit(request.user, comment)
        return _edit_page(request, comment, form, late=late, status=409 if late else 200)
    form.is_valid()
    try:
        assert isinstance(request.user, Reader)
        changed = editing.edit(request.user, comment, form.cleaned_data["text"])
    except Refusal as refusal:
        form.refuse("text", str(refusal.message))
        status = REFUSED if isinstance(refusal, CannotComment) else refusal.status
        answer = _edit_page(request, comment, form, status=status)
        for name, value in refusal.headers().items():
            answer[name] = value
        return answer
    return HttpResponseRedirect(_place_of(changed), status=303)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@for_readers
@takes_a_form
def delete(request: HttpRequest, pk: int) -> HttpResponse:
    """GET asks whether it is meant, POST takes the comment back."""
    comment = own_comment(request, pk)
    path = base_of(comment.conversation)
    if request.method != "POST":
        context = {"comment": own(comment), "path": path, "token": get_token(request)}
        return render(request, "discussion/delete.html", context)
    assert isinstance(request.user, Reader)
    was = deleting.delete(request.user, comment)
    if was is not None:
        just_deleted.remember(request, comment.pk, was)
    return HttpResponseRedirect(f"{reverse('your-comments')}?deleted", status=303)


@never_cache
@require_POST
@for_readers
@takes_a_form
def restore(request: HttpRequest, pk: int) -> HttpResponse:
    """Undo the deletion. Raises StaysDeleted."""
    comment = own_comment(request, pk)
    found = just_deleted.remembered(request)
    if found is None or found[0] != comment.pk:
        raise restoring.StaysDeleted
    assert isinstance(request.user, Reader)
    there = restoring.restore(request.user, comment, found[1])
    just_deleted.forget(request)
    return HttpResponseRedirect(_place_of(there), status=303)


def can(request: HttpRequest, comment: Comment) -> dict[str, bool]:
    """What the author can do with ``comment`` now."""
    reader = request.user
    assert isinstance(reader, Reader)
    open_ = comment.conversation.takes_comments
    return {
        "may_edit": open_ and editing.can_edit(reader, comment),
        "may_appeal": appealing.may_appeal(reader, comment),
        "may_delete": comment.state not in (CommentState.DELETED, CommentState.REMOVED),
    }


def _place_of(comment: Comment) -> str:
    if comment.state == CommentState.PUBLISHED:
        return f"{base_of(comment.conversation)}{comment.pk}/#comment-{comment.pk}"
    return reverse("comment-yours", args=[comment.pk])


def _edit_page(
    request: HttpRequest, comment: Comment, form: CommentForm, *, late: bool = False, status: int = 200
) -> HttpResponse:
    form.token = get_token(request)
    context = {"comment": own(comment), "path": base_of(comment.conversation), "form": form, "late": late}
    return render(request, "discussion/edit.html", {**context, **can(request, comment)}, status=status)
