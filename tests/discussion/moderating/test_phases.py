"""Each phase: what it lets through, what it holds, what it rejects, and what it tells."""

from datetime import timedelta

import pytest

from standfirst.discussion.moderating.draft import AuthorRecord, Recent, StoryRecord
from standfirst.discussion.moderating.phases.links import hosts_in
from standfirst.discussion.moderating.scoring import TextModel
from standfirst.discussion.moderating.sentences import sentence
from standfirst.discussion.moderating.verdicts import Say
from tests.discussion.moderating.drafts import A_REGULAR, AN_OPINION, NOW, before, decided, reasons


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", ["empty"]),
        (" \n\u2003", ["empty"]),
        ("x" * 5_001, ["too_long"]),
        ("x\n" * 1_900, ["too_many_lines"]),
        ("@amelia " * 11, ["too_many_mentions"]),
        ("@amelia " * 10, []),
        ("mail me at a@b.example, c@d.example" + " @ 3 pence" * 20, []),
    ],
)
def test_length(text: str, told: list[str]) -> None:
    assert reasons(text) == told


def test_ten_thousand_lines_and_a_thousand_mentions_are_refused() -> None:
    assert reasons("x\n" * 10_000, most_characters=50_000) == ["too_many_lines"]
    assert reasons("@a " * 1_000) == ["too_many_mentions"]


@pytest.mark.parametrize(
    ("state", "told"),
    [
        ("open", []),
        ("slow", []),
        ("premoderated", ["premoderated"]),
        ("read_only", ["read_only"]),
        ("closed", ["closed"]),
        ("melted", ["phase_failed"]),
    ],
)
def test_the_state_of_the_story(state: str, told: list[str]) -> None:
    assert reasons(story=StoryRecord(state)) == told


def test_a_risky_story_without_a_moderator_holds_and_so_does_a_sanction() -> None:
    assert reasons(story=StoryRecord(unattended=True)) == ["unattended"]
    assert reasons(author=AuthorRecord(published=9, held_always=True)) == ["held_always"]


def test_three_seconds_lie_between_two_comments_wherever_they_stand() -> None:
    word = decided(recent=(before("Before.", seconds=1.2),)).words[0]
    assert (word.say, word.reason, word.details) == (Say.REJECT, "too_fast", {"wait": 2})
    assert reasons(recent=(before("Before.", seconds=3),)) == []


def test_a_clock_that_went_back_makes_nobody_wait_longer_than_the_rule() -> None:
    ahead = Recent("Before.", NOW + timedelta(hours=1))
    assert decided(recent=(ahead,)).words[0].details == {"wait": 3}


def test_a_slow_story_counts_its_own_comments_alone() -> None:
    elsewhere, here = before("Elsewhere.", seconds=10), before("Here.", seconds=10, here=True)
    assert reasons(story=StoryRecord("slow"), recent=(elsewhere,)) == []
    assert decided(story=StoryRecord("slow"), recent=(here,)).words[0].details == {"wait": 50, "between": 60}
    assert reasons(recent=(here,)) == []


def test_an_hour_has_room_for_so_many() -> None:
    many = tuple(before(f"Comment {n}.", seconds=60 * (n + 1)) for n in range(5))
    assert decided(recent=many, most_in_an_hour=5).words[0].details == {"wait": 3_300, "most": 5}
    assert reasons(recent=many, most_in_an_hour=6) == []


@pytest.mark.parametrize(
    ("again", "told"),
    [
        (AN_OPINION, ["repeated"]),
        (AN_OPINION.upper() + "!!", ["repeated"]),
        (AN_OPINION.replace("o", "о"), ["repeated"]),  # in Cyrillic
        ("Today I ask again, and I ask all of you: " + AN_OPINION * 3, []),
        ("A council that knew about a bridge in spring could have done something.", []),
    ],
)
def test_who_says_the_same_again_is_refused(again: str, told: list[str]) -> None:
    assert reasons(again, recent=(before(AN_OPINION, seconds=900),)) == told


def test_what_is_nearly_the_same_is_held_and_what_is_short_or_long_ago_is_not() -> None:
    long = " ".join(f"word{n} and" for n in range(80))
    nearly = decided(long + " changed", recent=(before(long, seconds=900),)).words[0]
    assert (nearly.say, nearly.reason) == (Say.HOLD, "nearly_repeated")
    assert reasons("I agree.", recent=(before("I agree.", seconds=900),)) == []
    assert reasons(recent=(before(AN_OPINION, seconds=25 * 3_600),)) == []


def test_links() -> None:
    one, two = "See https://a.example/x?y", "See https://a.example and www.b.example:80/"
    assert reasons(one) == []
    assert decided(two).words[0].details == {"links": 2, "hosts": ["a.example", "b.example"]}
    assert reasons(two, own_hosts=("a.example",)) == []
    assert reasons(one, author=AuthorRecord()) == ["links"]
    assert reasons(two, links_held_from=0, author=AuthorRecord()) == []
    assert hosts_in("HTTPS://bank.example@evil.example/ buy at cheap.shop now, e.g. a.b or 3.14") == [
        "evil.example",
        "cheap.shop",
    ]


def test_newcomers_are_held_until_enough_of_theirs_stand() -> None:
    assert reasons(author=AuthorRecord(published=1), newcomers_first=2) == ["newcomer"]
    assert reasons(author=AuthorRecord(published=2), newcomers_first=2) == []
    assert reasons(author=AuthorRecord(trusted=True), newcomers_first=2) == []


def test_who_was_often_rejected_lately_is_held() -> None:
    assert reasons(author=AuthorRecord(published=9, decided=10, rejected=3)) == ["often_rejected"]
    assert reasons(author=AuthorRecord(published=9, decided=2, rejected=2)) == []


def test_reports() -> None:
    assert reasons(reports=2) == []
    assert reasons(reports=3) == ["reported"]
    assert reasons(author=AuthorRecord(published=9, reported=3)) == ["reported_author"]
    assert reasons(author=AuthorRecord(published=9, reported=3, trusted=True)) == []


def test_the_model_in_the_shadow_tells_and_changes_nothing() -> None:
    model = TextModel(7, 0.8, -1.0, {"vermin": 9.0, "~<ver": 1.0, "the": -0.1})
    shadow = decided("They are vermin", model=model)
    assert (shadow.say, shadow.words[0].reason) == (Say.PUBLISH, "model_in_the_shadow")
    held = decided("They are vermin", model=model, model_decides=True)
    assert (held.say, held.words[0].details) == (Say.HOLD, {"percent": 99, "words": ["vermin"], "version": 7})
    assert reasons("They are people", model=model, model_decides=True) == []


def test_what_is_said_reads_as_a_sentence() -> None:
    assert sentence("newcomer", {"first": 3, "published": 1}) == (
        "The first 3 comments of a reader are held; 1 of this one’s are published."
    )
    assert sentence("banned_words", {"words": ["idiot*"], "spelt": ["1d!ot"]}) == (
        "It uses a banned word: “idiot*”, written “1d!ot”."
    )
    assert sentence("never_heard_of", {}) == "Never heard of"
    assert A_REGULAR.published
