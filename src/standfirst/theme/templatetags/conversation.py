"""
A comment and the thread under it as HTML.

Not a template: a page has up to two hundred comments, and Django's templates need half a millisecond for each, most of
it to look the same words up again. Everything goes through ``format_html``, which escapes what is not known to be HTML.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any, Protocol

from django import template
from django.utils.formats import localize
from django.utils.functional import Promise
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import localtime
from django.utils.translation import get_language, gettext, ngettext

from standfirst.theme.templatetags.components import short_date

register = template.Library()
NOTHING = mark_safe("")


class Shown(Protocol):
    """A comment as a page is told of it (``discussion.rendering.showing``)."""

    pk: int
    name: str | Promise
    handle: str
    initials: str
    html: SafeString | str
    at: datetime
    edited: datetime | None
    from_staff: bool
    featured: bool
    pinned: bool
    likes: int
    path: str
    write_path: str
    gap: str
    state: str
    answers: int | None
    answered: str | Promise
    replies: Iterable[Any]
    more: int
    more_path: str


@dataclass(frozen=True, slots=True)
class _Words:
    """What is said with every comment, in one language. Those with ``name`` in it take that as HTML."""

    staff: SafeString
    answer: SafeString
    featured: SafeString
    waiting: SafeString
    not_published: SafeString
    edited: str
    in_reply_to: str
    reply: str
    reply_to: str
    like: str
    report: str
    mute: str
    what_they_wrote: str


@register.simple_tag
def one_comment(comment: Shown, level: int | str = "", acts: bool = False) -> SafeString:
    """``comment`` by itself. ``level``: of its heading, 3 where none is given. ``acts``: with what one can do to it."""
    return _article(comment, _words(get_language() or ""), level or 3, acts=bool(acts))


@register.simple_tag
def thread(entry: Shown, acts: bool = False) -> SafeString:
    """``entry`` and the replies to it, as an item of a list."""
    return _item(entry, _words(get_language() or ""), acts=bool(acts))


def _item(entry: Shown, words: _Words, *, acts: bool) -> SafeString:
    replies = further = NOTHING
    if entry.replies:
        items = format_html_join("", "{}", ((_item(reply, words, acts=acts),) for reply in entry.replies))
        replies = format_html('\n<ol class="replies">{}</ol>', items)
    if entry.more:
        further = format_html('\n<p class="further"><a href="{}">{}</a></p>', entry.more_path, _more(entry))
    return format_html("<li>{}{}{}</li>\n", _article(entry, words, 3, acts=acts), replies, further)


def _article(comment: Shown, words: _Words, level: int | str, *, acts: bool) -> SafeString:
    marks = (" gone" if comment.gap else "") + (" chosen" if comment.featured or comment.pinned else "")
    return format_html(
        '<article class="comment{}{}" id="comment-{}"{}>{}</article>',
        marks,
        " waiting" if comment.state else "",
        comment.pk,
        format_html(' data-by="{}"', comment.handle) if comment.handle else "",
        format_html('<p class="quiet">{}</p>', comment.gap) if comment.gap else _said(comment, words, level, acts),
    )


def _said(comment: Shown, words: _Words, level: int | str, acts: bool) -> SafeString:
    name = format_html("<bdi>{}</bdi>", comment.name)
    return format_html(
        '\n<header><span class="face" aria-hidden="true">{}</span><h{}>{}</h{}>{}\n'
        '<p class="quiet"><a href="{}#comment-{}"><time datetime="{}">{}</time></a>{}{}</p></header>\n'
        '<div class="said">{}</div>\n{}',
        comment.initials,
        level,
        format_html('<a href="/readers/{}/">{}</a>', comment.handle, name) if comment.handle else name,
        level,
        _badges(comment, words),
        comment.path,
        comment.pk,
        localtime(comment.at).isoformat(),
        short_date(comment.at),
        format_html(' · <span title="{}">{}</span>', short_date(comment.edited), words.edited)
        if comment.edited
        else NOTHING,
        format_html(
            '<span class="re"> · <a href="#comment-{}">{}</a></span>',
            comment.answers,
            _with(words.in_reply_to, comment.answered),
        )
        if comment.answers
        else NOTHING,
        comment.html,
        _acts(comment, words, name) if acts else NOTHING,
    )


def _badges(comment: Shown, words: _Words) -> SafeString:
    badges = words.staff if comment.from_staff else NOTHING
    if comment.pinned:
        badges += words.answer
    elif comment.featured:
        badges += words.featured
    if comment.state:
        badges += words.waiting if comment.state == "held" else words.not_published
    return badges


def _acts(comment: Shown, words: _Words, name: SafeString) -> SafeString:
    what = _with(words.what_they_wrote, comment.name)
    return format_html(
        '<div class="acts"><a href="{}" data-reply="{}">{}<span class="hidden-visually"> {}</span></a>\n'
        '<form method="post" action="/comments/{}/like/" data-like novalidate><button class="link-button">{}'
        '<span class="hidden-visually"> {}</span></button> <span class="likes">{}</span></form>\n'
        '<a href="/comments/{}/report/" data-other>{}<span class="hidden-visually"> {}</span></a>{}</div>',
        comment.write_path,
        comment.pk,
        words.reply,
        _with(words.reply_to, comment.name),
        comment.pk,
        words.like,
        what,
        localize(comment.likes) if comment.likes else "",
        comment.pk,
        words.report,
        what,
        format_html(
            '\n<a href="/comments/{}/mute/" data-other>{}<span class="hidden-visually"> {}</span></a>',
            comment.pk,
            words.mute,
            name,
        )
        if comment.handle
        else NOTHING,
    )


def _more(entry: Shown) -> SafeString:
    words = ngettext("%(n)s more reply to <bdi>%(name)s</bdi>", "%(n)s more replies to <bdi>%(name)s</bdi>", entry.more)
    return mark_safe(words % {"n": localize(entry.more), "name": conditional_escape(str(entry.name))})


def _with(words: str, name: str | Promise) -> SafeString:
    """Words of ours, which are HTML, about somebody."""
    return mark_safe(words % {"name": conditional_escape(str(name))})


@cache
def _words(language: str) -> _Words:
    """In the language that is active; ``language`` is its code."""

    def badge(kind: str, said: str) -> SafeString:
        return format_html(' <span class="{}">{}</span>', f"badge {kind}".strip(), said)

    return _Words(
        staff=badge("pencil-badge", gettext("Staff")),
        answer=badge("", gettext("Answer")),
        featured=badge("", gettext("Featured")),
        waiting=badge("sepia-badge", gettext("Waiting")),
        not_published=badge("rubric-badge", gettext("Not published")),
        edited=gettext("Edited"),
        in_reply_to=gettext("in reply to <bdi>%(name)s</bdi>"),
        reply=gettext("Reply"),
        reply_to=gettext("to <bdi>%(name)s</bdi>"),
        like=gettext("Like"),
        report=gettext("Report"),
        mute=gettext("Mute"),
        what_they_wrote=gettext("what <bdi>%(name)s</bdi> wrote"),
    )
