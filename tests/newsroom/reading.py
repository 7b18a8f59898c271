"""Reads pages as machines do: meta tags, links and structured data."""

import json
from html.parser import HTMLParser
from typing import Any


class Head(HTMLParser):
    """Every meta tag and link of a page, and its JSON-LD, read as a browser reads them."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.meta: dict[str, list[str]] = {}
        self.links: dict[str, list[str]] = {}
        self.scripts: list[str] = []
        self._inside = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        if tag == "meta":
            self.meta.setdefault(told.get("property") or told.get("name", ""), []).append(told.get("content", ""))
        elif tag == "link":
            self.links.setdefault(told["rel"], []).append(told["href"])
        self._inside = tag == "script" and told.get("type") == "application/ld+json"
        if self._inside:
            self.scripts.append("")

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.scripts[-1] += data

    def handle_endtag(self, tag: str) -> None:
        self._inside = False

    @property
    def data(self) -> dict[str, Any]:
        """The structured data."""
        (script,) = self.scripts
        data: dict[str, Any] = json.loads(script)
        return data


def json_ld(page: str) -> dict[str, Any]:
    """The structured data of a page."""
    return Head(page).data
