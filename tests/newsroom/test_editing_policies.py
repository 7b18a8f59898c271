"""The editor's desk: policies get versions, and those that were in force stay as they were."""

from typing import Any

import pytest
from django.test import Client
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text

from standfirst.newsroom.models import (
    HomePage,
    PolicyPage,
    PolicyVersion,
)
from tests.newsroom.admin_forms import edit, errors
from tests.newsroom.making import words


def policy_form(*versions: dict[str, Any], initial: int) -> dict[str, Any]:
    form: dict[str, Any] = nested_form_data(
        {
            "title": "Terms of use",
            "slug": "terms",
            "kind": "terms",
            "go_live_at": "",
            "expire_at": "",
            "comments": inline_formset([]),
            "versions": inline_formset(list(versions), initial=initial),
        }
    )
    return {**form, "action-publish": "1"}


def a_version(number: int, text: str, on: str, **more: Any) -> dict[str, Any]:
    return {"number": number, "text": rich_text(f"<p>{text}</p>"), "effective_on": on, **more}


@pytest.fixture
def terms(front: HomePage) -> PolicyPage:
    """Terms of use of one version, long in force."""
    page: PolicyPage = front.add_child(instance=PolicyPage(title="Terms of use", slug="terms", kind="terms"))
    PolicyVersion.objects.create(page=page, number=1, text="<p>As ever.</p>", effective_on="2025-01-01")
    return page


def test_a_policy_gets_a_new_version_beside_the_old_one(desk: Client, terms: PolicyPage) -> None:
    (old,) = terms.versions.all()
    assert desk.get(edit(terms)).status_code == 200
    form = policy_form(
        a_version(1, "As ever.", "2025-01-01", id=old.pk), a_version(2, "Quite new.", "2026-01-01"), initial=1
    )
    answer = desk.post(edit(terms), form)
    assert answer.status_code == 302, errors(answer)
    assert "Quite new." in words("/terms/")
    assert "As ever." in words("/terms/", query="version=1")


def test_no_two_versions_have_the_same_number(desk: Client, terms: PolicyPage) -> None:
    (old,) = terms.versions.all()
    form = policy_form(
        a_version(1, "As ever.", "2025-01-01", id=old.pk), a_version(1, "Quite new.", "2026-01-01"), initial=1
    )
    answer = desk.post(edit(terms), form)
    assert answer.status_code == 200
    assert "duplicate" in errors(answer)


@pytest.mark.parametrize("change", ["text", "number", "date", "removal"])
def test_a_version_that_was_in_force_stays_as_it_was(change: str, desk: Client, terms: PolicyPage) -> None:
    (old,) = terms.versions.all()
    changed = {
        "text": a_version(1, "Other words.", "2025-01-01", id=old.pk),
        "number": a_version(7, "As ever.", "2025-01-01", id=old.pk),
        "date": a_version(1, "As ever.", "2099-01-01", id=old.pk),
        "removal": a_version(1, "As ever.", "2025-01-01", id=old.pk, DELETE="1"),
    }[change]
    answer = desk.post(edit(terms), policy_form(changed, a_version(2, "Quite new.", "2026-01-01"), initial=1))
    assert answer.status_code == 200
    assert "has been in force" in errors(answer)
    assert "As ever." in words("/terms/")
