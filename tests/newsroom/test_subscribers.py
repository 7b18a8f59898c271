"""What a subscription opens, and that its end is met by the very next request."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import Group, Permission
from django.test import Client
from wagtail.models import GroupPagePermission, Page

from standfirst.access.levels import Level
from standfirst.access.models import MeterRules, Unlock
from standfirst.access.subscribing import end, grant
from standfirst.generations.models import Change
from standfirst.newsroom.explaining import explain
from standfirst.newsroom.models import ArticlePage, HomePage, SectionPage
from standfirst.readers.models import Reader
from tests.newsroom.making import ARTICLE

pytestmark = pytest.mark.django_db


@pytest.fixture
def at_home(article: ArticlePage, reader: Reader, client: Client) -> Client:
    """The reader's browser, at a publication without an allowance and before a Premium article."""
    MeterRules.objects.create(registered_allowance=0)
    ArticlePage.objects.update(access_level=Level.PREMIUM.value)
    client.force_login(reader)
    return client


def test_a_subscriber_reads_all_and_spends_nothing(at_home: Client, reader: Reader) -> None:
    assert "zebra" not in at_home.get(ARTICLE).text
    grant(reader.subject, source="test")
    assert "zebra" in at_home.get(ARTICLE).text
    assert not Unlock.objects.exists()


def test_the_next_request_after_the_end_meets_the_wall(at_home: Client, reader: Reader) -> None:
    grant(reader.subject, source="test")
    assert "zebra" in at_home.get(ARTICLE).text
    end(reader.subject)
    assert "zebra" not in at_home.get(ARTICLE).text


def of_a_group(reader: Reader, name: str, page: Page, *acts: str) -> Group:
    """Puts the reader into a new group that may do ``acts`` at ``page`` and below."""
    group = Group.objects.create(name=name)
    for act in acts:
        GroupPagePermission.objects.create(
            group=group, page=page, permission=Permission.objects.get(codename=f"{act}_page")
        )
    reader.groups.add(group)
    return group


def test_who_may_publish_every_article_reads_all_and_spends_nothing(
    at_home: Client, article: ArticlePage, moderator: Reader
) -> None:
    MeterRules.objects.update(registered_allowance=5)
    at_home.force_login(moderator)
    assert "zebra" in at_home.get(ARTICLE).text
    assert "zebra" in at_home.get(ARTICLE).text
    assert at_home.get("/account/meter/").status_code == 204
    assert not Unlock.objects.exists()
    assert ("Reader", "of the staff, may publish every article and so reads all") in explain(
        ARTICLE, moderator.email
    ).lines


@pytest.mark.parametrize("where", ["front", "harbour"])
@pytest.mark.parametrize("acts", [("add", "change", "lock"), ("publish",)], ids=["writes", "publishes"])
def test_who_only_writes_or_publishes_in_one_section_reads_as_readers_do(
    at_home: Client, reader: Reader, front: HomePage, harbour: SectionPage, where: str, acts: tuple[str, ...]
) -> None:
    of_a_group(reader, "a desk", front if where == "front" else harbour, *acts)
    assert ("zebra" in at_home.get(ARTICLE).text) is (where == "front" and "publish" in acts)
    assert not Unlock.objects.exists()


def test_publishing_in_another_section_opens_nothing_here(
    at_home: Client, reader: Reader, culture: SectionPage
) -> None:
    of_a_group(reader, "culture desk", culture, "add", "change", "publish", "lock", "unlock")
    assert "zebra" not in at_home.get(ARTICLE).text
    assert at_home.get("/account/meter/").status_code == 204, "this publication gives no allowance"


def leaves(reader: Reader, group: Group) -> None:
    reader.groups.remove(group)


def is_moved_out(reader: Reader, group: Group) -> None:
    group.user_set.remove(reader)


def is_cleared(reader: Reader, group: Group) -> None:
    reader.groups.clear()


def is_emptied(reader: Reader, group: Group) -> None:
    group.user_set.clear()


def is_deleted(reader: Reader, group: Group) -> None:
    group.delete()


def loses_its_right(reader: Reader, group: Group) -> None:
    GroupPagePermission.objects.filter(group=group).delete()


@pytest.mark.parametrize(
    "ends", [leaves, is_moved_out, is_cleared, is_emptied, is_deleted, loses_its_right], ids=lambda ends: ends.__name__
)
def test_the_wall_is_back_and_every_pass_is_called_back_when_the_right_to_publish_ends(
    at_home: Client, reader: Reader, front: HomePage, ends: Callable[[Reader, Group], None]
) -> None:
    group = of_a_group(reader, "the desk", front, "publish")
    assert "zebra" in at_home.get(ARTICLE).text
    Change.objects.all().delete()
    ends(reader, group)
    assert f"reader:{reader.subject.hex}" in set(Change.objects.values_list("tag", flat=True))
    assert "zebra" not in at_home.get(ARTICLE).text
