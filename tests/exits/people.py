"""The readers and the editors of the seeded site, and a document that none of them may open without its password."""

from datetime import timedelta

from django.contrib.auth.models import Group, Permission
from django.core.files.base import ContentFile
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone
from wagtail.documents import get_document_model
from wagtail.models import Collection, CollectionViewRestriction, GroupPagePermission, Page

from standfirst.access import gate
from standfirst.access.levels import Tier
from standfirst.access.models import CrawlerRules, Institution
from standfirst.access.policy import Visitor
from standfirst.access.subscribing import end, grant
from standfirst.access.unlocking import Wish, unlock
from standfirst.readers.institutions import keep
from standfirst.readers.models import Reader
from tests.exits.places import NETWORK
from tests.exits.words import canary

PASSWORD = "Tulip9 orchard"
PAGE_PASSWORD = "open sesame"


def make_readers() -> tuple[dict[str, Reader], dict[str, str], dict[str, str]]:
    """One account of each kind, the key of an open session of each, and passes that were called back since."""
    readers = {
        "registered": Reader.objects.create_user("ann@example.com", PASSWORD, first_name="Ann"),
        "subscriber": Reader.objects.create_user("sue@example.com", PASSWORD, first_name="Sue"),
        "lapsed": Reader.objects.create_user("lou@example.com", PASSWORD, first_name="Lou"),
        "thrifty": Reader.objects.create_user("tim@example.com", PASSWORD, first_name="Tim"),
        "closed": Reader.objects.create_user("dan@example.com", PASSWORD, first_name="Dan"),
        "editor": Reader.objects.create_user("eve@example.com", PASSWORD, first_name="Eve", is_staff=True),
        "chief": Reader.objects.create_superuser("ida@example.com", PASSWORD, first_name="Ida"),
    }
    readers["editor"].groups.set(Group.objects.filter(name__in=["Editors", "Moderators"]))
    readers["editor"].user_permissions.add(Permission.objects.get(codename="access_admin"))
    sessions = {name: _session_of(reader) for name, reader in readers.items()}
    for name in ("subscriber", "lapsed", "closed"):
        grant(readers[name].subject, source="test", starts_at=timezone.now() - timedelta(days=30))
    # These have used up what they may open above their own level: articles of another month's paper.
    for name in ("registered", "lapsed"):
        unlock([Wish(readers[name].subject, 900_000 + number) for number in range(5)])
    unlock([Wish(readers["thrifty"].subject, 900_000 + number) for number in range(4)])
    # The account is closed, and the subscription ended, after the browser got its cookies.
    passes = {name: _pass_of_a_subscriber(readers[name]) for name in ("lapsed", "closed")}
    readers["closed"].is_active = False
    readers["closed"].save()
    end(readers["lapsed"].subject)
    return readers, sessions, passes


def make_editor_of(page: Page) -> tuple[Reader, str]:
    """Somebody who may do everything at ``page`` and below, and nothing elsewhere; and the key of their session."""
    group = Group.objects.create(name="A desk")
    for act in ("add", "change", "publish", "lock", "unlock", "bulk_delete"):
        permission = Permission.objects.get(codename=f"{act}_page")
        GroupPagePermission.objects.create(group=group, page=page, permission=permission)
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    reader = Reader.objects.create_user("moe@example.com", PASSWORD, first_name="Moe", is_staff=True)
    reader.groups.add(group)
    unlock([Wish(reader.subject, 900_000 + number) for number in range(5)])
    return reader, _session_of(reader)


def _pass_of_a_subscriber(reader: Reader) -> str:
    response = HttpResponse()
    gate.give_pass(response, Visitor(Tier.SUBSCRIBER), reader.subject.bytes)
    return response.cookies[gate.names().reader_pass].value


def _session_of(reader: Reader) -> str:
    client = Client()
    client.force_login(reader, "standfirst.readers.backend.LimitedBackend")
    key: str = client.session.session_key or ""
    return key


def make_documents() -> tuple[dict[str, int], dict[str, str]]:
    """A document in a closed collection: its name and its words are canaries."""
    mark = canary("nobody", "document", "words")
    closed = Collection.get_first_root_node().add_child(name="Closed")
    CollectionViewRestriction.objects.create(
        collection=closed, restriction_type=CollectionViewRestriction.PASSWORD, password=PAGE_PASSWORD
    )
    kind = get_document_model()
    named = canary("nobody", "document", "name")
    document = kind(title=named, collection=closed, file=ContentFile(mark.encode() * 20, name="closed.txt"))
    document.save()
    restriction = CollectionViewRestriction.objects.get().pk
    opened = kind(title="The tides", file=ContentFile(b"High water at noon.", name="tides.txt"))
    opened.save()
    for each in (document, opened):
        each.get_file_size(), each.get_file_hash()
    ids = {
        "document": document.pk,
        "open_document": opened.pk,
        "collection": closed.pk,
        "collection_restriction": restriction,
    }
    return ids, {"words": mark, "name": named}


def let_in_by_address() -> None:
    """An institution that reads by its network, and the publication's word that search engines may read."""
    library = Institution.objects.create(name="Northport University Library")
    keep(library, ["northport.example"], [NETWORK])
    rules = CrawlerRules.load()
    rules.may_read = True
    rules.save()
