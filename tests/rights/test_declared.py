"""Every model that points at a reader is spoken for by the room that keeps it."""

from collections.abc import Iterator

import pytest
from django.apps import apps
from django.db import models

from standfirst.holdings import DeclaredTwice, Holding, declare, declared_models, holdings
from standfirst.readers.models import Reader


def points_at_a_reader(field: "models.Field[object, object]") -> bool:
    """A key to the reader, an opaque id of theirs, an address, or an uncertain pocket that may hold either."""
    if field.is_relation:
        return field.related_model is not None and issubclass(field.related_model, Reader)
    if isinstance(field, models.UUIDField):
        return "subject" in field.name
    return isinstance(field, models.EmailField) or field.name in {"email", "address", "args_kwargs", "session_data"}


def pointing() -> Iterator[str]:
    for model in apps.get_models(include_auto_created=True):
        if any(points_at_a_reader(field) for field in model._meta.local_fields + model._meta.local_many_to_many):
            yield model._meta.label


def test_no_model_that_points_at_a_reader_is_left_out() -> None:
    assert set(pointing()) - declared_models() == set(), "declare what you hold about a reader (standfirst.holdings)"


def test_the_search_for_such_models_finds_what_is_known_to_be_one() -> None:
    found = set(pointing())
    assert {"readers.Reader", "access.Unlock", "newsletters.Subscription", "sessions.Session"} <= found


def test_whatever_is_declared_is_there_and_says_in_words_what_it_is() -> None:
    labels = {model._meta.label for model in apps.get_models(include_auto_created=True)}
    assert declared_models() <= labels
    for holding in holdings():
        assert str(holding.name)
        assert str(holding.about).endswith(".")
        assert holding.key.isidentifier()


def test_two_holdings_of_one_key_are_refused() -> None:
    first = holdings()[0]
    other = Holding(first.key, "Other", "Other.", (), lambda _p: (), lambda _p: None, lambda _g, _k: None)
    with pytest.raises(DeclaredTwice):
        declare(other)
    declare(first)
