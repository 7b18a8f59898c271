"""The page of the account that lists the sites a reader is connected with, and ends that."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from standfirst.provider.connecting import connections_of, disconnect
from standfirst.provider.scopes import in_words
from standfirst.readers.ledger.acts import circumstances_of
from standfirst.readers.models import Reader
from standfirst.readers.proving import for_readers
from standfirst.readers.reading_forms import takes_a_form


@require_http_methods(["GET", "HEAD", "POST"])
@for_readers
@takes_a_form
def connected_sites(request: HttpRequest) -> HttpResponse:
    """GET lists them; POST ends the connection that is named."""
    reader = request.user
    assert isinstance(reader, Reader)
    if request.method == "POST":
        asked = request.POST.get("connection", "")
        if asked.isascii() and asked.isdecimal() and len(asked) < 19:
            disconnect(reader, int(asked), circumstances_of(request, form="connected sites"))
        return HttpResponseRedirect(f"{reverse('connected-sites')}?done", status=303)
    sites = [{"connection": one, "gets": in_words(one.scopes)} for one in connections_of(reader)]
    context = {"room": "connected-sites", "sites": sites, "done": "done" in request.GET}
    return render(request, "provider/connected_sites.html", context)
