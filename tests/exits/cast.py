"""Who and what the seeded site holds, as the tests know it: read from what ``seed`` wrote, without a database."""

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path


@dataclass(frozen=True)
class Article:
    """
    One seeded page. ``shown``: canaries by place that an entitled reader finds on it. ``gated``: its prose behind the
    wall. ``public``: what everybody may see. ``tier``: whom its text is for; ``nobody`` is for staff alone. ``key``
    names its story in feeds.
    """

    name: str
    tier: str
    level: str
    pk: int
    path: str
    shown: dict[str, str]
    hidden: dict[str, str] = field(default_factory=dict)
    gated: tuple[str, ...] = ()
    public: tuple[str, ...] = ()
    revisions: tuple[int, ...] = ()
    key: str = ""

    @property
    def slug(self) -> str:
        return self.path.rstrip("/").rpartition("/")[2]

    @property
    def canaries(self) -> set[str]:
        """Every canary of this page, shown or not."""
        return {*self.shown.values(), *self.hidden.values()}


@dataclass(frozen=True)
class Cast:
    """
    ``sessions``: session keys by reader. ``subjects``: the 16 bytes, in hex, that a pass of theirs carries. ``passes``:
    those that were called back. ``waiting``: the signed cookies of registrations that wait. ``gifts``: links by what
    became of them, each with its secret and the cookie of a browser that opened it. ``ids``: of all else.
    """

    articles: dict[str, Article]
    sessions: dict[str, str]
    subjects: dict[str, str]
    passes: dict[str, str]
    waiting: dict[str, str]
    gifts: dict[str, dict[str, str]]
    ids: dict[str, int]
    documents: dict[str, str]
    pictures: list[str]
    originals: list[str]

    def __getitem__(self, name: str) -> Article:
        return self.articles[name]

    def of_tier(self, *tiers: str) -> list[Article]:
        return [article for article in self.articles.values() if article.tier in tiers]

    @property
    def walled(self) -> list[Article]:
        """The articles that stand behind a wall and have an address of their own that answers."""
        return [
            one for one in self.articles.values() if one.level in ("registered", "premium") and one.tier != "nobody"
        ]

    def write(self) -> str:
        return json.dumps(asdict(self))

    @classmethod
    def read(cls, path: Path) -> "Cast":
        told = json.loads(path.read_text(encoding="utf-8"))
        tuples = ("gated", "public", "revisions")
        articles = {
            name: Article(**one | {key: tuple(one[key]) for key in tuples})
            for name, one in told.pop("articles").items()
        }
        return cls(articles=articles, **told)
