"""The conversation in the gallery: a comment in every state, the form under it, and its pages."""

from types import SimpleNamespace
from typing import Any

from django.forms import CharField, Textarea
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe

from standfirst.theme.gallery.answers import MadeUpForm
from standfirst.theme.gallery.made_up import FRIDAY, THURSDAY
from standfirst.theme.gallery.states import Context, Sheet, Shelf, State, Told, as_it_comes
from standfirst.theme.gallery.words import Words

PATH = "/news/the-ferry/comments/"
_OTHER_SCRIPT = "رأيتها بعينيّ يوم الخميس، وكان الجرس يدقّ."


def _said(words: Words) -> str:
    return mark_safe(
        f'<blockquote><p dir="auto">{words.quote}</p></blockquote><p dir="auto">{words.paragraphs[1]}</p>'
        f'<p dir="auto">{words.points[0]} <a href="https://example.org/" rel="nofollow ugc noopener">example.org</a>'
        f' <a href="/readers/nguyen-minh-chau/">Nguyễn Minh Châu</a></p>'
    )


def comment(words: Words, pk: int = 1, **changed: Any) -> SimpleNamespace:
    """A comment as the templates are told of one."""
    told: dict[str, Any] = {
        "pk": pk,
        "name": words.names[pk % len(words.names)],
        "handle": f"reader-{pk}",
        "initials": "SD",
        "html": _said(words),
        "at": THURSDAY,
        "edited": None,
        "from_staff": False,
        "featured": False,
        "pinned": False,
        "likes": 12,
        "path": f"{PATH}{pk}/",
        "write_path": f"{PATH}write/?to={pk}",
        "gap": "",
        "state": "",
        "answers": None,
        "answered": "",
        "replies": (),
        "more": 0,
        "more_path": "",
        **changed,
    }
    return SimpleNamespace(**told)


def _plain(words: Words, number: int) -> str:
    return mark_safe(f'<p dir="auto">{words.points[number % len(words.points)]}.</p>')


def _thread(words: Words) -> list[SimpleNamespace]:
    third = comment(words, 13, html=_plain(words, 2), answers=12, answered=words.names[0], likes=0)
    arabic = mark_safe(f'<p dir="auto">{_OTHER_SCRIPT}</p>')
    second = comment(words, 12, html=_plain(words, 1), replies=(third,), more=3, more_path=f"{PATH}12/?after=2")
    gone = comment(words, 15, gap=words.status[0], html="", replies=(comment(words, 16, html=_plain(words, 0)),))
    first = comment(words, 11, replies=(second, comment(words, 14, html=arabic, from_staff=True)))
    return [comment(words, 10, from_staff=True, pinned=True, likes=40), first, gone]


class MadeUpText(MadeUpForm):
    """The form of one text. ``typed``: what is in it; ``wrong``: why it was refused."""

    def __init__(self, words: Words, typed: str = "", wrong: str = "") -> None:
        super().__init__(words, {"text": wrong} if wrong else None)
        self.fields["text"] = CharField(
            label=words.topics[0], required=False, initial=typed, widget=Textarea(attrs={"rows": "5"})
        )
        self.fields["to"] = self.fields["once"] = CharField(required=False)
        for name in ("words", "address", "name"):
            self.fields[name] = CharField(label=words.email, required=False)
        self.chosen, self.choices = "", list(zip("abc", words.points, strict=True))
        self.fields["reason"] = CharField(label=words.crosshead, required=False)
        self.fields["pen_name"] = CharField(label=words.first_name, required=False)
        self.fields["private"] = CharField(label=words.age, required=False)
        if wrong:
            self.data = {**self.data, "text": typed}


def _composer(words: Words, form: MadeUpText | None = None, **changed: Any) -> Context:
    told = {"action": f"{PATH}write/", "form": form or MadeUpText(words), "sign_in": f"{PATH}write/", "most": 5000}
    return {"composer": SimpleNamespace(**{**told, **changed})}


def _one(name: str, script: Any = as_it_comes, **changed: Any) -> State:
    return State(
        name, "discussion/comment.html", lambda words: {"comment": comment(words, **changed), "acts": True}, script
    )


def _own(name: str, **more: Any) -> State:
    def told(words: Words) -> Context:
        changed = {key: value for key, value in more.items() if key in {"state", "why"}}
        return {"comment": comment(words, **changed), "may_edit": True, "may_delete": True, **more}

    return State(name, "gallery/written.html", told)


def _writes(name: str, told: Told, script: Any = as_it_comes) -> State:
    return State(name, "discussion/composer.html", told, script)


def _folded(html: str) -> str:
    """As our script leaves what somebody muted wrote."""
    line = render_to_string("discussion/fold.html").partition("<template data-fold>")[2].partition("</template>")[0]
    return html.replace("<article ", "<article data-folded ", 1).replace("<header>", f"{line}<header>", 1)


def _liked(html: str) -> str:
    return html.replace('<button class="link-button">Like', '<button class="link-button" aria-pressed="true">Liked', 1)


def _sending(html: str) -> str:
    return html.replace(">Post comment<", ' aria-busy="true">Posting…<')


def _counted(html: str) -> str:
    return html.replace("data-said>", "data-said>180 characters left")


TALK = (
    Shelf(
        "comment",
        "Comment",
        (
            _one("Published"),
            _one("Liked by its reader", _liked),
            _one("Edited", edited=FRIDAY),
            _one("By staff", from_staff=True),
            _one("Featured", featured=True),
            _one("Pinned: the answer of a journalist", pinned=True, from_staff=True),
            _one("In reply to", answers=7, answered="Siobhán O’Dwyer"),
            _one("Removed", gap="A moderator removed this comment: it attacks a person.", html=""),
            _one("Muted", _folded),
            _one("Of a former reader", handle="", initials=""),
            _own("Own, new", fresh=True),
            _own("Own, waiting", state="held", why="it has links, which a moderator looks at first"),
            _own("Own, not published", state="rejected", why="it attacks a person"),
            State("Threads", "discussion/list.html", lambda words: {"entries": _thread(words), "can_act": True}),
            State("Nothing yet", "discussion/list.html", _composer),
        ),
    ),
    Shelf(
        "composer",
        "Composer",
        (
            _writes("Signed out", _composer),
            _writes("Not confirmed", lambda words: _composer(words, who="unverified")),
            _writes("Ready", lambda words: _composer(words, who="ready", name=words.names[0])),
            _writes("Nearly full", lambda words: _composer(words, MadeUpText(words, words.quote)), _counted),
            _writes("Sending", lambda words: _composer(words, MadeUpText(words, words.quote), who="ready"), _sending),
            _writes("Refused", lambda words: _composer(words, MadeUpText(words, "", "Write something first"))),
            _writes("A reply", lambda words: _composer(words, label=words.names[1])),
            _writes(
                "Read first",
                lambda words: _composer(words, note="In this conversation a moderator reads every comment."),
            ),
            _writes(
                "Closed",
                lambda words: _composer(
                    words, closed="Comments closed on Monday 23 November 2026. You can still read them."
                ),
            ),
        ),
    ),
)


def _page(words: Words, **more: Any) -> Context:
    story = SimpleNamespace(
        path="/news/the-ferry/", title=words.headline, language=words.lang, direction=words.dir, comments=48
    )
    told = {"conversation": story, "path": PATH, "entries": _thread(words), "order": "best", "is_first": True}
    return {**_composer(words), **told, "later": "?after=15", "topic": "/live/conversation/1/", **more}


def _about(**more: Any) -> Told:
    def told(words: Words) -> Context:
        form = MadeUpText(words)
        return {**_page(words), "comment": comment(words), "form": form, "may_edit": True, "may_delete": True, **more}

    return told


def _refused(words: Words) -> Context:
    form = MadeUpText(words, "", "Write something first")
    return {**_page(words), **_composer(words, form), "form": form, "parent": comment(words)}


def _wrote(words: Words, **more: Any) -> Context:
    page = _page(words)
    may = {"may_edit": True, "may_delete": True}
    held = comment(words, 2, state="held", why=words.points[0])
    told = {"written": [(held, page["conversation"], may), (comment(words, 3), page["conversation"], may)]}
    reader = SimpleNamespace(get_full_name=words.names[0])
    return {**page, **told, "form": MadeUpText(words), "user": reader, "room": "your-comments", **more}


def _person(words: Words, **more: Any) -> Context:
    page = _page(words)
    profile = SimpleNamespace(comments=48, followers=3, made_at=THURSDAY, handle="siobhan")
    written = [(comment(words, 2), page["conversation"])]
    return {"profile": profile, "name": words.names[0], "initials": "SD", "written": written, "after": 4, **more}


def _empty(words: Words) -> Context:
    return _page(words, entries=[], later="")


def _one_thread(words: Words) -> Context:
    return {**_page(words), "entry": _thread(words)[1], "above": [comment(words, 2)], "after": 3}


def _begun(words: Words) -> Context:
    return {**_page(words), "form": MadeUpText(words)}


def _not_published(words: Words) -> Context:
    return {**_about()(words), "comment": comment(words, state="rejected", why=words.points[0])}


def _private(words: Words) -> Context:
    return _person(words, is_private=True, written=[])


def _wrote_nothing(words: Words) -> Context:
    return _wrote(words, written=[], pen_names=True)


def _rules(words: Words) -> Context:
    month = SimpleNamespace(decided=1_204, published=1_150, rejected=54, seconds=41, reports=12, reports_upheld=3)
    month.appeals, month.appeals_granted = 4, 1
    told = [(THURSDAY, month, words.points[0], [(words.points[1], 40)])]
    return {"rules": words.paragraphs, "reasons": words.points, "months": told}


def _appeal(words: Words) -> Context:
    story = SimpleNamespace(title=words.headline)
    written = SimpleNamespace(conversation=story, text=words.quote, reason_note=words.points[2])
    return {"comment": written, "reason": words.points[0], "most": 1000}


def _appeal_too_long(words: Words) -> Context:
    return {**_appeal(words), "too_long": 12, "words": words.quote}


def _appealed(words: Words) -> Context:
    return {**_appeal(words), "asked": SimpleNamespace(decided_at=None, upheld=None)}


FIRST = Shelf(
    "comments-first",
    "Comments under an article",
    (
        State("Some", "discussion/first.html", _page),
        State("None yet", "discussion/first.html", _empty),
        State("Acts of one’s own", "discussion/own_acts.html", lambda _: {"pk": 1, "may_edit": 1, "may_delete": 1}),
    ),
)
PAGES = (
    Sheet("conversation", "Conversation", "discussion/conversation.html", _page),
    Sheet("conversation-empty", "Conversation, nothing yet", "discussion/conversation.html", _empty),
    Sheet("thread", "One comment", "discussion/thread.html", _one_thread),
    Sheet("write", "Write a comment", "discussion/write.html", _begun),
    Sheet("write-refused", "Write a reply, refused", "discussion/write.html", _refused),
    Sheet("yours", "Your comment", "discussion/yours.html", _not_published),
    Sheet("edit", "Edit a comment", "discussion/edit.html", _about()),
    Sheet("edit-late", "Edit a comment, too late", "discussion/edit.html", _about(late=True, may_edit=False)),
    Sheet("delete", "Delete a comment", "discussion/delete.html", _about()),
    Sheet("like", "Like a comment", "discussion/like.html", _about()),
    Sheet("mute", "Mute a reader", "discussion/mute.html", _about()),
    Sheet("muted", "Mute a reader, done", "discussion/mute.html", _about(muted=True)),
    Sheet("report", "Report a comment", "discussion/report.html", _about()),
    Sheet("reported", "Reported", "discussion/reported.html", _about(told=SimpleNamespace(reference="K7QM-2XPD"))),
    Sheet("reader", "A reader’s page", "discussion/profile.html", _person),
    Sheet("reader-private", "A reader’s page, private", "discussion/profile.html", _private),
    Sheet("your-comments", "Your comments", "discussion/your_comments.html", _wrote),
    Sheet("your-comments-none", "Your comments, none", "discussion/your_comments.html", _wrote_nothing),
    Sheet("comment-rules", "Rules for commenting", "discussion/rules.html", _rules),
    Sheet("appeal", "Ask us to look again", "discussion/appeal.html", _appeal),
    Sheet("appeal-refused", "Ask us to look again, too long", "discussion/appeal.html", _appeal_too_long),
    Sheet("appealed", "Ask us to look again, done", "discussion/appeal.html", _appealed),
)
