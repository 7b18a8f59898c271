"""Who may keep an answer: every route has its class, and no cache is handed what belongs to one reader."""

import pytest

from tests.exits import routes
from tests.exits.cast import Cast
from tests.exits.visitors import Visitor, Visitors
from tests.serving.running import RunningSite
from tests.serving.wire import Answer, Connection

PUBLIC = "anybody may keep it and asks before each use; the same for everybody"
GATED = "the teaser is PUBLIC, the whole stays in the reader's own browser"
CLOCK = "a stranger's may be kept for minutes, a reader's by nobody"
FILE = "a public file for ever, another by nobody"
NOBODYS = "nobody keeps it"

CLASSES = {
    "healthz": NOBODYS,
    "readyz": NOBODYS,
    "documents/(\\d+)/(.*)$": NOBODYS,
    "documents/authenticate_with_password/<int:restriction_id>/": NOBODYS,
    "register/": NOBODYS,
    "register/challenge/": NOBODYS,
    "register/code/": NOBODYS,
    "register/code/again/": NOBODYS,
    "register/confirm/<str:token>/": NOBODYS,
    "sign-out/": NOBODYS,
    "forgotten-password/": NOBODYS,
    "reset-password/<str:key>/": NOBODYS,
    "account/meter/": NOBODYS,
    "account/institution/": NOBODYS,
    "account/policies/": NOBODYS,
    "cookies/": NOBODYS,
    "unlock/": NOBODYS,
    "gift/<str:token>/": NOBODYS,
    "account/connected-sites/": NOBODYS,
    ".well-known/openid-configuration": CLOCK,
    "openid/keys/": CLOCK,
    "openid/authorize/": NOBODYS,
    "openid/token/": NOBODYS,
    "openid/userinfo/": NOBODYS,
    "openid/revoke/": NOBODYS,
    "account/gifts/": NOBODYS,
    "account/gifts/give/": NOBODYS,
    "account/gifts/<uuid:handle>/": NOBODYS,
    "account/gifts/<uuid:handle>/stop/": NOBODYS,
    "account/gifts/<uuid:handle>/go-on/": NOBODYS,
    "comments/rules/": PUBLIC,
    "comments/counts/": PUBLIC,
    "comments/<int:comment>/appeal/": NOBODYS,
    "comments/<int:pk>/yours/": NOBODYS,
    "comments/<int:pk>/edit/": NOBODYS,
    "comments/<int:pk>/delete/": NOBODYS,
    "comments/<int:pk>/restore/": NOBODYS,
    "comments/<int:pk>/like/": NOBODYS,
    "comments/<int:pk>/mute/": NOBODYS,
    "comments/<int:pk>/report/": NOBODYS,
    "readers/<str:handle>/": NOBODYS,
    "<path:story>/comments/": PUBLIC,
    "<path:story>/comments/first/": PUBLIC,
    "<path:story>/comments/mine/": NOBODYS,
    "<path:story>/comments/write/": NOBODYS,
    "<path:story>/comments/<int:comment>/": PUBLIC,
    "follow/": NOBODYS,
    "follow/followed/": NOBODYS,
    "notices/stop/<str:token>/": NOBODYS,
    "media/<path:path>": FILE,
    "search/": NOBODYS,
    "robots.txt": PUBLIC,
    "sitemap.xml": PUBLIC,
    "^sitemap-(?P<part>pages|[1-9][0-9]{0,4})\\.xml$": PUBLIC,
    "news-sitemap.xml": CLOCK,
    "api/v1/articles/": NOBODYS,
    "api/v1/articles/<int:article>/": NOBODYS,
    "api/v1/subscriptions/": NOBODYS,
    "api/v1/subscriptions/end/": NOBODYS,
    "topics/<uslug:slug>/": PUBLIC,
    "topics/<uslug:slug>/feed/": PUBLIC,
    "topics/<uslug:slug>/feed/atom/": PUBLIC,
    "authors/<uslug:slug>/": PUBLIC,
    "authors/<uslug:slug>/feed/": PUBLIC,
    "authors/<uslug:slug>/feed/atom/": PUBLIC,
    "feed/": PUBLIC,
    "feed/atom/": PUBLIC,
    "<uslug:section>/feed/": PUBLIC,
    "<uslug:section>/feed/atom/": PUBLIC,
    "_util/authenticate_with_password/<int:page_view_restriction_id>/<int:page_id>/": NOBODYS,
    "_util/login/": NOBODYS,
}
PERSONAL = ("admin/", "account/", "sign-in/", "newsletters/choices/")
PAGES = {"/": PUBLIC, "/harbour/": PUBLIC, "/terms/": NOBODYS, "/vault/": NOBODYS, "/vault/in-a-closed-room/": NOBODYS}
_PAGE_ROUTE = "^((?:[\\w\\-]+/)*)$"


def class_of(address: routes.Address, cast: Cast) -> str:
    """The declared class. A route that is not in the table is a KeyError, and that is what the table is for."""
    if address.route == _PAGE_ROUTE:
        article = next((one for one in cast.articles.values() if one.path == address.path), None)
        if article is not None and article.tier != "nobody":
            return PUBLIC if article.level == "free" else GATED
        return PAGES.get(address.path, NOBODYS)
    return NOBODYS if address.route.startswith(PERSONAL) else CLASSES[address.route]


def may_be_kept_by(answer: Answer) -> str:
    """What the answer itself says, in the words of the table."""
    control = set(answer.header("cache-control").replace(" ", "").split(","))
    if "no-store" in control:
        return "nobody"
    if "private" in control:
        return "the reader" if "no-cache" in control else "the reader, unasked"
    if "public" not in control:
        return f"whoever likes ({answer.header('cache-control')})"
    if "must-revalidate" in control and "max-age=0" in control:
        return "anybody, asking"
    return "anybody, for ever" if "immutable" in control else "anybody, for minutes"


def allowed(kind: str, visitor: Visitor, article_is_open: bool) -> set[str]:
    known = bool(visitor.headers)
    return {
        PUBLIC: {"anybody, asking"},
        GATED: {"the reader"} if article_is_open else {"anybody, asking"},
        CLOCK: {"nobody"} if known else {"anybody, for minutes"},
        FILE: {"anybody, for ever", "nobody"},
        NOBODYS: {"nobody"},
    }[kind]


@pytest.mark.parametrize("who", ["stranger", "registered", "subscriber"])
def test_every_route_may_be_kept_by_those_that_the_table_names(
    site: RunningSite, cast: Cast, visitors: Visitors, connection: Connection, who: str
) -> None:
    visitor: Visitor = getattr(visitors, who)()
    articles = [cast[name] for name in ("free-1", "registered-1", "premium-1", "never-published")]
    wrong = []
    for address in routes.addresses(cast, articles):
        kind = class_of(address, cast)
        answer = connection.get(address.path, [*site.host, *visitor.headers])
        open_to = any(one.path == address.path and one.tier in visitor.tiers for one in articles)
        # What is not there, and what leads elsewhere, is kept by nobody whatever its class.
        expected = allowed(kind, visitor, open_to) if answer.status == 200 else {"nobody"}
        said = may_be_kept_by(answer)
        if said not in expected or (said.startswith("anybody") and answer.has("set-cookie")):
            wrong.append(f"{address}: {answer.status}, kept by {said}, not by {expected}")
    assert not wrong, "\n".join(wrong)


def test_a_public_page_says_that_it_depends_on_who_asks(
    site: RunningSite, cast: Cast, visitors: Visitors, connection: Connection
) -> None:
    for visitor in (visitors.stranger(), visitors.registered(), visitors.subscriber()):
        for path in ("/", "/feed/", cast["free-1"].path, cast["registered-1"].path, cast["premium-1"].path):
            answer = connection.get(path, [*site.host, *visitor.headers])
            assert {part.strip() for part in answer.header("vary").split(",")} >= {"Accept-Encoding", "Cookie"}


def test_who_brings_credentials_is_answered_for_themselves_alone(
    site: RunningSite, cast: Cast, connection: Connection
) -> None:
    for path in ("/", "/feed/", cast["free-1"].path, cast["premium-1"].path, "/robots.txt"):
        answer = connection.get(path, [*site.host, ("Authorization", "Bearer x")])
        assert may_be_kept_by(answer) == "nobody"


def test_an_answer_that_anybody_may_keep_never_carries_a_cookie(
    site: RunningSite, visitors: Visitors, connection: Connection
) -> None:
    for visitor in (visitors.stranger(), visitors.forger(), visitors.provisional_without_pass(), visitors.lapsed()):
        answer = connection.get("/news-sitemap.xml", [*site.host, *visitor.headers])
        assert answer.status == 200
        assert answer.has("set-cookie") <= ("public" not in answer.header("cache-control")), visitor.name


@pytest.mark.parametrize("path", ["/feed", "/harbour/premium-1", "/account", "/register", "/admin"])
def test_the_way_to_the_right_spelling_is_not_kept_for_ever(
    site: RunningSite, connection: Connection, path: str
) -> None:
    answer = connection.get(path, site.host)
    assert (answer.status, answer.header("location")) == (301, f"{path}/")
    assert answer.header("cache-control") == "private, no-store"
