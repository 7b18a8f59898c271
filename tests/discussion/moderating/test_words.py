"""Listed words are found whatever they are dressed as, other words are left alone, and the time goes by the length."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standfirst.discussion.moderating.folding import fold
from standfirst.discussion.moderating.matching import MOST_FOUND, Listed, Words
from standfirst.discussion.moderating.searching import Searcher
from standfirst.discussion.moderating.verdicts import Say
from tests.discussion.moderating.drafts import banned, decided

LISTS = Words(
    [
        Listed("idiot*", True, "en"),
        Listed("scum", True, "en"),
        Listed("ass", True, "en"),
        Listed("kkk", True, "en"),
        Listed("*troll*", False, "en"),
        Listed("kill yourself", False),
        Listed("🐒", False),
        Listed("сука", True, "ru"),
        Listed("حمار", True, "ar"),
        Listed("βλάκα", True, "el"),
        Listed("笨蛋", True, "zh"),
    ]
)


def found(text: str, language: str = "en-GB") -> list[str]:
    return [one.entry for one in LISTS.found_in(fold(text, language), language, text)]


@pytest.mark.parametrize(
    "written",
    [
        "idiot",
        "IDIOTIC",
        "İdiot",
        "ıdıot",
        "ïdïöt",
        "i\u0336d\u0336iot",
        "idi0t!",
        "1d!0t",
        "id1ot",
        "|diot",
        "!d!ot",
        "і\u0501іоt",
        "ΙDΙΟΤ",
        "ｉｄｉｏｔ",
        "𝓲𝓭𝓲𝓸𝓽",
        "𝕴𝖉𝖎𝖔𝖙",
        "ⓘⓓⓘⓞⓣ",
        "🅸🅳🅸🅾🆃",
        "🇮🇩🇮🇴🇹",
        "ᵢ\u0501ᵢₒₜ",
        "ɪᴅɪᴏᴛ",
        "i\u200bd\u00adiot",
        "i\u202ediot",
        "id-iot",
        "i.d.i.o.t",
        "i d i o t",
        "i_d_i_o_t",
        "i  d  i  o  t",
        "idiooooot",
        "iiidiiiot",
        "*idiot*",
        "“idiot”",
        "idiot.That",
        "d'idiot idiot",
        "an idi*t",
        "idiot" + "\u0301" * 500,
    ],
)
def test_a_banned_word_is_found_in_every_dress(written: str) -> None:
    assert found(f"He is {written} again") == ["idiot*"]


@pytest.mark.parametrize(
    "written",
    [
        "first class, you assess and pass",
        "455 and 4 5 5",
        "kk, ok",
        "scummer",
        "an id, iota of it",
        "a I d",
        "kill, myself",
    ],
)
def test_other_words_are_left_alone(written: str) -> None:
    assert found(written) == []


def test_a_star_stands_for_letters_and_several_words_are_found_together() -> None:
    assert found("Controlling patrolled") == ["*troll*"]
    assert found("Go and kiIl  yourself.") == ["kill yourself"]
    assert found("assss") == found("a$$") == ["ass"]
    assert found("Long live the KKK") == ["kkk"]
    assert found("You 🐒!") == ["🐒"]


def test_lists_go_by_language_and_each_sees_through_the_letters_of_the_other_script() -> None:
    assert found("он сука", "ru") == found("он cykа", "ru") == ["сука"]
    assert found("he said cyka") == []
    assert found("يا حِمَــار", "ar") == found("يا حمار", "ar") == ["حمار"]
    assert found("ΒΛΑΚΑ", "el") == found("βλακα", "el") == ["βλάκα"]
    assert found("你这个笨蛋吗", "zh-Hans") == ["笨蛋"]
    assert found("kill yourself", "fr") == ["kill yourself"]


def test_a_banned_word_rejects_a_suspect_one_holds_and_both_are_told_as_they_were_spelt() -> None:
    lists = Words([Listed("idiot", True, "en"), Listed("troll", False, "en")])
    held = decided("A tr0ll!", words=lists)
    assert (held.say, held.words[0].details) == (Say.HOLD, {"words": ["troll"], "spelt": ["tr0ll!"]})
    assert decided("A troll and an 1diot", words=lists).words[0].details == {"words": ["idiot"], "spelt": ["1diot"]}


def test_suspect_words_do_not_crowd_out_a_banned_one() -> None:
    lists = Words([*(Listed(f"word{chr(97 + n)}", False) for n in range(20)), Listed("zebra", True)])
    text = " ".join(f"word{chr(97 + n)}" for n in range(20)) + " zebra"
    some = lists.found_in(fold(text, "en"), "en", text)
    assert len(some) == MOST_FOUND
    assert some[0].entry == "zebra"


@given(st.lists(st.text("abc", min_size=1, max_size=5), max_size=12), st.text("abc", max_size=60))
def test_the_searcher_finds_what_looking_at_every_place_finds(words: list[str], text: str) -> None:
    everywhere = sorted(
        (start + len(word) - 1, word)
        for word in set(words)
        for start in range(len(text))
        if text.startswith(word, start)
    )
    assert sorted(Searcher(words).found_in(text)) == everywhere


class Counted(str):
    """A text that counts how often a character of it is read."""

    reads = 0

    def __iter__(self):  # type: ignore[no-untyped-def]
        for character in str(self):
            Counted.reads += 1
            yield character


@pytest.mark.parametrize("unit", ["a", "ab", "a" * 30 + "b", "abc"])
def test_the_searcher_reads_each_character_once_however_many_words_there_are(unit: str) -> None:
    searcher = Searcher("a" * n + "c" for n in range(1, 90))
    Counted.reads = 0
    list(searcher.found_in(Counted((unit * 20_000)[:20_000])))
    assert Counted.reads == 20_000


@pytest.mark.parametrize(
    "unit",
    [
        "a",
        "a b ",
        "a.",
        "aaab ",
        "aaaa.bbbb ",
        "a" + "\u0301" * 50,
        "\u0301\u0323",
        "\ufdfa",
        "1!|0 ",
        "中",
        "-",
        "🇮",
        "İ",
    ],
)
def test_a_text_is_read_in_a_few_ways_of_its_own_length(unit: str) -> None:
    text = (unit * 20_000)[:20_000]
    folded = fold(text, "en")
    assert sum(map(len, folded.readings)) + len(folded.spelled_out) <= 5 * len(text)


@given(st.text(max_size=80))
def test_a_word_is_found_in_the_middle_of_anything(text: str) -> None:
    assert "scum" in [one.entry for one in banned("scum").found_in(fold(f"{text} scum {text}", "en"), "en", text)]
