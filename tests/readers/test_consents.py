"""What registering says to the ledger: what was shown, in which version, where and in which language."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.conf import LazySettings
from django.test import Client
from django.utils import timezone

from standfirst.newsletters.models import Newsletter
from standfirst.newsroom.models import HomePage, PolicyPage, PolicyVersion
from standfirst.readers import wording
from standfirst.readers.ledger import chain
from standfirst.readers.ledger.people import acts_of
from standfirst.readers.models import Act, Reader
from tests.readers.cast import ARTICLE, Post, answers
from tests.readers.markup import Markup

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("cheap_hashes")]


@pytest.fixture
def policies(db: None) -> None:
    """Terms of use and a privacy notice, each in its second version."""
    yesterday = timezone.localdate() - timedelta(days=1)
    for kind, title in (("terms", "Terms of use"), ("privacy", "Privacy notice")):
        page = HomePage.objects.get().add_child(instance=PolicyPage(title=title, slug=kind, kind=kind))
        for number in (1, 2):
            PolicyVersion.objects.create(page=page, number=number, text="<p>Words.</p>", effective_on=yesterday)


def register(post: Post, **changed: object) -> Reader:
    """Somebody registers and confirms."""
    Client().post("/register/", answers(**changed), REMOTE_ADDR="203.0.113.77")
    assert Client().post(post.link()).status_code == 200
    return Reader.objects.get(email=answers(**changed)["email"])


def line(purpose: str) -> Act:
    return Act.objects.get(purpose=purpose)


def shown() -> str:
    """The words over the button."""
    found = Markup.of(Client().get("/register/"))
    (words,) = [found.text(tag) for tag in found.all("p") if found.text(tag).startswith("By creating")]
    return words


def test_the_terms_are_kept_as_they_were_shown_with_the_version_of_each(policies: None, post: Post) -> None:
    register(post)
    kept = line("policy:terms").wording
    assert kept.count("2") == 2, "the version in force of each"
    assert re.sub(r" \([^)]*\)", "", kept) == shown()
    assert line("policy:privacy").wording == kept


def test_the_version_names_the_very_text_of_the_policy(policies: None, post: Post) -> None:
    register(post)
    text = PolicyVersion.objects.get(page__kind="terms", number=2).text
    assert line("policy:terms").version == f"2 {wording.version_of(text)}"


def test_a_new_version_of_a_policy_is_a_new_version_of_the_consent(policies: None, post: Post) -> None:
    register(post)
    page = PolicyPage.objects.get(kind="terms")
    PolicyVersion.objects.create(page=page, number=3, text="<p>New.</p>", effective_on=timezone.localdate())
    register(post, email="bob@example.com")
    assert [act.version[:2] for act in Act.objects.filter(purpose="policy:terms")] == ["2 ", "3 "]


def test_nobody_agrees_to_terms_that_are_not_shown(post: Post) -> None:
    assert "By creating an account" not in Client().get("/register/").content.decode()
    register(post)
    assert not Act.objects.filter(purpose__startswith="policy:").exists()


def test_the_age_is_kept_in_the_words_of_its_label(settings: LazySettings, post: Post) -> None:
    settings.STANDFIRST_MIN_AGE = 16
    found = Markup.of(Client().get("/register/"))
    label = next(found.text(tag) for tag in found.all("label", **{"class": "tick"}))
    register(post)
    assert (line("age").wording, line("age").basis) == (label, "contract")
    assert label == "I am 16 or over"


def test_a_tick_counts_once_its_address_is_confirmed_with_the_time_and_page_of_the_tick(
    policies: None, post: Post
) -> None:
    with time_machine.travel("2026-11-20T09:00:00Z", tick=False):
        Client().post("/register/", answers(next=f"{ARTICLE}?from=a-letter"), REMOTE_ADDR="203.0.113.77")
        post.deliver()
        assert Act.objects.count() == 0
    with time_machine.travel("2026-11-20T20:00:00Z", tick=False):
        Client().post(post.link())
    assert Act.objects.count() == 3
    for kept in Act.objects.all():
        assert (kept.at, kept.recorded_at) == ("2026-11-20T09:00:00.000000Z", "2026-11-20T20:00:00.000000Z")
        assert (kept.page, kept.language, kept.act, kept.form) == (ARTICLE, "en-gb", "given", "registration")
        assert (kept.network, kept.by) == ("203.0.113.0/24", "reader")


def test_a_form_on_its_own_page_is_where_it_was_agreed_to(policies: None, post: Post) -> None:
    register(post, next="")
    assert {kept.page for kept in Act.objects.all()} == {"/register/"}


def test_the_acts_are_the_readers_under_a_name_that_is_not_theirs(policies: None, post: Post) -> None:
    ann = register(post)
    assert acts_of(ann).count() == 3
    (pseudonym,) = set(acts_of(ann).values_list("pseudonym", flat=True))
    assert pseudonym != ann.subject.hex


def test_a_newsletter_with_the_longest_name_has_a_purpose_of_its_own(post: Post) -> None:
    slugs = ["a" * 79 + letter for letter in "xy"]
    for slug in slugs:
        Newsletter.objects.create(name=slug, slug=slug, summary="It comes.", cadence="Daily")
    register(post, newsletters=slugs)
    assert {kept.purpose for kept in Act.objects.filter(channel="email")} == {f"newsletter:{slug}" for slug in slugs}


def test_words_that_changed_before_the_address_was_confirmed_are_kept_as_they_were_ticked(post: Post) -> None:
    tide = Newsletter.objects.create(name="The Tide", slug="tide", summary="What the sea did.", cadence="Fridays")
    Client().post("/register/", answers(newsletters=["tide"]))
    link = post.link()
    tide.cadence = "Twice a day"
    tide.save()
    Client().post(link)
    assert "Fridays" in line("newsletter:tide").wording


@pytest.mark.parametrize(
    ("setting", "ticked", "kept"),
    [
        ("none", True, []),
        ("opt-in", False, []),
        ("opt-in", True, [("given", "consent")]),
        ("soft-opt-in", False, [("given", "legitimate interests")]),
        ("soft-opt-in", True, [("refused", "legitimate interests")]),
    ],
)
def test_the_setting_chooses_what_a_tick_about_offers_says(
    setting: str, ticked: bool, kept: list[tuple[str, str]], settings: LazySettings, post: Post
) -> None:
    settings.STANDFIRST_MARKETING = setting
    found = Markup.of(Client().get("/register/"))
    label = [found.text(tag) for tag in found.all("label", **{"class": "tick"})][1:]
    assert not [box for box in found.all("input", name="marketing") if "checked" in box.attrs]
    register(post, marketing="on" if ticked else None)
    acts = Act.objects.filter(purpose="marketing")
    assert [(act.act, act.basis) for act in acts] == kept
    assert [act.wording for act in acts] == label[: len(kept)]
    assert bool(label) == (setting != "none")


def test_the_chain_holds_what_registering_wrote(policies: None, post: Post) -> None:
    register(post)
    before = chain.START
    for kept in Act.objects.all():
        assert (kept.before, kept.hash) == (before, chain.link(before, chain.digest_of(kept.content)))
        before = kept.hash


def test_equal_words_have_equal_versions_and_others_have_others() -> None:
    assert wording.version_of("I am 18 or over") == wording.version_of("I am 18 or over")
    assert len({wording.version_of(words) for words in ("I am 18 or over", "I am 16 or over", "")}) == 3
