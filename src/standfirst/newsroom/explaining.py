"""
Why a reader sees what they see of an article: which rule spoke, and what the meter held. Changes nothing.

The rules and the allowances are those of now, whatever time is asked about; the rest is what was kept of that time.
"""

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from math import isfinite
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from standfirst.access import models as meter
from standfirst.access.clients import address_of
from standfirst.access.institutions import ranges_in_force
from standfirst.access.levels import Level, Tier, Variant
from standfirst.access.paths import own_path
from standfirst.access.periods import Kind
from standfirst.access.policy import ANONYMOUS, Decision, Visitor, decide
from standfirst.access.proxies import trusted_proxies
from standfirst.access.ranges import Ranges
from standfirst.access.seating import domain_of
from standfirst.access.subscribing import standing_of
from standfirst.access.unlocking import held_by
from standfirst.newsroom import levels
from standfirst.newsroom.models import ArticlePage, LevelRule
from standfirst.newsroom.paths import article_at, counted_as
from standfirst.readers.addresses import as_kept
from standfirst.readers.models import Reader, Registration
from standfirst.readers.subscriptions import moment_of, reader_at

SEES = {
    Variant.FULL: "the whole article",
    Variant.REGISTER: "the teaser, and a wall that asks to register",
    Variant.CONFIRM: "the teaser, and a wall that asks to confirm the address",
    Variant.ASK: "the teaser, and a wall that asks whether to spend one of the allowance",
    Variant.SPENT: "the teaser, and a wall that says when the allowance refills",
    Variant.PREMIUM: "the teaser, and a wall that says the article is for subscribers",
}


class CannotExplain(ValueError):
    """What is asked about is not there. The message is a sentence for whoever asked."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """``lines``: what is told, each with its heading. ``subject``: the reader it is about; None: nobody known."""

    subject: uuid.UUID | None
    lines: tuple[tuple[str, str], ...]

    def in_words(self) -> str:
        """For a terminal."""
        width = max(len(heading) for heading, _ in self.lines)
        return "\n".join(f"{heading:{width}}  {words}" for heading, words in self.lines)


@dataclass(frozen=True, slots=True)
class _Person:
    """Who asks, in ``words``; ``opened``: what they unlocked in the period and when."""

    words: str
    visitor: Visitor = ANONYMOUS
    subject: uuid.UUID | None = None
    opened: tuple[tuple[int, datetime], ...] = ()


@dataclass(frozen=True, slots=True)
class _Network:
    """What the address of a machine gives, in ``words``; ``opens``: a seat at ``institution``."""

    words: str = ""
    institution: int = 0
    opens: bool = False


def explain(url: str, email: str = "", at: str = "", network: str = "") -> Explanation:
    """
    Why the reader with that address sees what they see at ``url``; without an address, somebody without an account.

    ``network``: the address of the machine that they read from; nowhere in particular if it is empty. ``at``: a time as
    ``readers.subscriptions.moment_of`` reads it; now if it is empty. Raises CannotExplain.
    """
    try:
        moment = moment_of(at) if at else timezone.now()
    except ValueError as error:
        raise CannotExplain(str(error)) from None
    article = _article(url, moment)
    level, by = _level(article, moment)
    person = _person(email, moment, in_the_past=bool(at) and moment < timezone.now())
    seat = _network(network, moment)
    if seat.opens:
        person = replace(person, visitor=replace(person.visitor, institution=seat.institution))
    decision = decide(level, article.pk, person.visitor, meter.rules_in_force().allowances)
    lines = (
        ("Article", f"{article.title} ({settings.STANDFIRST_SITE_URL}{urlsplit(url).path})"),
        ("Asked for", _said(moment)),
        ("Level", f"{level.value}, {by}"),
        ("Reader", person.words),
        *([("Network", seat.words)] if network.strip() else []),
        *_meter(person, moment),
        *_gifts(article, level, moment),
        ("Decision", " ".join(reason.value for reason in decision.trace)),
        ("Sees", _sees(decision)),
    )
    return Explanation(person.subject, lines)


def _article(url: str, moment: datetime) -> ArticlePage:
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        raise CannotExplain("This is no address of a page.") from None
    if (parts.scheme or parts.netloc) and parts.hostname not in settings.ALLOWED_HOSTS:
        raise CannotExplain(f"This is not an address of {settings.STANDFIRST_SITE_URL}.")
    path = own_path(parts.path if parts.path.endswith("/") else f"{parts.path}/")
    article = article_at(path) if path else None
    if article is None:
        raise CannotExplain("No public article stands at this address.")
    if article.first_published_at is not None and article.first_published_at > moment:
        raise CannotExplain(f"This article was not published before {_said(article.first_published_at)}.")
    return article


def _level(article: ArticlePage, moment: datetime) -> tuple[Level, str]:
    """Who ``article`` is for, and which rule says so."""
    if article.access_level != levels.BY_THE_RULES:
        return Level(article.access_level), "by the article's own choice"
    rules, topics = levels.rules_in_force(), {topic.pk for topic in article.topics.all()}
    published = article.first_published_at or moment

    def judged(some: Sequence[levels.Rule]) -> levels.Placed:
        return levels.placed(some, section=article.section_id, topics=topics, published=published, now=moment)

    found = judged(rules)
    until = f", until {_said(datetime.fromtimestamp(found.until, UTC))}" if isfinite(found.until) else ""
    for number, (rule, kept) in enumerate(zip(rules, LevelRule.objects.all(), strict=False), start=1):
        # A rule that fits speaks, whatever it says: here it is asked alone and with a level that shows.
        if judged([replace(rule, level=Level.PREMIUM)]).level is Level.PREMIUM:
            return found.level, f"by access rule {number} ({kept}){until}"
    return found.level, f"because no access rule fits{until}"


def _person(email: str, moment: datetime, *, in_the_past: bool) -> _Person:
    if not email.strip():
        return _Person("somebody without an account; what their browser's own meter holds is not known here")
    reader = reader_at(email)
    if reader is None or reader.date_joined > moment:
        return _waiting(email, moment, reader)
    if not reader.is_active:
        return _Person("has an account that may not sign in, and counts as nobody known", subject=reader.subject)
    standing = standing_of(reader.subject, moment)
    until = f" until {_said(standing.until)}" if standing.until else ""
    if standing.of_staff:
        return _Person(
            "of the staff, may publish every article and so reads all", Visitor(standing.tier), reader.subject
        )
    if standing.tier is Tier.SUBSCRIBER:
        by = f" through {standing.seat.institution}, as {standing.seat.domain} is its" if standing.seat else ""
        return _Person(f"subscriber{by}{until or ', without an end'}", Visitor(standing.tier), reader.subject)
    held = held_by(reader.subject, now=moment)
    # The meter also counts what is later than its clock; of a time that is past, that had not happened yet.
    opened = tuple((article, when) for article, when in held.articles.items() if not in_the_past or when <= moment)
    visitor = Visitor(standing.tier, grants=frozenset(article for article, _ in opened), used=len(opened))
    domain = domain_of(reader.email, moment)
    seatless = f"; at {domain.institution} by {domain.domain}, without a seat there" if domain else ""
    return _Person(f"registered{until}{seatless}", visitor, reader.subject, opened)


def _network(written: str, moment: datetime) -> _Network:
    """Raises CannotExplain."""
    if not written.strip():
        return _Network()
    address = address_of(written.strip())
    if address is None:
        raise CannotExplain("This is no address of a machine; write it like 192.0.2.7 or 2001:db8::7.")
    if address in trusted_proxies():
        return _Network("one of our own proxies: who reads through it has an address of their own")
    ranges = Ranges(ranges_in_force(moment))
    library = meter.Institution.objects.filter(pk=ranges.institution_at(address, moment.timestamp())).first()
    if library is None:
        return _Network("of no institution")
    if library.seats is None:
        return _Network(f"of {library}, which has seats without a limit", library.pk, opens=True)
    taken = library.taken.held_at(timezone.now()).count()
    words = f"of {library}, where {taken} of {library.seats} seats are taken now"
    return _Network(words, library.pk, opens=taken < library.seats)


def _waiting(email: str, moment: datetime, reader: Reader | None) -> _Person:
    """Somebody who had registered by then and not confirmed the address. Raises CannotExplain when nobody had."""
    waiting = (
        Registration.objects.filter(email=as_kept(email), created_at__lte=moment, expires_at__gt=moment)
        .filter(Q(cancelled_at=None) | Q(cancelled_at__gt=moment), Q(confirmed_at=None) | Q(confirmed_at__gt=moment))
        .order_by("-created_at")
        .first()
    )
    if waiting is not None:
        grants = frozenset(filter(None, [waiting.article]))
        visitor = Visitor(Tier.REGISTERED, provisional=True, grants=grants)
        words = "registered without having confirmed the address: so in the browser of the registration alone"
        return _Person(words, visitor, waiting.subject)
    if reader is None:
        raise CannotExplain("No reader has this address.")
    raise CannotExplain(f"This reader had no account before {_said(reader.date_joined)}.")


def _meter(person: _Person, moment: datetime) -> Iterator[tuple[str, str]]:
    """The period, the allowance and what is used of it, for those who have a meter here."""
    rules, visitor = meter.rules_in_force(), person.visitor
    if visitor.tier is Tier.ANONYMOUS:
        yield "Allowance", f"{rules.anonymous_allowance} articles for registered readers, {_period(moment)}"
    if visitor.tier is not Tier.REGISTERED or visitor.provisional:
        return
    of = rules.registered_allowance
    yield "Allowance", f"{visitor.used} of {of} Premium articles used, {_period(moment)}"
    titles = dict(ArticlePage.objects.filter(pk__in=visitor.grants).values_list("pk", "title"))
    for article, when in person.opened:
        yield "Unlocked", f"{_said(when)}: {titles.get(article, 'an article that is gone')}"
    if visitor.used >= of > 0:
        yield "Refills", _said(rules.span.refills(moment, [when for _, when in person.opened]))


def _gifts(article: ArticlePage, level: Level, moment: datetime) -> Iterator[tuple[str, str]]:
    """
    The gift links of the article that are good: who opened one reads in that browser, and nobody here knows which.
    """
    if level is Level.FREE:
        return
    good = meter.Gift.objects.running_at(moment).filter(article=counted_as(article), at__lte=moment).count()
    if good:
        links = "1 link is" if good == 1 else f"{good} links are"
        yield "Gifts", f"{links} good: a browser that opened one shows the whole article, whoever reads in it"


def _period(moment: datetime) -> str:
    span = meter.rules_in_force().span
    if span.kind is Kind.ROLLING:
        return f"in any {span.days} days in a row, here since {_said(span.begins(moment))}"
    return f"in the {span.kind.value} from {_said(span.begins(moment))} to {_said(span.ends(moment))}"


def _sees(decision: Decision) -> str:
    return f"{SEES[Variant.FULL]}, which spends one of the allowance" if decision.unlocks else SEES[decision.variant]


def _said(moment: datetime) -> str:
    local = timezone.localtime(moment)
    return f"{local.day} {local:%B %Y, %H:%M %Z}"
