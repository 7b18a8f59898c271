"""The registrar of a running site: a process of its own that makes readers, changes their accounts and the rules."""

from dataclasses import dataclass
from typing import Any

from tests.serving.desk import Desk

Line = tuple[str, str]


@dataclass(frozen=True)
class Account:
    """A reader who is signed in: the key of the session, and a pass that the site has just given."""

    subject: str
    session: str
    reader_pass: str

    @property
    def signed_in(self) -> Line:
        """The Cookie line of their browser."""
        return "Cookie", f"sf_session={self.session}; sf_pass={self.reader_pass}"

    @property
    def copied_pass(self) -> Line:
        """The Cookie line of somebody who has copied the pass alone."""
        return "Cookie", f"sf_pass={self.reader_pass}"

    @property
    def session_alone(self) -> Line:
        """The Cookie line of their browser when the pass has run out."""
        return "Cookie", f"sf_session={self.session}"


@dataclass(frozen=True)
class Decided:
    """How many decisions are kept in ``all``, how many of them ``met`` a wall, and every value of every row."""

    all: int
    met: int
    kept: str


@dataclass(frozen=True)
class Link:
    """A gift link: ``path`` holds its secret."""

    handle: str
    path: str


class Registrar(Desk):
    """What it answers has been committed."""

    def reader(self, *, subscriber: bool = False) -> Account:
        """A new reader, signed in."""
        return Account(**self._order("reader", subscriber=subscriber))

    def premium_articles(self, many: int) -> list[str]:
        """So many new Premium articles; their paths. The gated part of each holds its own path once more."""
        return list(self._order("premium_articles", many=many)["paths"])

    def alias_of(self, path: str) -> str:
        """An alias of the article at ``path``; its path."""
        return str(self._order("alias_of", path=path)["path"])

    def set_rules(self, **rules: Any) -> None:
        """What an editor saves on the page of allowances."""
        self._order("set_rules", rules=rules)

    def unlocked(self, account: Account) -> int:
        """How many unlocks are counted for a reader."""
        return int(self._order("unlocked", subject=account.subject)["rows"])

    def decided(self) -> Decided:
        """What is kept of decisions."""
        return Decided(**self._order("decided"))

    def would_meet(self, allowance: int) -> tuple[int, int]:
        """Between how many and how many decisions of today would have met a wall with that allowance."""
        told = self._order("would_meet", allowance=allowance)
        return int(told["least"]), int(told["most"])

    def ban(self, account: Account) -> None:
        self._order("ban", subject=account.subject)

    def reset_password(self, account: Account) -> None:
        """As by the link in the mail."""
        self._order("reset_password", subject=account.subject)

    def institution(self, name: str, *, seats: int | None = None, **told: Any) -> None:
        """Keep an institution: the one of that name, or a new one. ``domains``, ``networks``, ``ended``."""
        self._order("institution", name=name, seats=seats, **told)

    def seats_taken(self, name: str) -> int:
        return int(self._order("seats_taken", name=name)["rows"])

    def free_seats(self, name: str) -> None:
        """As staff do."""
        self._order("free_seats", name=name)

    def end_session(self, account: Account) -> None:
        """As from the list of another browser."""
        self._order("end_session", subject=account.subject, session=account.session)

    def end_subscription(self, account: Account) -> None:
        self._order("end_subscription", subject=account.subject)

    def give(self, account: Account, path: str, *, opens: int = 10) -> Link:
        """A subscriber gives the article at ``path`` away, by a link that opens it in so many browsers."""
        return Link(**self._order("give_away", subject=account.subject, path=path, opens=opens))

    def stop(self, link: Link) -> None:
        self._order("stop_gift", handle=link.handle)

    def opened(self, link: Link) -> int:
        """In how many browsers a link was opened, as it was counted."""
        return int(self._order("gift_opened", handle=link.handle)["browsers"])
