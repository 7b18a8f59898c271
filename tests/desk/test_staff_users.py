"""Wagtail's own list of users is that of the staff; readers are found where looks are logged."""

import pytest
from django.test import Client

from standfirst.desk.models import Look
from standfirst.readers.models import Reader
from tests.desk.conftest import colleague

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("cheap_hashes")]


def test_the_list_holds_the_staff_alone_and_a_readers_page_leaves_a_line(ann: Reader) -> None:
    boss = Reader.objects.create_superuser("boss@example.com", None)
    colleague("Editors")
    browser = Client()
    browser.force_login(boss)
    page = browser.get("/admin/users/").text
    assert "boss@example.com" in page
    assert "editors@staff.example" in page
    assert "ann@example.com" not in page
    assert "ann@example.com" not in browser.get("/admin/users/", {"q": "ann"}).text
    assert not Look.objects.exists()
    assert browser.get(f"/admin/users/edit/{ann.pk}/").status_code == 200
    assert Look.objects.get().subject == ann.subject
    browser.get(f"/admin/users/edit/{boss.pk}/")
    assert Look.objects.count() == 1
