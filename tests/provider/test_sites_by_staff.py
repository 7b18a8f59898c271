"""Who administers the publication registers sites, sees a secret once, and makes a new one."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import ModelLogEntry

from standfirst.provider.models import ConnectedSite
from standfirst.readers.models import Reader
from tests.provider.cast import BACK, allow, exchange
from tests.readers.test_subscriptions_by_staff import staff

pytestmark = pytest.mark.django_db
NEW = "/admin/connected-sites/new/"
TOLD: dict[str, Any] = {
    "name": "The Forum",
    "type": "confidential",
    "redirect_addresses": BACK,
    "gets": ["email", "tier"],
}


@pytest.fixture
def desk(db: None) -> Client:
    Reader.objects.create_superuser("boss@example.com", None)
    browser = Client()
    browser.force_login(Reader.objects.get(email="boss@example.com"))
    return browser


def secret_in(page: Any) -> str:
    found = re.search(r'<code id="secret">([\w-]{43})</code>', page.text)
    assert found, page.text[:2000]
    return found[1]


def test_a_site_is_registered_and_its_secret_is_shown_once(desk: Client, browser: Client) -> None:
    page = desk.post(NEW, TOLD)
    secret = secret_in(page)
    assert "no-store" in page["Cache-Control"]
    site = ConnectedSite.objects.get()
    assert (site.get_scopes(), site.get_redirect_uris()) == (["openid", "email", "tier"], [BACK])
    assert secret not in site.secret
    again = desk.get(reverse("connected_site", args=[site.pk])).text
    assert secret not in again
    assert site.pk in again
    assert "http://testserver/.well-known/openid-configuration" in again
    assert exchange(site, allow(browser, site)["code"], client_secret=secret).status_code == 200


def test_a_new_secret_ends_the_one_before_and_the_history_says_who(desk: Client, browser: Client) -> None:
    old = secret_in(desk.post(NEW, TOLD))
    site = ConnectedSite.objects.get()
    new = secret_in(desk.post(reverse("connected_site", args=[site.pk])))
    assert exchange(site, allow(browser, site)["code"], client_secret=old).status_code == 401
    assert exchange(site, allow(browser, site)["code"], client_secret=new).status_code == 200
    entry = ModelLogEntry.objects.filter(action="wagtail.edit").get()
    assert entry.user is not None
    assert entry.user.email == "boss@example.com"
    assert new not in str(entry.data)


def test_an_app_has_no_secret(desk: Client) -> None:
    page = desk.post(NEW, {**TOLD, "type": "public"})
    site = ConnectedSite.objects.get()
    assert "It is shown this once" not in page.text
    assert site.secret == ""
    assert desk.post(reverse("connected_site", args=[site.pk])).status_code == 302
    assert not site.check_secret("")


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("redirect_addresses", "http://forum.example/cb", "“http://forum.example/cb”: it must be https"),
        ("redirect_addresses", f"{BACK}\nhttps://*.example/", "“https://*.example/”: a * is no wildcard"),
        ("redirect_addresses", "", "This field is required"),
        ("redirect_addresses", "\n".join(f"{BACK}/{n}" for n in range(21)), "more than 20 lines"),
        ("name", "", "This field is required"),
        ("name", "Fo\u202erum", "cannot be seen"),
        ("gets", "everything", "Select a valid choice"),
        ("type", "other", "Select a valid choice"),
    ],
)
def test_what_cannot_be_is_said_at_the_field_and_nothing_typed_is_lost(
    desk: Client, field: str, typed: str, said: str
) -> None:
    page = desk.post(NEW, {**TOLD, field: typed})
    assert page.status_code == 200
    assert said in str(page.context["form"].errors[field].as_text())
    assert BACK in page.text or field == "redirect_addresses"
    assert not ConnectedSite.objects.exists()


def test_a_site_is_changed_and_disconnected(desk: Client) -> None:
    desk.post(NEW, TOLD)
    site = ConnectedSite.objects.get()
    edit = reverse("connected-sites:edit", args=[site.pk])
    assert BACK in desk.get(edit).text
    assert desk.post(edit, {**TOLD, "name": "Shop", "gets": [], "skip_consent": "on"}).status_code == 302
    changed = ConnectedSite.objects.get()
    assert (changed.name, changed.get_scopes(), changed.skip_consent) == ("Shop", ["openid"], True)
    assert changed.secret == site.secret
    assert "Shop" in desk.get("/admin/connected-sites/").text
    delete = reverse("connected-sites:delete", args=[site.pk])
    assert "it gets another id for every reader" in desk.get(delete).text
    assert desk.post(delete).status_code == 302
    assert not ConnectedSite.objects.exists()


@pytest.mark.parametrize("group", ["Moderators", "Editors"])
def test_nobody_else_of_the_staff_gets_near_it(desk: Client, group: str) -> None:
    desk.post(NEW, TOLD)
    site = ConnectedSite.objects.get()
    others = staff(group)
    for path in (NEW, reverse("connected_site", args=[site.pk]), reverse("connected-sites:edit", args=[site.pk])):
        for answer in (others.get(path), others.post(path, TOLD)):
            assert answer.status_code in {302, 403}
            assert site.pk not in answer.text
    assert ConnectedSite.objects.get().secret == site.secret
