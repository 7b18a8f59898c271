from hypothesis import given
from hypothesis import strategies as st

from standfirst.access.levels import Level, Variant
from standfirst.frontdoor.answers import Answers, prepare
from standfirst.frontdoor.entries import EntryStore
from standfirst.frontdoor.plan import CachePlan
from tests.frontdoor.stage import Rendered


def answers(size: int = 1_000) -> Answers:
    plan = CachePlan()
    return prepare(Rendered(200, (("Content-Type", "image/png"),), b"x" * size, plan), plan, Variant.FULL, ())


def a_plan(*tags: str, level: Level = Level.FREE) -> CachePlan:
    return CachePlan(level, tags=frozenset(tags))


def put(store: EntryStore, key: str, *tags: str, size: int = 1_000) -> bool:
    return store.put(key.encode(), a_plan(*tags), Variant.FULL, answers(size))


@given(st.lists(st.tuples(st.sampled_from("abcdefghij"), st.integers(0, 6_000), st.booleans()), max_size=40))
def test_the_budget_holds_and_the_sum_is_right_whatever_happens(steps: list[tuple[str, int, bool]]) -> None:
    store = EntryStore(25_000)
    for key, size, drops in steps:
        if drops:
            store.drop(frozenset({key}))
        else:
            put(store, key, key, "shared", size=size)
        assert store.size <= store.budget
        assert store.size == sum(entry.size for entry in store.entries.values())
    store.drop(frozenset({"shared"}))
    assert store.size == 0
    assert not store.entries


def test_the_least_recently_used_entry_goes_first() -> None:
    store = EntryStore(12_000)
    for key in ("/a", "/b", "/c"):
        put(store, key)
    store.get(b"/a")
    put(store, "/d")
    put(store, "/e")
    assert b"/a" in store.entries
    assert b"/b" not in store.entries


def test_an_entry_falls_with_any_of_its_tags_and_not_with_others() -> None:
    store = EntryStore(1_000_000)
    put(store, "/a", "page:1", "lists")
    put(store, "/b", "page:2")
    assert store.drop(frozenset({"page:3"})) == 0
    assert store.drop(frozenset({"lists"})) == 1
    assert list(store.entries) == [b"/b"]


def test_everything_falls_with_the_site() -> None:
    store = EntryStore(1_000_000)
    put(store, "/a", "page:1")
    put(store, "/b")
    assert store.drop(frozenset({"site"})) == 2
    assert store.size == 0


def test_an_article_that_changed_its_level_keeps_no_variant_of_the_old_one() -> None:
    store = EntryStore(1_000_000)
    store.put(b"/a", a_plan("page:1"), Variant.FULL, answers())
    store.put(b"/a", a_plan("page:1", level=Level.REGISTERED), Variant.REGISTER, answers())
    entry = store.get(b"/a")
    assert entry is not None
    assert list(entry.variants) == [Variant.REGISTER]


def test_what_would_fill_a_quarter_of_the_memory_is_not_kept() -> None:
    store = EntryStore(10_000)
    assert not put(store, "/a", size=4_000)
    assert not store.entries


def test_a_refusal_is_remembered_for_its_time_until_something_changes() -> None:
    store = EntryStore(10_000)
    store.refuse(b"/a", until=100.0)
    assert store.refuses(b"/a", 99.0)
    assert not store.refuses(b"/a", 100.0)
    store.drop(frozenset({"page:1"}))
    assert not store.refuses(b"/a", 99.0)


def test_refusals_are_few() -> None:
    store = EntryStore(10_000)
    for number in range(5_000):
        store.refuse(b"/%d" % number, until=100.0)
    assert not store.refuses(b"/1", 0.0)
    assert store.refuses(b"/4999", 0.0)
