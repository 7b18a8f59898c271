"""Terms of use, Cookie policy and Privacy notice: pages with versions."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from standfirst.newsroom.models import HomePage, PolicyPage, PolicyVersion, SectionPage
from standfirst.readers.models import Registration
from tests.newsroom.making import an_article, rendered, words
from tests.readers.cast import answers


@pytest.fixture
def terms(front: HomePage) -> PolicyPage:
    """Terms of use in three versions, of which the third is not in force yet."""
    page: PolicyPage = front.add_child(instance=PolicyPage(title="Terms of use", slug="terms", kind="terms"))
    for number, on in ((1, date(2025, 1, 1)), (2, date(2026, 3, 1)), (3, date(2026, 9, 1))):
        page.versions.add(PolicyVersion(number=number, effective_on=on, text=f"<p>Wording no. {number}.</p>"))
    page.save()
    return page


@pytest.fixture(autouse=True)
def in_june(time_machine: Any) -> None:
    """Between the second and the third version."""
    time_machine.move_to(date(2026, 6, 1))


def test_the_version_in_force_is_shown_and_the_older_ones_can_be_read(terms: PolicyPage) -> None:
    page = words("/terms/")
    assert "Wording no. 2." in page
    assert "Version 2, in force from 1 March 2026" in page
    assert "Wording no. 1." in words("/terms/", query="version=1")
    for number in (1, 2, 3):
        assert f'href="?version={number}"' in page


def test_a_version_comes_into_force_on_its_day_where_the_publication_is(terms: PolicyPage, time_machine: Any) -> None:
    time_machine.move_to("2026-08-31T22:59:59Z")  # one second before midnight in London
    assert "Wording no. 2." in words("/terms/")
    time_machine.move_to("2026-08-31T23:00:00Z")
    assert "Wording no. 3." in words("/terms/")


def test_before_any_version_is_in_force_the_newest_is_shown(terms: PolicyPage, time_machine: Any) -> None:
    time_machine.move_to(date(2024, 1, 1))
    assert "Wording no. 3." in words("/terms/")


def test_a_policy_without_a_version_is_an_empty_page(front: HomePage) -> None:
    front.add_child(instance=PolicyPage(title="Cookie policy", slug="cookie-policy", kind="cookies"))
    assert "<h1>Cookie policy</h1>" in words("/cookie-policy/")


@pytest.mark.parametrize("version", ["0", "4", "-1", "abc", "1.0", "01", " 1", "1\0", "9" * 400, "<script>", "²"])
def test_there_is_no_page_of_a_version_that_is_not_there(version: str, terms: PolicyPage, client: Client) -> None:
    assert client.get("/terms/", {"version": version}).status_code == 404


def test_the_front_door_keeps_no_policy_because_it_changes_with_the_day(terms: PolicyPage) -> None:
    assert rendered("/terms/").plan is None


def test_every_page_links_to_the_policies(terms: PolicyPage, harbour: SectionPage) -> None:
    an_article(harbour)
    for path in ("/", "/harbour/", "/harbour/the-pilot/"):
        assert '<a href="/terms/">Terms of use</a>' in words(path)


def test_there_is_one_page_of_a_kind(terms: PolicyPage, front: HomePage) -> None:
    with pytest.raises(ValidationError, match="already"):
        front.add_child(instance=PolicyPage(title="Other terms", slug="other-terms", kind="terms"))


@pytest.mark.parametrize(
    ("field", "value"), [("text", "<p>Other words.</p>"), ("number", 7), ("effective_on", date(2026, 7, 1))]
)
def test_a_version_that_has_been_in_force_cannot_become_another_one(field: str, value: Any, terms: PolicyPage) -> None:
    version = terms.versions.get(number=2)
    setattr(version, field, value)
    with pytest.raises(ValidationError, match="has been in force"):
        version.full_clean()


def test_the_address_of_the_choice_is_left_to_it(front: HomePage) -> None:
    with pytest.raises(ValidationError, match="another part of the site"):
        front.add_child(instance=PolicyPage(title="Cookie policy", slug="cookies", kind="cookies"))


def test_a_version_that_is_not_in_force_yet_can_still_be_edited(terms: PolicyPage) -> None:
    version = PolicyVersion.objects.get(page=terms, number=3)
    version.text, version.effective_on, version.material = "<p>Other words.</p>", date(2026, 10, 1), True
    version.full_clean()
    version.save()
    assert "Other words." in words("/terms/", query="version=3")


def test_a_change_may_be_called_material_afterwards_because_nobody_agreed_to_that(terms: PolicyPage) -> None:
    version = PolicyVersion.objects.get(page=terms, number=2)
    version.material = True
    version.full_clean()


def test_a_consent_names_the_versions_that_were_in_force(terms: PolicyPage, client: Client) -> None:
    client.post("/register/", answers(), headers={"Sec-Fetch-Site": "same-origin"})
    (said,) = [said for said in Registration.objects.get().agreed_to if said["purpose"] == "policy:terms"]
    assert said["wording"] == "By creating an account you accept our Terms of use (version 2)."
    assert said["version"].startswith("2 "), "and the beginning of the text's hash"


def test_a_withdrawn_policy_is_named_nowhere(terms: PolicyPage, client: Client) -> None:
    terms.unpublish()
    assert client.get("/terms/").status_code == 404
    assert "Terms of use" not in words("/")
