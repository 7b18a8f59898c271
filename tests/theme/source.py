"""The theme's own files, as the tests of the theme read them."""

import re
from pathlib import Path

import standfirst.theme

THEME = Path(standfirst.theme.__file__).parent
STATIC = THEME / "static" / "standfirst"
TEMPLATES = THEME / "templates"
Tokens = dict[str, str]

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_TAG = re.compile(r"\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
_TOKEN_BLOCK = re.compile(r":root(?:\[[\w=-]+\]|:not\(\[[\w=-]+\]\))?\{([^{}]*)\}")
_TOKEN = re.compile(r"--([\w-]+):\s*([^;}]+)")


def stylesheet(name: str = "standfirst.css") -> str:
    """The stylesheet without its comments."""
    return _COMMENT.sub("", (STATIC / name).read_text(encoding="utf-8"))


def without_tokens(css: str) -> str:
    """The rules of the components: everything but the blocks that give tokens their values."""
    return _TOKEN_BLOCK.sub("", css)


def schemes() -> dict[str, Tokens]:
    """The tokens of each scheme, by name. Dark, the system's or the reader's own, and print change some of light's."""
    blocks = [dict(_TOKEN.findall(block)) for block in _TOKEN_BLOCK.findall(stylesheet())]
    light, dark, chosen_dark, paper = [tokens for tokens in blocks if "paper" in tokens]
    every = {"light": light, "dark": dark, "chosen dark": chosen_dark, "print": paper}
    return {name: {**light, **tokens} for name, tokens in every.items()}


def selectors(css: str) -> str:
    """What stands before the braces of the rules, those within a condition too, and nothing of what stands in them."""
    return ";".join(re.findall(r"([^{}]*)\{[^{}]*\}", css))


def pages() -> dict[str, str]:
    """The source of every template that becomes a page of HTML, by its name; mails carry a style of their own."""
    files = {str(file.relative_to(TEMPLATES)): file for file in TEMPLATES.rglob("*.html")}
    return {name: file.read_text(encoding="utf-8") for name, file in files.items() if not name.startswith("mail/")}


def mails() -> dict[str, str]:
    """The source of every mail's HTML, by its name."""
    return {file.name: file.read_text(encoding="utf-8") for file in (TEMPLATES / "mail").glob("*.html")}


def html_of(source: str) -> str:
    """A template without its tags."""
    return _TAG.sub(" ", source)
