"""What a page weighs on its way to a browser that takes gzip, kind by kind; and what it asks of whom."""

from dataclasses import dataclass
from urllib.parse import urlsplit
from urllib.request import Request as Asked
from urllib.request import urlopen

from playwright.sync_api import Page, Request

KB = 1024
_KINDS = {"document": "HTML", "stylesheet": "CSS", "script": "script", "font": "fonts", "image": "photos"}
_SHIFTED = """() => new Promise(done => {
  let moved = 0;
  const look = new PerformanceObserver(list => list.getEntries().forEach(entry => { moved += entry.value }));
  look.observe({ type: "layout-shift", buffered: true });
  requestAnimationFrame(() => requestAnimationFrame(() => done(moved)));
})"""


@dataclass(frozen=True)
class Budget:
    """KB that a page may weigh of each kind and in all, and the requests it may make. ``photos``: all, or the first."""

    html: float
    css: float
    script: float
    fonts: float
    photos: float
    together: float
    requests: int
    first_photo_only: bool = False


class Scales:
    """Notes what a page asks for from now on, and weighs it as its reader would be sent it."""

    def __init__(self, page: Page) -> None:
        self.kinds: dict[str, str] = {}
        self._page = page
        page.on("request", self._note)

    def close(self) -> None:
        """Note nothing more."""
        self._page.remove_listener("request", self._note)

    def _note(self, request: Request) -> None:
        if urlsplit(request.url).scheme in {"http", "https"}:
            self.kinds[request.url] = _KINDS.get(request.resource_type, "other")

    @property
    def hosts(self) -> set[str]:
        """Whom the page has asked."""
        return {urlsplit(url).netloc for url in self.kinds}

    def weight(self, kind: str, *, first_only: bool = False) -> float:
        """KB of a kind, as they are sent to somebody who takes gzip."""
        urls = [url for url, one in self.kinds.items() if one == kind]
        return sum(sent(url, self._cookies(url)) for url in (urls[:1] if first_only else urls)) / KB

    def _cookies(self, url: str) -> str:
        """What the browser would send along, so that a reader's own pages are weighed and not their sign-in."""
        return "; ".join(f"{one['name']}={one['value']}" for one in self._page.context.cookies(url))

    def over(self, budget: Budget) -> list[str]:
        """What is over its budget: a line each, with what it weighs and what it may weigh."""
        allowed = {
            "HTML": budget.html, "CSS": budget.css, "script": budget.script, "fonts": budget.fonts,
            "photos": budget.photos,
        }  # fmt: skip
        weights = {kind: self.weight(kind, first_only=kind == "photos" and budget.first_photo_only) for kind in allowed}
        allowed["all"], weights["all"] = budget.together, sum(weights.values())
        grown = [
            f"{kind}: {weight:.1f} KB, {weight - allowed[kind]:.1f} over its budget of {allowed[kind]:g}"
            for kind, weight in weights.items()
            if weight > allowed[kind]
        ]
        if len(self.kinds) > budget.requests:
            grown.append(f"requests: {len(self.kinds)}, not {budget.requests}: {list(self.kinds)}")
        return grown


def sent(url: str, cookies: str = "") -> int:
    """Bytes of the body of an answer to somebody who takes gzip and nothing better."""
    return len(body(url, cookies))


def body(url: str, cookies: str = "") -> bytes:
    """The body of that answer, still coded. ``cookies`` is the header's value; without, it is somebody unknown."""
    headers = {"Accept-Encoding": "gzip"} | ({"Cookie": cookies} if cookies else {})
    with urlopen(Asked(url, headers=headers), timeout=20) as answer:
        whole: bytes = answer.read()
        return whole


def shift(page: Page) -> float:
    """How much of what is seen has moved since the page began to load. Source: Layout Instability, W3C WICG."""
    moved: float = page.evaluate(_SHIFTED)
    return moved
