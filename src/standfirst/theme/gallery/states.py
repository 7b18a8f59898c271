"""What the gallery is made of: states of components on shelves, and whole pages."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from standfirst.theme.gallery.words import Words

Context = dict[str, Any]
Told = Callable[[Words], Context]


def nothing(words: Words) -> Context:
    """For a template that needs to be told nothing."""
    return {}


def as_it_comes(html: str) -> str:
    """For a state that the server alone makes."""
    return html


@dataclass(frozen=True)
class State:
    """One state: its name, its template, what that is told, and what our script makes of it in the page."""

    name: str
    template: str
    told: Told = nothing
    script: Callable[[str], str] = as_it_comes


@dataclass(frozen=True)
class Shelf:
    """A component with its states, shown together on one page."""

    slug: str
    name: str
    states: tuple[State, ...]


@dataclass(frozen=True)
class Sheet:
    """A whole page, which is shown alone."""

    slug: str
    name: str
    template: str
    told: Told = nothing
