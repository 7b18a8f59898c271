"""The ledger of consents: what was shown, in which version, where and in which language; only ever added to."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.conf import LazySettings
from django.test import Client
from django.utils import timezone

from standfirst.newsletters.models import Newsletter
from standfirst.newsroom.models import HomePage, PolicyPage, PolicyVersion
from standfirst.readers import wording
from standfirst.readers.models import Consent, Reader, Registration
from standfirst.readers.models.consent import LedgerIsAppendOnly
from tests.readers.cast import ARTICLE, Post, answers, waits_for_its_mail
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


def line(purpose: str) -> Consent:
    return Consent.objects.get(purpose=purpose)


def shown() -> str:
    """The words over the button."""
    found = Markup.of(Client().get("/register/"))
    (words,) = [found.text(tag) for tag in found.all("p") if found.text(tag).startswith("By creating")]
    return words


def test_the_terms_are_kept_as_they_were_shown_with_the_version_of_each(policies: None) -> None:
    Client().post("/register/", answers())
    kept = line("terms").wording
    assert kept.count("2") == 2, "the version in force of each"
    assert re.sub(r" \([^)]*\)", "", kept) == shown()


def test_a_new_version_of_a_policy_is_a_new_version_of_the_consent(policies: None) -> None:
    Client().post("/register/", answers())
    before = line("terms")
    page = PolicyPage.objects.get(kind="terms")
    PolicyVersion.objects.create(page=page, number=3, text="<p>New.</p>", effective_on=timezone.localdate())
    Client().post("/register/", answers(email="bob@example.com"))
    after = Consent.objects.filter(purpose="terms").latest("pk")
    assert after.wording_version != before.wording_version
    assert wording.version_of(after.wording) == after.wording_version


def test_nobody_agrees_to_terms_that_are_not_shown(db: None) -> None:
    assert "By creating an account" not in Client().get("/register/").content.decode()
    Client().post("/register/", answers())
    assert not Consent.objects.filter(purpose="terms").exists()


def test_the_age_is_kept_in_the_words_of_its_label(settings: LazySettings, db: None) -> None:
    settings.STANDFIRST_MIN_AGE = 16
    found = Markup.of(Client().get("/register/"))
    label = next(found.text(tag) for tag in found.all("label", **{"class": "tick"}))
    Client().post("/register/", answers())
    assert line("age").wording == label == "I am 16 or over"


def test_each_line_says_who_when_where_and_in_which_language(policies: None) -> None:
    before = timezone.now()
    waits_for_its_mail()
    subject = Registration.objects.get().subject
    assert Consent.objects.count() == 2
    for kept in Consent.objects.all():
        assert (kept.subject, kept.page, kept.language, kept.given) == (subject, ARTICLE, "en-gb", True)
        assert before <= kept.at <= timezone.now()


def test_a_form_on_its_own_page_is_where_it_was_agreed_to(policies: None) -> None:
    waits_for_its_mail(next="")
    assert {kept.page for kept in Consent.objects.all()} == {"/register/"}


def test_the_lines_follow_the_registration_to_the_account(policies: None, post: Post) -> None:
    waits_for_its_mail()
    Client().post(post.link())
    assert Consent.objects.filter(subject=Reader.objects.get().subject).count() == 2


def test_a_newsletter_with_the_longest_name_has_a_purpose_of_its_own(db: None) -> None:
    slugs = ["a" * 79 + letter for letter in "xy"]
    for slug in slugs:
        Newsletter.objects.create(name=slug, slug=slug, summary="It comes.", cadence="Daily")
    Client().post("/register/", answers(newsletters=slugs))
    assert {kept.purpose for kept in Consent.objects.filter(channel="email")} == {
        f"newsletter:{slug}" for slug in slugs
    }


def test_a_refused_form_leaves_no_line(policies: None) -> None:
    Client().post("/register/", answers(over_18=None))
    assert Consent.objects.count() == 0


WAYS: dict[str, Any] = {
    "save": lambda kept: kept.save(),
    "save some fields": lambda kept: kept.save(update_fields=["given"]),
    "save another under its number": lambda kept: Consent(pk=kept.pk, given=False).save(),
    "delete": lambda kept: kept.delete(),
    "update": lambda kept: Consent.objects.update(given=False),
    "update some": lambda kept: Consent.objects.filter(pk=kept.pk).update(given=False),
    "delete some": lambda kept: Consent.objects.filter(pk=kept.pk).delete(),
    "delete all": lambda kept: Consent.objects.all().delete(),
    "update many": lambda kept: Consent.objects.bulk_update([kept], ["given"]),
    "update or create": lambda kept: Consent.objects.update_or_create(pk=kept.pk, defaults={"given": False}),
    "create over": lambda kept: Consent.objects.bulk_create(
        [Consent(pk=kept.pk, subject=kept.subject, given=False)],
        update_conflicts=True,
        update_fields=["given"],
        unique_fields=["pk"],
    ),
}


@pytest.mark.parametrize("way", WAYS)
def test_no_line_is_ever_changed_or_taken_out(way: str, db: None) -> None:
    Client().post("/register/", answers())
    kept = Consent.objects.get()
    before = Consent.objects.values().get()
    kept.given = False
    with pytest.raises(LedgerIsAppendOnly):
        WAYS[way](kept)
    assert Consent.objects.values().get() == before


def test_equal_words_have_equal_versions_and_others_have_others() -> None:
    assert wording.version_of("I am 18 or over") == wording.version_of("I am 18 or over")
    assert len({wording.version_of(words) for words in ("I am 18 or over", "I am 16 or over", "")}) == 3
