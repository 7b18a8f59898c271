"""What a trial of rules came to, in words and as a picture."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from standfirst.access.levels import Tier, Variant
from standfirst.newsroom.simulating import UNCONFIRMED, Answer, Tally

WALLS = {
    Variant.REGISTER: "Asks to register",
    Variant.CONFIRM: "Asks to confirm the address",
    Variant.SPENT: "Says when the allowance refills",
    Variant.PREMIUM: "Says that the article is for subscribers",
}
TIERS = {
    Tier.ANONYMOUS.value: "Without an account",
    UNCONFIRMED: "Address not confirmed yet",
    Tier.REGISTERED.value: "Registered readers",
    Tier.SUBSCRIBER.value: "Subscribers, and institutions",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a table: numbers as they are printed."""

    name: str
    decisions: str
    met: str
    would: str
    difference: str


def line(name: str, tally: Tally) -> Line:
    """``tally`` under ``name``."""
    return Line(name, f"{tally.decisions:,}", f"{tally.met:,}", between(tally), difference(tally))


def between(tally: Tally) -> str:
    """How many would have met a wall: one number, or two."""
    return f"{tally.least:,}" if tally.exact else f"{tally.least:,} to {tally.most:,}"


def difference(tally: Tally) -> str:
    """``−12``, ``+3``, ``±0``, or ``−12 to +40``."""
    ends = [_signed(end - tally.met) for end in (tally.least, tally.most)]
    return ends[0] if tally.exact else " to ".join(ends)


def sentence(whole: Tally, days: int) -> str:
    """The answer."""
    over = "In the last day" if days == 1 else f"In the last {days} days"
    met = f"{over} readers came to articles {_times(whole.decisions)} and met a wall {_times(whole.met)}."
    if not whole.exact:
        would = f"With these rules it would have been between {whole.least:,} and {whole.most:,} times."
    elif whole.least == whole.met:
        would = "With these rules it would have been just as often."
    else:
        more = whole.least - whole.met
        than = "more" if more > 0 else "fewer"
        share = f" ({abs(more) / whole.met:.0%})" if whole.met else ""
        would = f"With these rules it would have been {_times(whole.least)}: {abs(more):,} {than}{share}."
    return f"{met} {would}"


def tables(answer: Answer, sections: dict[int, str]) -> Iterator[tuple[str, list[Line]]]:
    """By wall, tier, section and day, each with its heading."""
    yield "By wall", [line(words, answer.by_wall[wall]) for wall, words in WALLS.items() if wall in answer.by_wall]
    yield "By reader", [line(words, answer.by_tier[tier]) for tier, words in TIERS.items() if tier in answer.by_tier]
    most_first = sorted(answer.by_section.items(), key=lambda item: -item[1].decisions)
    yield "By section", [line(sections.get(pk, "A section that is gone"), tally) for pk, tally in most_first]
    yield "By day", [line(day_in_words(day), answer.by_day[day]) for day in sorted(answer.by_day, reverse=True)]


def day_in_words(day: str) -> str:
    """``Mon 2 November``."""
    told = date.fromisoformat(day)
    return f"{told:%a} {told.day} {told:%B}"


@dataclass(frozen=True, slots=True)
class Picture:
    """Points of an SVG of ``WIDTH`` by ``HEIGHT``: what was met, and the band of what would have been."""

    met: str
    least: str
    band: str
    top: str
    first: str
    last: str

    width = 720
    height = 200


def picture(by_day: dict[str, Tally]) -> Picture | None:
    """Walls by the day; None before there are two days to compare."""
    days = sorted(by_day)
    if len(days) < 2:
        return None
    top = max(1, *(max(by_day[day].met, by_day[day].most) for day in days))
    step = Picture.width / (len(days) - 1)

    def points(values: Iterable[int], *, backwards: bool = False) -> str:
        made = [f"{place * step:.1f},{Picture.height * (1 - value / top):.1f}" for place, value in enumerate(values)]
        return " ".join(reversed(made) if backwards else made)

    tallies = [by_day[day] for day in days]
    least = points(tally.least for tally in tallies)
    most = points((tally.most for tally in tallies), backwards=True)
    return Picture(
        met=points(tally.met for tally in tallies),
        least=least,
        band=f"{least} {most}",
        top=f"{top:,}",
        first=day_in_words(days[0]),
        last=day_in_words(days[-1]),
    )


def _signed(number: int) -> str:
    return f"{'−' if number < 0 else '+' if number else '±'}{abs(number):,}"


def _times(number: int) -> str:
    return "once" if number == 1 else f"{number:,} times"
