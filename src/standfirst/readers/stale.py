"""The forms of this room, shown again with their answers when they stood open too long for their token."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _

from standfirst.access.paths import own_path, own_place
from standfirst.readers.forms import AddressForm, ForgottenPasswordForm, ReaderForm, RegistrationForm, SignInForm
from standfirst.readers.reading_forms import read
from standfirst.readers.views import passwords, registering, signing_in, signing_in_by_code
from standfirst.readers.views.answering import by_script, form_page
from standfirst.refusals import StaleForm

_FORMS: dict[str, tuple[str, Callable[..., ReaderForm]]] = {
    "register": (registering.PAGE, RegistrationForm),
    "sign-in": (signing_in.PAGE, SignInForm),
    "sign-in-code": (signing_in_by_code.ASK_PAGE, AddressForm),
    "forgotten-password": (passwords.ASK_PAGE, ForgottenPasswordForm),
}


def form_again(request: HttpRequest) -> HttpResponse | None:
    """
    The form that ``request`` sent, its answers kept (not the password) and with a fresh token; None when it is none of
    ours. Raises UnreadableForm. Nothing of it was acted on.
    """
    try:
        name = resolve(request.path_info).url_name or ""
    except Resolver404:
        return None
    if name not in _FORMS:
        return None
    template, kind = _FORMS[name]
    sent = read(request)
    form = kind(sent)
    # Only this sentence: the answers are looked at when the button is pressed once more.
    form.full_clean()
    form.errors.clear()
    form.refuse(None, _("This page was open a long time. Your answers are still here: press the button once more"))
    if name == "register" and by_script(request):
        template = registering.FRAGMENT
    asked = (own_path if name == "register" else own_place)(sent.get("next"))
    context = {**signing_in.ways_in(request), "next_path": asked, "wall": "register", "sent": False}
    return form_page(request, template, form, context, status=StaleForm.status)
