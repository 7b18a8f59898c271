"""Pictures, documents and whatever else lies in a folder: nothing of it can be fetched around the pages."""

import re

import pytest

from tests.exits.cast import Cast
from tests.exits.oracle import Oracle
from tests.exits.visitors import STRANGER, Visitors
from tests.serving.running import RunningSite
from tests.serving.wire import Answer, Connection

Oracles = dict[frozenset[str], Oracle]

NOTHING_THERE = (
    "/.git/config /.git/HEAD /.gitignore /.hg/store /.svn/entries /.env /.htaccess /.DS_Store /.well-known/security.txt"
    " /standfirst.sqlite3 /db.sqlite3 /secret-key /data/secret-key /backup.zip /backup.sql /dump.sql.gz /site.tar.gz"
    " /static/.version /static/../secret-key /static/..%2fsecret-key /static/%2e%2e/secret-key /static//etc/passwd"
    " /static/standfirst/../../secret-key /media/../secret-key /media/..%2f..%2fsecret-key /media/%2e%2e/secret-key"
    " /media/standfirst.sqlite3 /media/documents/closed.txt /media/images/../secret-key /media//etc/passwd /media/"
    " /static/ /static/standfirst/ /static/standfirst/standfirst.js.map /static/standfirst/standfirst.css.map"
    " /django-admin/ /__debug__/ /debug/ /metrics /server-status /phpinfo.php /wp-login.php /xmlrpc.php"
    " /api/docs /api/v1/docs /api/openapi.json /api/v1/openapi.json /schema/ /swagger/ /graphql /actuator/health /trace"
    " /settings.py /manage.py /pyproject.toml /requirements.txt /web.config /composer.json /package.json"
    " /demo/ /demo/mail/"
)


@pytest.mark.parametrize("path", NOTHING_THERE.split())
def test_nothing_lies_open_that_is_not_a_page(site: RunningSite, connection: Connection, path: str) -> None:
    answer = connection.get(path, site.host)
    if answer.status == 301 and answer.header("location") == f"{path}/":
        # Any address might be a page, and pages end in a slash.
        answer = connection.get(f"{path}/", site.host)
    assert answer.status in (400, 404)


def test_the_original_of_a_picture_is_for_staff_alone(
    site: RunningSite, cast: Cast, visitors: Visitors, connection: Connection
) -> None:
    for name in cast.originals[:6]:
        for visitor in visitors.all_who_may_not():
            assert connection.get(f"/media/{name}", [*site.host, *visitor.headers]).status == 404
        assert connection.get(f"/media/{name}", [*site.host, *visitors.subscriber().headers]).status == 404
        shown = connection.get(f"/media/{name}", [*site.host, *visitors.editor().headers])
        assert (shown.status, shown.header("cache-control")) == (200, "private, no-store")


def test_who_may_not_read_on_is_told_no_address_of_a_picture_behind_the_wall(
    site: RunningSite, cast: Cast, visitors: Visitors, connection: Connection
) -> None:
    path = cast["premium-1"].path
    whole = connection.get(path, [*site.host, *visitors.subscriber().headers]).text
    addresses = set(re.findall(r"/media/(images/[^\"\s,]+)", whole))
    assert addresses
    assert all(re.match(r"images/[0-9a-f]{16}", address) for address in addresses), "an address can be guessed"
    pages = ("/", "/feed/", "/sitemap.xml", "/api/v1/articles/", "/harbour/", path)
    said = "".join(connection.get(page, site.host).text for page in pages)
    assert not [address for address in addresses if address[7:23] in said]


def asked_for_the_document(site: RunningSite, cast: Cast, connection: Connection) -> list[Answer]:
    path = f"/documents/{cast.ids['document']}/closed.txt"
    ways = [(), (("If-None-Match", "*"),), (("If-None-Match", '"x"'),), (("If-Match", "*"),), (("Range", "bytes=0-"),)]
    ways += [(("If-Modified-Since", "Wed, 21 Oct 2099 07:28:00 GMT"),), (("Accept", "text/plain"),)]
    asked = [connection.get(path, [*site.host, *more]) for more in ways]
    return [*asked, connection.ask("HEAD", path, site.host), connection.get(f"{path}?password=open", site.host)]


def test_a_document_in_a_closed_collection_is_not_had_by_any_request(
    site: RunningSite, cast: Cast, connection: Connection, oracles: Oracles
) -> None:
    for answer in asked_for_the_document(site, cast, connection):
        assert answer.status == 200, "the question for the password"
        assert "no-store" in answer.header("cache-control")
        assert not answer.has("etag")
        assert not oracles[STRANGER].hits(answer)


def test_a_picture_on_a_page_is_kept_by_the_browsers_of_readers_too(
    site: RunningSite, cast: Cast, visitors: Visitors, connection: Connection
) -> None:
    lines = [*site.host, *visitors.subscriber().headers]
    for address in re.findall(r"/media/images/[^\"\s,]+", connection.get(cast["premium-1"].path, lines).text)[:2]:
        answer = connection.get(address, lines)
        assert answer.header("cache-control") == "public, max-age=31536000, immutable"
        assert not answer.has("set-cookie")


def test_a_picture_can_never_act_as_a_page(
    site: RunningSite, cast: Cast, visitors: Visitors, connection: Connection
) -> None:
    whole = connection.get(cast["premium-1"].path, [*site.host, *visitors.subscriber().headers]).text
    address = re.findall(r"/media/images/[^\"\s,]+", whole)[0]
    answer = connection.get(address, site.host)
    assert answer.header("content-type").startswith("image/")
    assert answer.header("content-security-policy") == "default-src 'none'; sandbox"
    assert answer.header("x-content-type-options") == "nosniff"
