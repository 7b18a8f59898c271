"""
Fills the data folder of a running site with articles that carry canaries, and with readers of every kind.

Run as ``python -m tests.exits.seed FILE`` in the environment of the site; FILE gets what ``cast`` reads.
"""

import sys
import uuid
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import django

django.setup()

from django.contrib.auth.models import Group  # noqa: E402  # models can be imported only now
from django.http import HttpResponse  # noqa: E402
from django.utils import timezone  # noqa: E402
from wagtail.contrib.redirects.models import Redirect  # noqa: E402
from wagtail.models import (  # noqa: E402
    Comment,
    Page,
    PageViewRestriction,
    Site,
    Workflow,
)

from standfirst.access import gate  # noqa: E402
from standfirst.access.gift_pass import GiftPass  # noqa: E402
from standfirst.access.gifts.giving import give, stop  # noqa: E402
from standfirst.access.gifts.opening import open_once  # noqa: E402
from standfirst.access.gifts.tokens import link_of  # noqa: E402
from standfirst.access.models import Gift  # noqa: E402
from standfirst.access.provisional import Holder  # noqa: E402
from standfirst.discussion.conversations import conversation_at, kept  # noqa: E402
from standfirst.discussion.models import Profile  # noqa: E402
from standfirst.discussion.posting import post  # noqa: E402
from standfirst.newsletters.models import Newsletter  # noqa: E402
from standfirst.newsroom.models import (  # noqa: E402
    ArticleByline,
    ArticlePage,
    Author,
    Correction,
    HomePage,
    Picture,
    PolicyPage,
    SectionPage,
    Topic,
)
from standfirst.preparing import prepare  # noqa: E402
from standfirst.readers.models import Reader, Tally  # noqa: E402
from standfirst.readers.registration import Answers, register  # noqa: E402
from tests.exits.cast import Article, Cast  # noqa: E402
from tests.exits.people import (  # noqa: E402
    PAGE_PASSWORD,
    PASSWORD,
    let_in_by_address,
    make_documents,
    make_editor_of,
    make_readers,
)
from tests.exits.stories import Story, unpublished_story  # noqa: E402
from tests.exits.words import prose  # noqa: E402


class Newsroom:
    """Makes the pages of the seeded site, and keeps what the tests have to know of them."""

    def __init__(self) -> None:
        self.home = HomePage.objects.get()
        self.at = timezone.now() - timedelta(hours=3)
        self.harbour = self.home.add_child(instance=SectionPage(title="Harbour", slug="harbour"))
        self.vault = self.home.add_child(instance=SectionPage(title="Closed room", slug="vault"))
        self.author = Author.objects.create(name="Ada O’Malley", slug="ada-omalley")
        self.topic = Topic.objects.create(name="Boats", slug="boats")
        self.made: dict[str, Article] = {}
        self.pages: dict[str, ArticlePage] = {}

    def publish(self, story: Story, *, parent: SectionPage | None = None, **fields: Any) -> ArticlePage:
        """An article with every block, published three hours ago."""
        related = [self.pages["free-1"]] if "free-1" in self.pages else []
        told: dict[str, Any] = {
            "title": f"Of {story.name}",
            "slug": story.name,
            "standfirst": story.open("standfirst"),
            "kicker": "Docks",
            "access_level": story.level,
            "first_published_at": self.at,
            **fields,
        }
        if "body" not in told:
            told["body"] = story.body(related)
        page: ArticlePage = (parent or self.harbour).add_child(instance=ArticlePage(**told))
        page.bylines.add(ArticleByline(author=self.author))
        page.topics.add(self.topic)
        page.corrections.add(Correction(text=story.told("correction", 12), at=self.at))
        page.save()
        if page.live:
            page.save_revision().publish()
        self.pages[story.name] = page
        self.made[story.name] = story.article(page)
        return page

    def amend(self, story: Story, *, later: bool = False) -> None:
        """A draft over a published article; with ``later`` one that waits for its hour."""
        page = ArticlePage.objects.get(pk=self.pages[story.name].pk)
        mark, words = story.unseen("embargo" if later else "draft"), prose(f"{story.name} draft {later}", 40)
        page.title = f"Of {mark}"
        page.standfirst = f"{mark} {words}"
        page.body = [("text", f"<p>{mark}</p><p>{words}</p><p>{words} {mark}</p>")]
        if later:
            page.go_live_at = timezone.now() + timedelta(days=30)
        revision = page.save_revision()
        if later:
            revision.publish()
        told = story.article(page, (*self.made[story.name].revisions, revision.pk))
        self.made[story.name] = told

    def remark(self, story: Story, editor: Reader) -> None:
        """A comment of an editor in the margin."""
        page = self.pages[story.name]
        Comment.objects.create(page=page, user=editor, text=story.unseen("remark"), contentpath="title")
        self.made[story.name] = story.article(page, self.made[story.name].revisions)


def make_articles(newsroom: Newsroom, editor: Reader) -> None:
    """Two free, three registered and three premium articles, twins, and every kind of page nobody may see."""
    # The twins come before the tenth, with what belongs to each: a digit more would make answers of two lengths.
    for level in ("registered", "premium"):
        for letter, words in (("a", 40), ("b", 400)):
            story = Story(f"{level}-twin-{letter}", level, level, length=words)
            newsroom.publish(story, title=f"A twin, {level}", standfirst="Two that look alike.", body=_twin_body(story))
    for level, count in (("free", 2), ("registered", 3), ("premium", 3)):
        for number in range(1, count + 1):
            newsroom.publish(Story(f"{level}-{number}", level, level))
    for name in ("free-1", "registered-1", "premium-1"):
        level = name.partition("-")[0]
        story = Story(name, level, level)
        story.shown, story.hidden = newsroom.made[name].shown, newsroom.made[name].hidden
        story.gated, story.public = list(newsroom.made[name].gated), list(newsroom.made[name].public)
        newsroom.amend(story, later=name == "registered-1")
        if name == "premium-1":
            newsroom.remark(story, editor)
    _hide_some(newsroom)


def _twin_body(story: Story) -> list[tuple[str, Any]]:
    words = [("text", "<p>The same first words.</p><p>The same second words.</p>" + f"<p>{story.told('third')}</p>")]
    return [*words, ("crosshead", story.marked("crosshead")), ("text", f"<p>{story.told('fourth')}</p>")]


def _hide_some(newsroom: Newsroom) -> None:
    story, fields = unpublished_story("never-published")
    newsroom.publish(story, live=False, first_published_at=None, **_without(fields))
    story, fields = unpublished_story("withdrawn")
    newsroom.publish(story, **fields).unpublish()
    story, fields = unpublished_story("embargoed")
    page = newsroom.publish(story, live=False, first_published_at=None, **_without(fields))
    page.go_live_at = timezone.now() + timedelta(days=30)
    page.save_revision().publish()
    for kind, password in ((PageViewRestriction.PASSWORD, PAGE_PASSWORD), (PageViewRestriction.LOGIN, "")):
        story, fields = unpublished_story(f"{kind}-only")
        story.tier = "nobody" if password else "signed-in"
        page = newsroom.publish(story, **fields)
        PageViewRestriction.objects.create(page=page, restriction_type=kind, password=password)
    story, fields = unpublished_story("in-a-closed-room")
    newsroom.publish(story, parent=newsroom.vault, **fields)
    PageViewRestriction.objects.create(
        page=newsroom.vault, restriction_type=PageViewRestriction.PASSWORD, password=PAGE_PASSWORD
    )
    for name in ("registered-2", "premium-2"):
        page = newsroom.pages[name]
        told = newsroom.made[name]
        alias = page.create_alias(parent=newsroom.harbour, update_slug=f"{name}-alias")
        copy = page.copy(update_attrs={"slug": f"{name}-copy"}, keep_live=True)
        for other in (alias, copy):
            where = "/" + other.url_path.split("/", 2)[2]
            newsroom.made[other.slug] = Article(
                other.slug, told.tier, told.level, other.pk, where, told.shown, told.hidden, told.gated, told.public
            )


def _without(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if name != "first_published_at"}


def _registered_at(path: str) -> tuple[str, str]:
    """The subject, and the cookie, of somebody who registered at the wall of ``path`` and did not confirm."""
    name = path.strip("/").rpartition("/")[2]
    registration, secret = register(
        Answers(f"{name}@example.com", PASSWORD, "Nia", "New", next_path=path), source="127.0.0.1"
    )
    response = HttpResponse()
    gate.give_provisional_pass(response, secret, Holder(registration.subject.bytes, registration.article))
    return registration.subject.hex, response.cookies[gate.names().provisional].value


def make_gifts(newsroom: Newsroom, readers: dict[str, Reader]) -> dict[str, dict[str, str]]:
    """
    A link to premium-3 that is good; and links to premium-1 that were opened, and then stopped, or ran out, or whose
    giver's account was closed.
    """
    giver, closed = readers["subscriber"].subject, readers["closed"]
    wanted = newsroom.pages["premium-1"].pk
    long_ago = timezone.now() - timedelta(days=8)
    ended = give(giver, wanted, now=long_ago)
    stopped = give(giver, wanted)
    Reader.objects.filter(pk=closed.pk).update(is_active=True)
    of_closed = give(closed.subject, wanted)
    made = {
        "another": _opened(give(giver, newsroom.pages["premium-3"].pk)),
        "ended": _opened(ended, now=long_ago),
        "stopped": _opened(stopped),
        "closed": _opened(of_closed),
    }
    stop(stopped)
    closed.save()
    return made


def talk_about(newsroom: Newsroom, reader: Reader) -> int:
    """A comment under every article that the public may know of but the twins; the number of that under premium-1."""
    made = {}
    for number, name in enumerate(newsroom.pages):
        conversation = conversation_at(newsroom.made[name].path)
        if conversation is not None and "-twin-" not in name:
            # Of other words and long apart, as somebody writes who is neither held nor too quick.
            words = f"{name} made {uuid.uuid4().hex} think of {uuid.uuid4().hex}."
            moment = timezone.now() - timedelta(hours=len(newsroom.pages) - number)
            made[name] = post(reader, kept(conversation), words, once=uuid.uuid4(), now=moment).pk
            Tally.objects.all().delete()
    Profile.objects.filter(reader=reader).update(handle="ada-omalley")
    return made["premium-1"]


def _opened(gift: Gift, now: datetime | None = None) -> dict[str, str]:
    held = open_once(gift, now=now)
    assert held is not None
    cookie = gate.pass_keys().gifts.seal(GiftPass(int(timezone.now().timestamp()), (held,)))
    return {"token": link_of(gift).rstrip("/").rpartition("/")[2], "cookie": cookie, "handle": gift.handle.hex}


def main(out: str) -> None:
    """Make everything and write down what was made."""
    prepare(lambda _: None)
    readers, sessions, passes = make_readers()
    newsroom = Newsroom()
    culture = newsroom.home.add_child(instance=SectionPage(title="Culture", slug="culture"))
    readers["desk"], sessions["desk"] = make_editor_of(culture)
    newsletter = Newsletter.objects.create(
        name="Morning tide", slug="morning-tide", summary="Daily.", cadence="Weekdays at 7am"
    )
    terms = newsroom.home.add_child(instance=PolicyPage(title="Terms of use", slug="terms", kind="terms"))
    terms.versions.create(text="<p>The terms.</p>")
    make_articles(newsroom, readers["editor"])
    let_in_by_address()
    Redirect.add_redirect("/old-address/", redirect_to=Page.objects.get(pk=newsroom.pages["premium-1"].pk))
    ids, documents = make_documents()
    waiting = {
        "provisional": _registered_at("/harbour/registered-1/"),
        "at-a-premium-wall": _registered_at(newsroom.made["premium-3"].path),
    }
    gifts = make_gifts(newsroom, readers)
    subjects = {name: reader.subject.hex for name, reader in readers.items()}
    picture = Picture.objects.order_by("pk").last()
    assert picture is not None
    cast = Cast(
        articles=newsroom.made,
        sessions=sessions,
        subjects={**subjects, **{name: subject for name, (subject, _) in waiting.items()}},
        passes=passes,
        gifts=gifts,
        waiting={name: cookie for name, (_, cookie) in waiting.items()},
        ids={
            **ids,
            "home": newsroom.home.pk,
            "section": newsroom.harbour.pk,
            "terms": terms.pk,
            "picture": picture.pk,
            "restriction": PageViewRestriction.objects.order_by("pk").first().pk,
            "workflow": Workflow.objects.order_by("pk").first().pk,
            "author": newsroom.author.pk,
            "topic": newsroom.topic.pk,
            "newsletter": newsletter.pk,
            "site": Site.objects.get().pk,
            "group": Group.objects.get(name="Editors").pk,
            "reader": readers["registered"].pk,
            "comment": talk_about(newsroom, readers["registered"]),
            "editor": readers["editor"].pk,
        },
        documents=documents,
        pictures=[],
        originals=[each.file.name for each in Picture.objects.all()],
    )
    Path(out).write_text(cast.write(), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1])
