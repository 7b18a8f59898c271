"""Writing a comment, with script and without; whoever is not signed in yet does so first and loses nothing."""

import time
import uuid
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from standfirst.discussion import begun_comments, composing, posting
from standfirst.discussion.forms import CommentForm, number, once_of
from standfirst.discussion.models import Comment, CommentState, Conversation
from standfirst.discussion.refusing import CannotComment, NothingWritten
from standfirst.discussion.rendering.showing import base_of, own, shown
from standfirst.discussion.views.finding import conversation_of
from standfirst.readers.models import Reader
from standfirst.readers.provisional import registration_of
from standfirst.readers.reading_forms import takes_a_form
from standfirst.readers.views.answering import REFUSED, by_script
from standfirst.refusals import Refusal

PAGE, FORM, WRITTEN = "discussion/write.html", "discussion/composer.html", "discussion/written.html"
_SAME_FOR = 600
"""Seconds in which the same words at the same place, from a form without a mark, are one comment."""


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@takes_a_form
def write(request: HttpRequest, story: str) -> HttpResponse:
    """GET shows the form, with what was begun before signing in; POST writes, or says at the field why not."""
    conversation = conversation_of(story)
    if request.method != "POST":
        return _form_page(request, conversation, _form_begun(request, conversation))
    form = CommentForm(request.POST)
    form.is_valid()
    if not isinstance(request.user, Reader):
        return _first_sign_in(request, conversation, form)
    try:
        text, parent = form.cleaned_data["text"], form.parent
        comment = _post(request.user, conversation, text, parent, form.cleaned_data["once"])
    except Refusal as refusal:
        return _refused(request, conversation, form, refusal)
    begun_comments.forget(request, conversation)
    if by_script(request):
        return render(request, WRITTEN, {"comment": own(comment), "fresh": True})
    if comment.state == CommentState.PUBLISHED:
        return HttpResponseRedirect(f"{base_of(conversation)}{comment.pk}/#comment-{comment.pk}", status=303)
    return HttpResponseRedirect(reverse("comment-yours", args=[comment.pk]), status=303)


def _post(reader: Reader, conversation: Conversation, text: str, parent: int | None, mark: str) -> Comment:
    once, comment = once_of(mark), None
    if once is None:
        # The form of a cached page has no mark; two presses of its button say the same within minutes.
        said = f"{reader.subject}\0{conversation.story_key}\0{parent}\0{text}"
        minutes = int(time.time()) // _SAME_FOR
        once, before = (uuid.uuid5(uuid.NAMESPACE_URL, f"{said}\0{those}") for those in (minutes, minutes - 1))
        comment = posting.posted(reader, before)
    comment = comment or posting.post(reader, conversation, text, parent, once=once)
    if comment.state == CommentState.DELETED:
        # They have taken it back since, and write it again.
        comment = posting.post(reader, conversation, text, parent, once=uuid.uuid4())
    return comment


def _form_begun(request: HttpRequest, conversation: Conversation) -> CommentForm:
    text, to = begun_comments.begun_in(request, conversation) or ("", None)
    asked = number(request.GET.get("to"))
    if asked is not None and asked != to:
        text, to = "", asked
    return CommentForm(initial={"text": text, "to": to or "", "once": composing.new_mark()})


def _first_sign_in(request: HttpRequest, conversation: Conversation, form: CommentForm) -> HttpResponse:
    """Keep the text; then the way leads through the sign-in, or the code of the mail, back to it."""
    text = form.cleaned_data["text"]
    if not text.strip():
        return _refused(request, conversation, form, NothingWritten())
    begun_comments.keep(request, conversation, text, form.parent)
    here = f"{base_of(conversation)}write/"
    to = reverse("confirm-code") if registration_of(request) else reverse("sign-in")
    to = f"{to}?{urlencode({'next': here})}"
    if by_script(request):
        return HttpResponse(status=401, headers={"HX-Redirect": to})
    return HttpResponseRedirect(to, status=303)


def _refused(request: HttpRequest, conversation: Conversation, form: CommentForm, refusal: Refusal) -> HttpResponse:
    form.refuse("text", str(refusal.message))
    status = REFUSED if isinstance(refusal, CannotComment) else refusal.status
    answer = _form_page(request, conversation, form, status=status)
    for name, value in refusal.headers().items():
        answer[name] = value
    return answer


def _form_page(
    request: HttpRequest, conversation: Conversation, form: CommentForm, *, status: int = 200
) -> HttpResponse:
    form.token = get_token(request)
    parent = _answered(conversation, form.parent)
    context = {
        "conversation": conversation,
        "path": base_of(conversation),
        "composer": composing.composer_of(request, conversation, form, parent),
        "parent": shown(parent) if parent is not None else None,
        "form": form,
        "return_to": f"{base_of(conversation)}write/",
    }
    return render(request, FORM if by_script(request) else PAGE, context, status=status)


def _answered(conversation: Conversation, to: int | None) -> Comment | None:
    if to is None or conversation.pk is None:
        return None
    rows = Comment.objects.filter(pk=to, conversation=conversation, state=CommentState.PUBLISHED)
    found = rows.select_related("author__profile").first()
    if found is not None:
        found.conversation = conversation
    return found
