"""What editors set counts for the next comment: numbers, words, and whether the model may hold."""

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from standfirst.discussion.models import ModelState, ModerationRules, WordList
from standfirst.discussion.moderating.in_force import rules_in_force
from standfirst.discussion.moderating.model_files import LARGEST, NotThatModel, load, store
from standfirst.discussion.moderating.rules import Rules
from standfirst.discussion.moderating.scoring import TextModel
from standfirst.discussion.moderating.verdicts import Say
from tests.discussion.moderating.drafts import decided, reasons

pytestmark = pytest.mark.django_db


def a_state(model: TextModel, **told: object) -> ModelState:
    name, digest = store(model)
    measured = {"decisions": 500, "held_out": 100, "rejected": 40, "flagged": 30, "right": 28, "bar": 0.9}
    return ModelState.objects.create(made_at=timezone.now(), file=name, digest=digest, **{**measured, **told})


VERMIN = TextModel(1, 0.8, -1.0, {"vermin": 9.0})


def test_a_newsroom_that_has_set_nothing_goes_by_the_defaults_of_the_house() -> None:
    there, house = rules_in_force(), Rules()
    same = [name for name in Rules.__dataclass_fields__ if name not in {"own_hosts"}]
    assert {name: getattr(there, name) for name in same} == {name: getattr(house, name) for name in same}


def test_what_is_set_counts_at_once() -> None:
    rules = ModerationRules.objects.create(newcomers_first=3, rejected_percent=45, own_hosts="www.Our.example\n")
    assert (rules_in_force().newcomers_first, rules_in_force().rejected_share) == (3, 0.45)
    assert "our.example" in rules_in_force().own_hosts
    rules.newcomers_first = 0
    rules.save()
    assert rules_in_force().newcomers_first == 0


def test_words_count_as_soon_as_they_are_listed_and_no_longer_than_that() -> None:
    listed = WordList.objects.create(language="en", kind=WordList.BANNED, words="idiot*  # and idiotic\n\n# a note\n")
    assert decided("1d!otic", rules=rules_in_force()).say is Say.REJECT
    listed.words = "scum"
    listed.save()
    assert decided("1d!otic", rules=rules_in_force()).say is Say.PUBLISH
    listed.delete()
    assert reasons("Scum", rules=rules_in_force()) == []


def test_a_list_says_which_of_its_lines_cannot_be_used() -> None:
    listed = WordList(language="en", kind=WordList.SUSPECT, words="fine\nf*ne\n*\nx\n*ab\n" + "y" * 90)
    with pytest.raises(ValidationError) as refused:
        listed.full_clean()
    assert refused.value.message_dict["words"] == [
        "Change line 2: a star can stand only at an end; line 3: a star alone finds everything; "
        "line 4: one letter would be found everywhere; line 5: with a star in front it needs three letters; "
        "line 6: keep it to 80 characters."
    ]


def test_there_is_one_list_of_a_kind_for_a_language() -> None:
    WordList.objects.create(language="en", words="one")
    with pytest.raises(ValidationError, match="There is such a list"):
        WordList(language="en", words="two").full_clean()
    with pytest.raises(ValidationError, match="small letters of a language"):
        WordList(language="EN", words="two").full_clean()


def test_sites_of_your_own_are_names_without_an_address() -> None:
    with pytest.raises(ValidationError, match=r"not https://our\.example/"):
        ModerationRules(own_hosts="https://our.example/").full_clean()


def test_a_model_that_passed_the_bar_holds_and_goes_back_into_the_shadow_when_the_bar_is_raised() -> None:
    a_state(VERMIN)
    assert decided("They are vermin", rules=rules_in_force()).say is Say.HOLD
    rules = ModerationRules.objects.create(bar_percent=95)
    assert decided("They are vermin", rules=rules_in_force()).words[0].reason == "model_in_the_shadow"
    rules.bar_percent, rules.model = 90, ModerationRules.WATCH
    rules.save()
    assert decided("They are vermin", rules=rules_in_force()).say is Say.PUBLISH
    rules.model = ModerationRules.OFF
    rules.save()
    assert rules_in_force().model is None


def test_a_model_comes_back_from_its_file_as_it_was() -> None:
    model = TextModel(3, 0.75, -0.5, {"a": 1.0, "~<x": -2.5, "b c": 0.25, "ü": 3})
    again = load(*store(model))
    assert (again.version, again.threshold, again.bias, again.weights) == (3, 0.75, -0.5, model.weights)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"[]",
        b"\x80\x04cposix\nsystem\n",
        b'{"format":"other"}',
        b'{"format":"standfirst-comment-model-1","version":1,"threshold":0.5,"bias":0,"weights":{"a":NaN}}',
        b'{"format":"standfirst-comment-model-1","version":1,"threshold":0.5,"bias":0,"weights":{"a":1e999}}',
        b'{"format":"standfirst-comment-model-1","version":1,"threshold":0.5,"bias":0,"weights":{"a":true}}',
        b'{"format":"standfirst-comment-model-1","version":1,"threshold":7,"bias":0,"weights":{}}',
        b'{"format":"standfirst-comment-model-1","version":"1","threshold":0.5,"bias":0,"weights":{}}',
        b"[" * 100_000,
        b" " * (LARGEST + 1),
    ],
    ids=range(11),
)
def test_a_file_that_is_no_model_is_not_used_even_if_its_digest_is_right(content: bytes) -> None:
    import hashlib

    from django.core.files.base import ContentFile
    from django.core.files.storage import storages

    name = storages["private"].save("comment-models/x.json", ContentFile(content))
    with pytest.raises(NotThatModel):
        load(name, hashlib.sha256(content).hexdigest())


def test_a_file_that_was_changed_or_is_gone_leaves_the_other_phases_to_decide(caplog: pytest.LogCaptureFixture) -> None:
    state = a_state(VERMIN)
    ModelState.objects.filter(pk=state.pk).update(digest="0" * 64)
    assert rules_in_force().model is None
    assert decided("They are vermin", rules=rules_in_force()).say is Say.PUBLISH
    gone = a_state(VERMIN)
    ModelState.objects.filter(pk=gone.pk).update(file="comment-models/gone.json")
    assert rules_in_force().model is None
    assert "the comment model is not used" in caplog.text
