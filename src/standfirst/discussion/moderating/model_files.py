"""
What the model has learned, as a file: numbers by words, in JSON. Nothing in it can run.

A file has its version in its name, is written once, and is read only when it is the very one that the database names.
"""

import hashlib
import json
from math import isfinite
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import Storage, storages

from standfirst.discussion.moderating.scoring import TextModel

FORMAT = "standfirst-comment-model-1"
LARGEST = 16 * 1024 * 1024
"""Bytes."""
_MOST_WEIGHTS = 200_000
_LONGEST_FEATURE = 100
_HEAVIEST = 1_000_000.0


class NotThatModel(ValueError):
    """The file is gone, is another one, or is not what we write."""


def store(model: TextModel) -> tuple[str, str]:
    """Keep a model; its name in the private store and the SHA-256 of its bytes."""
    told = {
        "format": FORMAT,
        "version": model.version,
        "threshold": model.threshold,
        "bias": model.bias,
        "weights": model.weights,
    }
    content = json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode("utf-8", "replace")
    name = _store().save(f"comment-models/{model.version}.json", ContentFile(content))
    return name, hashlib.sha256(content).hexdigest()


def load(name: str, digest: str) -> TextModel:
    """The model in ``name``, which must be the one with ``digest``. Raises NotThatModel."""
    try:
        with _store().open(name) as file:
            content = file.read(LARGEST + 1)
    except (OSError, ValueError) as error:
        raise NotThatModel(f"{name} cannot be read") from error
    if len(content) > LARGEST or hashlib.sha256(content).hexdigest() != digest:
        raise NotThatModel(f"{name} is not the file that was written")
    try:
        return _checked(json.loads(content))
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise NotThatModel(f"{name} is not a model") from error


def remove(name: str) -> None:
    """Delete a file; one that is gone already is no mistake."""
    _store().delete(name)


def _checked(told: Any) -> TextModel:
    if told["format"] != FORMAT or not isinstance(told["version"], int):
        raise ValueError("format")
    weights = told["weights"]
    if (
        not isinstance(weights, dict)
        or len(weights) > _MOST_WEIGHTS
        or any(len(name) > _LONGEST_FEATURE for name in weights)
    ):
        raise ValueError("weights")
    numbers = [told["threshold"], told["bias"], *weights.values()]
    if not all(type(one) in {int, float} and isfinite(one) and abs(one) < _HEAVIEST for one in numbers):
        raise ValueError("numbers")
    if not 0 <= told["threshold"] <= 1:
        raise ValueError("threshold")
    return TextModel(told["version"], float(told["threshold"]), float(told["bias"]), weights)


def _store() -> Storage:
    return storages["private"]
