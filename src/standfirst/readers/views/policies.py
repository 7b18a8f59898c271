"""The page on which a reader is asked to read policies that changed."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from standfirst.readers import asking_again
from standfirst.readers.ledger.acts import circumstances_of
from standfirst.readers.models import Reader
from standfirst.readers.reading_forms import takes_a_form


@require_http_methods(["GET", "HEAD", "POST"])
@takes_a_form
def changed_policies(request: HttpRequest) -> HttpResponse:
    """GET shows what changed, POST says that one of them was read."""
    if not isinstance(request.user, Reader):
        return HttpResponseRedirect(f"{reverse('sign-in')}?next={reverse('changed-policies')}", status=303)
    if request.method == "POST":
        how = circumstances_of(request, form=asking_again.FORM)
        done = asking_again.answer(request.user, request.POST.get("kind", ""), request.POST.get("version", ""), how)
        return HttpResponseRedirect(f"{reverse('changed-policies')}{'?read' if done else ''}", status=303)
    asked = [(policy, asking_again.sentence(policy)) for policy in asking_again.changed_for(request.user)]
    return render(request, "readers/changed_policies.html", {"asked": asked, "read": "read" in request.GET})
