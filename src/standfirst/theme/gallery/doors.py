"""The pages of the doors and of the account, in every state."""

from types import SimpleNamespace
from typing import Any

from standfirst.theme.gallery.answers import MadeUpForm
from standfirst.theme.gallery.made_up import FRIDAY
from standfirst.theme.gallery.states import Context, Sheet, Told
from standfirst.theme.gallery.words import Words

_ADDRESS = "siobhan@example.org"
_SQUARE = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg'/%3E"


def _with_form(**more: Any) -> Told:
    def told(words: Words) -> Context:
        form = MadeUpForm(words)
        form.fields["name"] = form.fields["first_name"]
        return {**_room(words), "form": form, "email": _ADDRESS, "action": "/", "again": "/", **more}

    return told


def _refused(**more: Any) -> Told:
    def told(words: Words) -> Context:
        return {**_with_form(**more)(words), "form": MadeUpForm(words, {"code": words.code_wrong})}

    return told


def _room(words: Words) -> Context:
    names = (words.sections[0], words.sections[1], words.topics[0])
    rooms = [SimpleNamespace(view=f"room-{n}", name=name, about=words.about, url="/") for n, name in enumerate(names)]
    return {"account_rooms": rooms, "room": "room-0"}


def _security(**more: Any) -> Told:
    def told(words: Words) -> Context:
        passkeys = [SimpleNamespace(pk=1, wrap=SimpleNamespace(name="Safari · iPhone"), created_at=FRIDAY)]
        reader = SimpleNamespace(has_usable_password=more.get("has_password", True))
        kept = {"passkeys": passkeys if more.get("codes_left") else [], "connected": [], "doors": []}
        return {**_room(words), "reader": reader, **kept, **more}

    return told


def _sessions(words: Words) -> Context:
    browsers = [
        SimpleNamespace(pk=n, name=name, since=FRIDAY, seen=FRIDAY, here=n == 0)
        for n, name in enumerate(("Firefox · Windows", "Safari · iPhone"))
    ]
    return {**_room(words), "browsers": browsers, "done": True}


def _chosen(words: Words) -> Context:
    kept = SimpleNamespace(replies="now", follows="page", event_reminders=True)
    notices = [("page", words.topics[0]), ("now", words.topics[1]), ("daily", words.about)]
    offers = MadeUpForm(words).newsletter_choices
    told = {
        "preferences": kept,
        "notices": notices,
        "now_look": "system",
        "saved": "notices",
        "token": "",
        "known": True,
    }
    return {**_room(words), **told, "offers": offers, "chosen": {"letter-0"}}


_WORKS = SimpleNamespace(name="works", title="The Works")
PAGES = (
    Sheet("sign-in-code", "Sign in by code", "readers/sign_in_code.html", _with_form()),
    Sheet("enter-code", "The code", "readers/enter_code.html", _with_form()),
    Sheet("enter-code-refused", "The code, refused", "readers/enter_code.html", _refused(proof=True)),
    Sheet("second-step", "The second step", "readers/second_step.html", _with_form(has_passkey=True)),
    Sheet("second-step-refused", "The second step, refused", "readers/second_step.html", _refused()),
    Sheet("prove", "The proof", "readers/prove.html", _with_form(has_password=True, has_passkey=True)),
    Sheet("prove-factor", "The proof, by app", "readers/prove.html", _refused(by_factor=True)),
    Sheet("change-name", "The name", "readers/change_name.html", _with_form()),
    Sheet("change-address", "The address", "readers/change_address.html", _with_form()),
    Sheet("change-password", "The password", "readers/change_password.html", _with_form(has_password=True)),
    Sheet("security", "Security", "readers/security.html", _security(must=True)),
    Sheet(
        "security-full",
        "Security, all of it",
        "readers/security.html",
        _security(has_app=True, codes_left=9, asked=True, doors=[_WORKS], connected=[(1, _WORKS)]),
    ),
    Sheet("second-factor", "A second factor is needed", "readers/second_factor_needed.html", _room),
    Sheet("app", "An app", "readers/set_up_app.html", _with_form(picture=_SQUARE, secret="ABCD EFGH 2345 6723")),
    Sheet(
        "codes",
        "Recovery codes",
        "readers/recovery_codes.html",
        lambda words: {**_room(words), "codes": ["1234 5678"] * 10},
    ),
    Sheet("codes-none", "Recovery codes, none left", "readers/recovery_codes.html", _room),
    Sheet("add-passkey", "A passkey", "readers/add_passkey.html", _with_form()),
    Sheet("sessions", "Browsers", "readers/sessions.html", _sessions),
    Sheet("preferences", "Preferences", "readers/preferences.html", _chosen),
    Sheet("choices", "Newsletters from a mail", "readers/newsletter_choices.html", _chosen),
    Sheet("choices-unknown", "Newsletters, unknown link", "readers/newsletter_choices.html"),
    Sheet("finish", "From another site", "readers/finish.html", _with_form(door="The Works")),
    Sheet(
        "no-address", "From another site, no address", "readers/no_address.html", lambda words: {"door": "The Works"}
    ),
)
