"""What the registrar can do: the verbs that pages, commands and the admin use, on the readers of a running site."""

import itertools
import uuid
from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

from allauth.usersessions.models import UserSession
from django.db import close_old_connections
from django.db.models import Sum
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from standfirst.access import gate
from standfirst.access.gifts.giving import give, stop
from standfirst.access.gifts.tokens import link_of
from standfirst.access.levels import Level, Tier
from standfirst.access.models import Decision, Gift, Institution, MeterRules, Place, Seat, Unlock
from standfirst.access.policy import Visitor
from standfirst.access.recording import REFUSED
from standfirst.access.seating import free
from standfirst.access.subscribing import end, grant
from standfirst.newsroom.models import ArticlePage, HomePage, SectionPage
from standfirst.newsroom.recorded import proposal_in_force, try_out
from standfirst.readers import browsers
from standfirst.readers.institutions import keep
from standfirst.readers.models import Reader
from standfirst.readers.resetting import set_password
from standfirst.readers.tokens import reset_key

_numbers = itertools.count(1)


def reader(subscriber: bool) -> dict[str, Any]:
    close_old_connections()
    made = Reader.objects.create_user(f"reader.{next(_numbers)}@example.com", "Tulip9 orchard", first_name="Ann")
    if subscriber:
        grant(made.subject, source="test")
    client = Client()
    client.force_login(made, "standfirst.readers.backend.LimitedBackend")
    response = HttpResponse()
    gate.give_pass(response, Visitor(Tier.SUBSCRIBER if subscriber else Tier.REGISTERED), made.subject.bytes)
    (given,) = response.cookies.values()
    return {"subject": made.subject.hex, "session": client.session.session_key, "reader_pass": given.value}


def premium_articles(many: int) -> dict[str, Any]:
    close_old_connections()
    section = SectionPage.objects.filter(slug="premium").first()
    if section is None:
        section = HomePage.objects.get().add_child(instance=SectionPage(title="Premium", slug="premium"))
    paths = []
    for _ in range(many):
        slug = f"story-{next(_numbers)}"
        text = f"<p>One.</p><p>Two.</p><p>The gated words of /premium/{slug}/ end here.</p>"
        article = ArticlePage(slug=slug, title=slug, body=[("text", text)], access_level=Level.PREMIUM.value)
        article.first_published_at = timezone.now()
        section.add_child(instance=article)
        paths.append(f"/premium/{slug}/")
    return {"paths": paths}


def alias_of(path: str) -> dict[str, Any]:
    close_old_connections()
    slug = path.strip("/").rpartition("/")[2]
    ArticlePage.objects.get(slug=slug).create_alias(update_slug=f"{slug}-alias")
    return {"path": f"/premium/{slug}-alias/"}


def set_rules(rules: dict[str, Any]) -> None:
    close_old_connections()
    kept = MeterRules.load()
    for name, value in rules.items():
        setattr(kept, name, value)
    kept.save()


def unlocked(subject: str) -> dict[str, Any]:
    close_old_connections()
    return {"rows": Unlock.objects.filter(subject=uuid.UUID(subject)).count()}


def decided() -> dict[str, Any]:
    close_old_connections()
    met = Decision.objects.filter(reason__in=REFUSED).aggregate(number=Sum("number"))["number"]
    rows = [*Decision.objects.values_list(), *Place.objects.values_list()]
    return {
        "all": Decision.objects.aggregate(number=Sum("number"))["number"] or 0,
        "met": met or 0,
        "kept": "\n".join(str(value) for row in rows for value in row),
    }


def would_meet(allowance: int) -> dict[str, Any]:
    close_old_connections()
    whole = try_out(replace(proposal_in_force(), registered=allowance), days=1).whole
    return {"least": whole.least, "most": whole.most}


def ban(subject: str) -> None:
    close_old_connections()
    banned = _reader(subject)
    banned.is_active = False
    banned.save()


def reset_password(subject: str) -> None:
    close_old_connections()
    assert set_password(reset_key(_reader(subject)), "Heron4 meadow") is not None


def end_session(subject: str, session: str) -> None:
    close_old_connections()
    kept = UserSession.objects.create(user=_reader(subject), session_key=session, ip="0.0.0.0", user_agent="")
    assert browsers.end(kept.user, kept.pk)


def end_subscription(subject: str) -> None:
    close_old_connections()
    assert end(uuid.UUID(subject)) == 1


def give_away(subject: str, path: str, opens: int) -> dict[str, Any]:
    close_old_connections()
    gift = give(uuid.UUID(subject), ArticlePage.objects.get(slug=path.strip("/").rpartition("/")[2]).pk)
    Gift.objects.filter(pk=gift.pk).update(opens=opens)
    return {"handle": gift.handle.hex, "path": urlsplit(link_of(gift)).path}


def stop_gift(handle: str) -> None:
    close_old_connections()
    stop(Gift.objects.get(handle=uuid.UUID(handle)))


def gift_opened(handle: str) -> dict[str, Any]:
    close_old_connections()
    return {"browsers": Gift.objects.get(handle=uuid.UUID(handle)).opened}


def _reader(subject: str) -> Reader:
    return Reader.objects.get(subject=uuid.UUID(subject))


def institution(
    name: str, seats: int | None, domains: tuple[str, ...] = (), networks: tuple[str, ...] = (), ended: bool = False
) -> None:
    close_old_connections()
    kept = Institution.objects.filter(name=name).first() or Institution(name=name)
    kept.seats, kept.ends_at = seats, timezone.now() if ended else None
    keep(kept, domains, networks)


def seats_taken(name: str) -> dict[str, Any]:
    close_old_connections()
    return {"rows": Seat.objects.filter(institution__name=name).count()}


def free_seats(name: str) -> None:
    close_old_connections()
    free(Seat.objects.filter(institution__name=name))
