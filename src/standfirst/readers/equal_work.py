"""
The same work for every try to sign in, whoever's password it is and however that is kept.

A try costs one Argon2id of the house and, while accounts with foreign hashes are there, of each kind of work as much as
the costliest of them. What a check did not do is done afterwards for nothing: else the time would tell who has an
account, and who has not signed in since the old system.
"""

from collections.abc import Iterable
from functools import cache

from django.contrib.auth.hashers import get_hasher, identify_hasher, make_password
from django.db import transaction

from standfirst.readers.foreign_hashes import ForeignHasher
from standfirst.readers.hashing import OF_THE_HOUSE, DjangoArgon2
from standfirst.readers.models import ForeignWork, Reader

_ALGORITHMS = ("bcrypt", "phpass", "pbkdf2_sha256", "pbkdf2_sha1", "scrypt")
_MANY = 2_000


def work_of(encoded: str) -> tuple[str, int] | None:
    """The kind of foreign work that checking ``encoded`` is, and how many units; None for a hash of the house."""
    if DjangoArgon2.made(encoded):
        return DjangoArgon2.work, DjangoArgon2.units(encoded)
    try:
        hasher = identify_hasher(encoded)
    except ValueError:
        return None
    return (hasher.work, hasher.units(encoded)) if isinstance(hasher, ForeignHasher) else None


def make_up(encoded: str, *, right: bool) -> None:
    """
    Do what a check of ``encoded`` ("" where there was no account) left undone. Raises Busy.

    ``right``: the password was; then a foreign one was hashed anew in the way of the house already.
    """
    done = work_of(encoded)
    if done is not None and not right:
        make_password("nobody")
    for kind, units in ForeignWork.objects.order_by("kind").values_list("kind", "units"):
        left = units - (done[1] if done is not None and done[0] == kind else 0)
        if left > 0:
            _doers()[kind].spend(left)


def expect(hashes: Iterable[str]) -> None:
    """From now on every try costs what these do. Call it in the transaction that brings them in."""
    most = _most(hashes)
    if not most:
        return
    with transaction.atomic():
        known = dict(ForeignWork.objects.select_for_update().filter(kind__in=most).values_list("kind", "units"))
        for kind, units in most.items():
            if units > known.get(kind, 0):
                ForeignWork.objects.update_or_create(kind=kind, defaults={"units": units})


def kinds_gone() -> set[str]:
    """The kinds of work that no hash asks for any more."""
    expected = set(ForeignWork.objects.values_list("kind", flat=True))
    return expected - _most(_left()).keys() if expected else set()


def recount() -> int:
    """
    Look what foreign hashes are left, and expect no more than they cost; how many kinds of work are gone.

    Every try gets quicker with it. Done every night.
    """
    if not ForeignWork.objects.exists():
        return 0
    with transaction.atomic():
        # Whoever brings hashes in meanwhile waits for these rows, or adds others.
        before = dict(ForeignWork.objects.select_for_update().values_list("kind", "units"))
        most = _most(_left())
        for kind in before.keys() & most.keys():
            ForeignWork.objects.filter(kind=kind).update(units=most[kind])
        gone = before.keys() - most.keys()
        ForeignWork.objects.filter(kind__in=gone).delete()
    return len(gone)


def _left() -> Iterable[str]:
    """Every password but those of the house."""
    readers = Reader.objects.exclude(password__startswith=OF_THE_HOUSE).exclude(password__startswith="!")
    return readers.values_list("password", flat=True).iterator(_MANY)


def _most(hashes: Iterable[str]) -> dict[str, int]:
    most: dict[str, int] = {}
    for work in map(work_of, hashes):
        if work is not None:
            most[work[0]] = max(work[1], most.get(work[0], 0))
    return most


@cache
def _doers() -> dict[str, ForeignHasher | type[DjangoArgon2]]:
    found: dict[str, ForeignHasher | type[DjangoArgon2]] = {DjangoArgon2.work: DjangoArgon2}
    for algorithm in _ALGORITHMS:
        hasher = get_hasher(algorithm)
        assert isinstance(hasher, ForeignHasher)
        found[hasher.work] = hasher
    return found
