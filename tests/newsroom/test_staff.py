"""What the groups of a new installation may do in the admin, without anybody having set anything."""

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from wagtail.models import Site

from standfirst.access.models import GiftRules, MeterRules
from standfirst.readers.models import Reader

pytestmark = pytest.mark.django_db

PLACES = {
    "authors": "/admin/snippets/newsroom/author/",
    "a new author": "/admin/snippets/newsroom/author/add/",
    "topics": "/admin/snippets/newsroom/topic/",
    "redirects": "/admin/redirects/",
    "the publication": "/admin/settings/newsroom/publication/{site}/",
    "access rules": "/admin/snippets/newsroom/levelrule/",
    "a new access rule": "/admin/snippets/newsroom/levelrule/add/",
    "words at the wall": "/admin/snippets/newsroom/wallwords/add/",
    "the allowances": "/admin/settings/access/meterrules/{allowances}/",
    "the numbers of gift links": "/admin/settings/access/giftrules/{gifts}/",
    "what was given away": "/admin/gift-links/",
    "readers": "/admin/users/",
}
EDITS = {"authors", "a new author", "topics"}
ACCESS = {"access rules", "a new access rule", "words at the wall", "the allowances"}
GIFTS = {"the numbers of gift links", "what was given away"}
MODERATES = {*EDITS, *ACCESS, *GIFTS, "redirects", "the publication"}


def may_open(group: str, place: str) -> bool:
    person = Reader.objects.create_user("ed@example.com", "Tulip9 orchard")
    person.groups.add(Group.objects.get_or_create(name=group)[0])
    client = Client()
    client.force_login(person, "standfirst.readers.backend.LimitedBackend")
    settings = {"allowances": MeterRules.load().pk, "gifts": GiftRules.load().pk}
    path = PLACES[place].format(site=Site.objects.get().pk, **settings)
    return client.get(path).status_code == 200


@pytest.mark.parametrize("place", PLACES)
def test_an_editor_keeps_authors_and_topics(place: str) -> None:
    assert may_open("Editors", place) == (place in EDITS)


@pytest.mark.parametrize("place", PLACES)
def test_a_moderator_also_keeps_redirects_the_publication_and_who_reads_what(place: str) -> None:
    assert may_open("Moderators", place) == (place in MODERATES)


@pytest.mark.parametrize("place", PLACES)
def test_anybody_else_keeps_nothing(place: str) -> None:
    assert not may_open("Friends of the house", place)
