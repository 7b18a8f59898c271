"""Going through shapes of requests as somebody, and saying what was wrong with the answers."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

from tests.exits import rules
from tests.exits.cast import Article, Cast
from tests.exits.catalogue import Shape
from tests.exits.oracle import Oracle
from tests.exits.visitors import Visitor
from tests.serving.running import RunningSite
from tests.serving.wire import Answer, Connection

AT_ONCE = 4


class Walk:
    """Walks as ``visitor``, and looks at every answer with the oracle for the tiers that this visitor may read."""

    def __init__(self, site: RunningSite, visitor: Visitor, oracle: Oracle) -> None:
        self._site, self._visitor, self._oracle = site, visitor, oracle

    def faults(self, shapes: Sequence[Shape]) -> list[str]:
        """Ask in every one of ``shapes``; a line for whatever is wrong."""
        parts = [shapes[start::AT_ONCE] for start in range(AT_ONCE)]
        with ThreadPoolExecutor(AT_ONCE) as threads:
            return [line for part in threads.map(self._along, parts) for line in part]

    def _along(self, shapes: Sequence[Shape]) -> list[str]:
        with Connection(self._site.port) as connection:
            return [line for shape in shapes for line in self._wrong(shape, ask(connection, self, shape))]

    def raw(self, shape: Shape) -> bytes:
        has_host = any(name.lower() == "host" for name, _ in shape.headers)
        return shape.raw(self._visitor.asking(*([] if has_host else self._site.host)))

    def _wrong(self, shape: Shape, answer: Answer) -> list[str]:
        hits = self._oracle.hits(answer)
        wrong = [f"LEAK {sorted(hits)[:3]}"] if hits else []
        wrong += rules.faults(answer)
        if answer.status == 304 and any("{etag}" in value for _, value in shape.headers):
            wrong.append("304 for a page of somebody else")
        said = " ".join(f"{name}: {value[:60]}" for name, value in shape.headers)
        asked = f"{self._visitor.name}: {shape.number} {shape.method} {shape.target[:90]} [{said}]"
        return [f"{asked} -> {answer.status}: {line}" for line in wrong]


def ask(connection: Connection, walk: Walk, shape: Shape) -> Answer:
    """The answer to ``shape``; a connection that was ended before is opened anew, once."""
    to_head = shape.method == "HEAD"
    try:
        connection.send(walk.raw(shape))
        return connection.answer(to_head=to_head)
    except ConnectionError:
        connection.close()
    connection.send(walk.raw(shape))
    return connection.answer(to_head=to_head)


def words_about(site: RunningSite, cast: Cast, article: Article, etag: str) -> dict[str, str]:
    """What the shapes of the catalogue need to know of ``article``. ``etag`` is an entitled reader's."""
    return {
        "path": article.path,
        "bare": article.path.rstrip("/"),
        "upper": article.path.upper(),
        "slug": article.slug,
        "id": str(article.pk),
        "key": article.key,
        "etag": etag,
        "revision": str(article.revisions[0] if article.revisions else 1),
        "word": "%20".join(article.gated[0].split()[:3]),
        "gift": cast.gifts["another"]["token"],
        "host": f"127.0.0.1:{site.port}",
    }
