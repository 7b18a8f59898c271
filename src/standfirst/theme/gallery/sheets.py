"""The whole pages of the gallery: what went wrong, what is empty, the pages of readers, and the mails."""

from types import SimpleNamespace

from standfirst.theme.gallery.answers import MadeUpForm
from standfirst.theme.gallery.following import notices
from standfirst.theme.gallery.made_up import FRIDAY, MadeUpPicture, changed, choices
from standfirst.theme.gallery.states import Context, Sheet
from standfirst.theme.gallery.words import Words

ADDRESS = "siobhan@example.org"


def _form(words: Words) -> Context:
    return {"form": MadeUpForm(words), "email": ADDRESS, "next_path": "/news/the-ferry/"}


def _refused(words: Words) -> Context:
    return {"form": MadeUpForm(words, {"email": words.email_wrong}), "next_path": "/news/the-ferry/"}


def _wrong_password(words: Words) -> Context:
    return {"form": MadeUpForm(words, {"password": words.password_wrong})}


def _list(words: Words) -> Context:
    author = SimpleNamespace(name=words.names[0], role=words.role, about=words.about, face=MadeUpPicture(words))
    return {
        "section": SimpleNamespace(title=words.sections[0], introduction=words.strap),
        "topic": SimpleNamespace(name=words.topics[0], about=words.about),
        "author": author,
        "articles": [],
    }


def _code(words: Words) -> Context:
    return {**_form(words), "waiting": True, "article_url": "/news/the-ferry/"}


def _code_refused(words: Words) -> Context:
    return {**_code(words), "form": MadeUpForm(words, {"code": words.code_wrong})}


def _account(words: Words) -> Context:
    reader = SimpleNamespace(get_full_name=words.names[0], email=ADDRESS)
    return {**_form(words), "reader": reader, "opens": ["free", "registered"], "offer_passkey": True}


def _policies(words: Words) -> Context:
    asked = changed(words)["changed"]
    return {"asked": [(policy, f"{policy.title}, 27.11.2026.") for policy in asked]}


def _cookies(words: Words) -> Context:
    return {"needed": [("sf_session", words.strap), ("sf_pass", words.about)], "choice": SimpleNamespace(accepted=[])}


def _mail(words: Words) -> Context:
    return {
        "first_name": words.names[0],
        "code": "482 913",
        "expires": FRIDAY,
        "confirm_url": "https://news.example/register/confirm/made-up/",
        "sign_in_url": "https://news.example/sign-in/",
        "reset_url": "https://news.example/forgotten-password/",
        "register_url": "https://news.example/register/",
        "site_url": "https://news.example",
        "subject": words.headline,
        "lang": words.lang,
        "dir": words.dir,
        "purpose": "sign-in",
        "what": "passkey-on",
        "days": 7,
        "due": FRIDAY.isoformat(),
        "kept": ADDRESS,
        "gone": "siobhan@example.com",
        "security_url": "https://news.example/account/security/",
        "notices": notices(words),
        "count": 3,
        "inbox_url": "https://news.example/account/inbox/",
        "preferences_url": "https://news.example/account/preferences/",
        "unsubscribe_url": "https://news.example/notices/stop/made-up/",
        "story": words.headline,
        "words": words.headline,
        "removed": True,
        "may_appeal": True,
        "reason": "it attacks a person",
        "note": words.headline,
        "reference": "R-4821",
        "kind": "suspend",
        "until": "Friday 27 November 2026, 9.00am",
        "appeal_url": "https://news.example/comments/12/appeal/",
        "rules_url": "https://news.example/comments/rules/",
    }


def _confirm(state: str) -> Context:
    return {"state": state, "email": ADDRESS}


def _refusal(title: str, message: str) -> Context:
    return {"title": title, "message": message}


PAGES = (
    Sheet("not-found", "Not found", "404.html"),
    Sheet("forbidden", "Not open to you", "403.html"),
    Sheet("bad-request", "Not readable", "400.html"),
    Sheet("failed", "Our fault", "500.html", lambda words: {"reference": "7f3a91c2"}),
    Sheet("gone", "Gone: a link that was used", "readers/confirm.html", lambda words: _confirm("used")),
    Sheet("run-out", "Gone: a link that ran out", "readers/confirm.html", lambda words: _confirm("run-out")),
    Sheet("unknown-link", "A link that nobody sent", "readers/confirm.html", lambda words: _confirm("unknown")),
    Sheet(
        "too-many",
        "Too many tries",
        "refusal.html",
        lambda words: _refusal("Too many tries", "Too many tries from here. You can try again at 9.05am"),
    ),
    Sheet(
        "busy",
        "Very busy, or under repair",
        "refusal.html",
        lambda words: _refusal("Very many people are here right now", "Try again in a few seconds."),
    ),
    Sheet("front-empty", "Front with nothing on it", "newsroom/home.html"),
    Sheet("section-empty", "Section without articles", "newsroom/section.html", _list),
    Sheet("topic-empty", "Topic without articles", "newsroom/topic.html", _list),
    Sheet("author-empty", "Author without articles", "newsroom/author.html", _list),
    Sheet("search", "Search, nothing asked", "newsroom/search.html"),
    Sheet("search-none", "Search, nothing found", "newsroom/search.html", lambda words: {"query": words.query}),
    Sheet("register", "Register", "readers/register.html", _form),
    Sheet("sign-in", "Sign in", "readers/sign_in.html", _form),
    Sheet("sign-in-refused", "Sign in, refused", "readers/sign_in.html", _refused),
    Sheet("code", "Code", "readers/confirm_code.html", _code),
    Sheet("code-refused", "Code, refused", "readers/confirm_code.html", _code_refused),
    Sheet("code-none", "Code, nothing waits", "readers/confirm_code.html"),
    Sheet("confirm", "Confirm an address", "readers/confirm.html", lambda words: _confirm("good")),
    Sheet("confirmed", "Confirmed", "readers/confirmed.html", lambda words: {"first_name": words.names[0]}),
    Sheet("forgotten", "Forgotten password", "readers/forgotten_password.html", _form),
    Sheet(
        "forgotten-sent",
        "Forgotten, sent",
        "readers/forgotten_password.html",
        lambda words: {**_form(words), "sent": True},
    ),
    Sheet("reset", "New password", "readers/reset_password.html", lambda words: {**_form(words), "good": True}),
    Sheet("reset-done", "New password, done", "readers/reset_password.html", lambda words: {"done": True}),
    Sheet("reset-old", "New password, old link", "readers/reset_password.html"),
    Sheet("page-password", "A page with a password", "readers/page_password.html", _form),
    Sheet("page-password-wrong", "A page with a password, wrong", "readers/page_password.html", _wrong_password),
    Sheet("document-password", "A document with a password", "readers/document_password.html", _form),
    Sheet("account", "Account", "readers/account.html", _account),
    Sheet(
        "account-changed", "Account, a policy changed", "readers/account.html", lambda w: {**_account(w), **changed(w)}
    ),
    Sheet("policies", "Policies that changed", "readers/changed_policies.html", _policies),
    Sheet(
        "policies-read", "Policies that changed, read", "readers/changed_policies.html", lambda words: {"read": True}
    ),
    Sheet("cookies", "Cookies, nothing to choose", "readers/cookies.html", _cookies),
    Sheet("cookies-choice", "Cookies, a choice", "readers/cookies.html", lambda w: {**_cookies(w), **choices(w)}),
    Sheet(
        "cookies-saved",
        "Cookies, saved",
        "readers/cookies.html",
        lambda w: {**_cookies(w), **choices(w), "saved": True, "choice": SimpleNamespace(accepted=["measurement"])},
    ),
)

MAILS = tuple(
    Sheet(f"mail-{name.replace('_', '-')}", name, f"mail/{name}.html", _mail)
    for name in (
        "confirm_address",
        "address_known",
        "reset_password",
        "reset_unknown_address",
        "password_changed",
        "code",
        "account_changed",
        "sign_in_unknown_address",
        "new_address_taken",
        "archive_ready",
        "erasure_asked",
        "erasure_begun",
        "erasure_undone",
        "accounts_merged",
        "notices",
        "comment_decided",
        "report_answered",
        "commenting_changed",
    )
)
