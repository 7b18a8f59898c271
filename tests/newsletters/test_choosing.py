"""Newsletters at registration: offered unticked, chosen by tick, sent to nobody before the address is confirmed."""

import pytest
from django.core import mail
from django.test import Client

from standfirst.generations.models import Change
from standfirst.newsletters.models import Newsletter, Subscription
from standfirst.newsletters.subscribing import begin, chosen_by, offers, stop, subscribe
from standfirst.readers.ledger.acts import Circumstances
from standfirst.readers.ledger.people import acts_of
from standfirst.readers.models import Act, Reader
from tests.readers.cast import Post, answers
from tests.readers.markup import Markup

pytestmark = pytest.mark.django_db


@pytest.fixture
def tide(db: None) -> Newsletter:
    return Newsletter.objects.create(
        name="The Tide", slug="tide", summary="What the sea did.", cadence="Fridays", sort_order=2
    )


@pytest.fixture
def desk(db: None) -> Newsletter:
    return Newsletter.objects.create(name="Desk", slug="desk", summary="Who wrote it.", cadence="Daily", sort_order=1)


def boxes() -> list[dict[str, str]]:
    return [tag.attrs for tag in Markup.of(Client().get("/register/")).all("input", name="newsletters")]


def test_open_newsletters_are_offered_in_the_editors_order_and_unticked(tide: Newsletter, desk: Newsletter) -> None:
    Newsletter.objects.create(name="Closed", slug="closed", summary="Gone.", cadence="Never", open=False)
    assert [box["value"] for box in boxes()] == ["desk", "tide"]
    assert not [box for box in boxes() if "checked" in box]


def test_a_publication_without_newsletters_does_not_speak_of_them(db: None) -> None:
    assert boxes() == []
    assert "Newsletters, if you like" not in Client().get("/register/").content.decode()


def test_a_ticked_newsletter_begins_when_the_address_is_confirmed(
    tide: Newsletter,
    desk: Newsletter,
    post: Post,
) -> None:
    Client().post("/register/", answers(newsletters=["tide"]))
    assert Subscription.objects.count() == 0
    link = post.link()
    assert len(mail.outbox) == 1, "only the mail that asks"
    Client().post(link)
    kept = Subscription.objects.get()
    assert (kept.newsletter, kept.reader, kept.source) == (tide, Reader.objects.get(), "registration")


def test_who_ticks_nothing_gets_nothing(tide: Newsletter, post: Post) -> None:
    Client().post("/register/", answers())
    Client().post(post.link())
    assert Subscription.objects.count() == 0
    assert not Act.objects.filter(channel="email").exists()


def test_a_refused_form_keeps_its_ticks(tide: Newsletter, desk: Newsletter) -> None:
    page = Client().post("/register/", answers(email="", newsletters=["tide", "unheard-of"]))
    ticked = [tag.attrs["value"] for tag in Markup.of(page).all("input", name="newsletters") if "checked" in tag.attrs]
    assert ticked == ["tide"]


def test_a_newsletter_that_closed_meanwhile_is_left_out(tide: Newsletter, desk: Newsletter, post: Post) -> None:
    Client().post("/register/", answers(newsletters=["tide", "desk"]))
    tide.open = False
    tide.save()
    Client().post(post.link())
    assert [kept.newsletter for kept in Subscription.objects.all()] == [desk]


def test_a_known_address_gets_on_no_list_by_somebody_elses_tick(ann: Reader, tide: Newsletter, post: Post) -> None:
    Client().post("/register/", answers(newsletters=["tide"]))
    post.deliver()
    assert Subscription.objects.count() == 0


def test_subscribing_twice_changes_nothing(ann: Reader, tide: Newsletter) -> None:
    for _time in range(2):
        subscribe(ann.pk, ["tide", "unheard-of"], source="registration")
    assert Subscription.objects.count() == 1


HOW = Circumstances(form="preferences", page="/account/preferences/", language="en-gb")


def test_beginning_and_stopping_are_written_down_once_each(ann: Reader, tide: Newsletter) -> None:
    assert [begin(ann, "tide", HOW), begin(ann, "tide", HOW)] == [True, False]
    assert chosen_by(ann) == {"tide"}
    assert [stop(ann, "tide", HOW), stop(ann, "tide", HOW)] == [True, False]
    assert chosen_by(ann) == set()
    assert [(act.act, act.purpose, act.wording) for act in acts_of(ann)] == [
        ("given", "newsletter:tide", offers()[0].consent),
        ("withdrawn", "newsletter:tide", "You will not get The Tide again."),
    ]


def test_a_list_that_closed_takes_nobody_and_lets_everybody_go(ann: Reader, tide: Newsletter) -> None:
    begin(ann, "tide", HOW)
    tide.open = False
    tide.save()
    assert stop(ann, "tide", HOW)
    assert not begin(ann, "tide", HOW)
    assert not begin(ann, "unheard-of", HOW)
    assert acts_of(ann).count() == 2


def test_a_tick_agrees_to_the_words_beside_it(tide: Newsletter) -> None:
    found = Markup.of(Client().get("/register/"))
    (label,) = [found.text(tag) for tag in found.all("label") if "The Tide" in found.text(tag)]
    (choice,) = offers()
    stop = "You can stop any of these at any time, here or from any email."
    assert choice.consent == f"{label.replace('The Tide', 'The Tide: ', 1)} {stop}"
    assert stop in found.text(found.one("fieldset"))


def test_a_changed_newsletter_lets_every_page_with_the_form_fall(tide: Newsletter) -> None:
    for change in (
        tide.save,
        Newsletter(name="New", slug="new", summary="It comes.", cadence="Daily").save,
        tide.delete,
    ):
        last = Change.objects.latest("pk").pk
        change()
        assert "site" in set(Change.objects.filter(pk__gt=last).values_list("tag", flat=True))
