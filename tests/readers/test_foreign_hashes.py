"""A password from elsewhere opens its account, becomes Argon2id with that, and costs what any other costs."""

from collections import Counter
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import (
    Argon2PasswordHasher,
    BCryptPasswordHasher,
    BCryptSHA256PasswordHasher,
    PBKDF2SHA1PasswordHasher,
    ScryptPasswordHasher,
    get_hasher,
    make_password,
    verify_password,
)
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from standfirst.readers import equal_work
from standfirst.readers.arriving import Arrival, open_accounts
from standfirst.readers.foreign_hashes import ForeignHasher
from standfirst.readers.hashing import OF_THE_HOUSE, DjangoArgon2, PooledArgon2Hasher
from standfirst.readers.models import ForeignWork, Reader
from standfirst.readers.recognising_hashes import CannotBeChecked, as_kept
from tests.readers.cast import Post

PASSWORD = "Tulip9 orchard"

# Made by PHP itself: phpass's own example, crypt_blowfish's first one, and two of WordPress 6.8.
PHPASS = "$P$9IQRaTwmfeRo7ud9Fh4E2PdI0S3r.L0"
BCRYPT = "$2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW"
WORDPRESS = "$wp$2y$10$qeleDSuDaeZO5fBsEqFReeWdlqaDnBDBzB16hFgsFnhN9qFBIihvm"


def by_django(hasher: Any) -> str:
    hasher.rounds = 4
    return str(hasher.encode(PASSWORD, hasher.salt()))


KNOWN = [
    (PHPASS, "test12345"),
    (PHPASS.replace("$P$", "$H$"), "test12345"),
    (BCRYPT, "U*U"),
    (BCRYPT.replace("$2a$", "$2y$"), "U*U"),
    (WORDPRESS, "BigBike@2026"),
    (by_django(BCryptPasswordHasher()), PASSWORD),
    (by_django(BCryptSHA256PasswordHasher()), PASSWORD),
    (by_django(PBKDF2SHA1PasswordHasher()), PASSWORD),
    (by_django(ScryptPasswordHasher()), PASSWORD),
    (by_django(Argon2PasswordHasher()), PASSWORD),
]


@pytest.mark.parametrize(("hashed", "password"), KNOWN, ids=[hashed[:12] for hashed, _password in KNOWN])
def test_the_right_password_fits_and_no_other(hashed: str, password: str) -> None:
    kept = as_kept(hashed)
    assert verify_password(password, kept) == (True, True), "it fits, and is to be hashed anew"
    for other in (password + " ", password.swapcase(), password[:-1], ""):
        assert not verify_password(other, kept)[0]


def test_bcrypt_is_never_opened_by_a_password_that_it_did_not_see_whole() -> None:
    hasher = BCryptPasswordHasher()
    hasher.rounds = 4
    kept = as_kept(hasher.encode("x" * 72, hasher.salt()))
    assert verify_password("x" * 72, kept)[0]
    assert not verify_password("x" * 73, kept)[0]
    long = BCryptSHA256PasswordHasher()
    long.rounds = 4
    kept = as_kept(long.encode("x" * 100, long.salt()))
    assert [verify_password("x" * length, kept)[0] for length in (99, 100, 101)] == [False, True, False]


@pytest.mark.parametrize(
    "hashed",
    [
        "5f4dcc3b5aa765d61d8327deb882cf99",
        "$1$abcdefgh$irWbblnpmw.5z7wgBnprh0",
        "plain words",
        BCRYPT.replace("$05$", "$31$"),
        BCRYPT[:-1],
        "$P$Z" + PHPASS[4:],
        "pbkdf2_sha256$99999999$salt$" + "a" * 43 + "=",
        "scrypt$1048576$salt$8$1$" + "a" * 86 + "==",
        "argon2$argon2id$v=19$m=1048576,t=9,p=1$c2FsdHNhbHRzYWx0$" + "a" * 43,
        "md5$salt$" + "0" * 32,
    ],
)
def test_a_hash_that_is_unknown_or_costs_beyond_measure_is_not_taken(hashed: str) -> None:
    with pytest.raises(CannotBeChecked) as refused:
        as_kept(hashed)
    assert hashed not in str(refused.value)


@pytest.mark.parametrize("hashed", ["", "  ", "!", "!gvX3Z0abc"])
def test_no_password_is_none(hashed: str) -> None:
    assert as_kept(hashed) == ""


@given(st.text(max_size=150))
def test_whatever_stands_in_the_column_is_either_taken_or_refused(text: str) -> None:
    try:
        kept = as_kept(text)
    except CannotBeChecked:
        return
    assert kept == "" or equal_work.work_of(kept) is not None or kept.startswith(OF_THE_HOUSE)


@given(st.integers(min_value=4, max_value=12), st.integers(min_value=4, max_value=12))
def test_what_is_left_of_bcrypts_work_is_a_sum_of_its_costs(dear: int, cheap: int) -> None:
    left = max((1 << dear) - (1 << cheap), 0)
    assert left == sum(1 << cost for cost in range(4, left.bit_length()) if left >> cost & 1)


def an_account(email: str, hashed: str) -> Reader:
    (reader,) = open_accounts([Arrival(email, password=as_kept(hashed), confirmed=True)])
    return reader


@pytest.mark.django_db
def test_the_first_sign_in_makes_it_argon2id_and_the_password_stays() -> None:
    reader = an_account("ann@example.com", WORDPRESS)
    assert Client().post("/sign-in/", {"email": reader.email, "password": "wrong"}).status_code != 303
    assert Reader.objects.get().password.startswith("wordpress$")
    for _ in range(2):
        assert Client().post("/sign-in/", {"email": reader.email, "password": "BigBike@2026"}).status_code == 303
        assert Reader.objects.get().password.startswith(OF_THE_HOUSE)


@pytest.fixture
def work_done(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """How much of each kind of work was done, whether to check somebody or for nothing."""
    done: Counter[str] = Counter()

    def counted(hasher: Any, name: str, cost: Any) -> None:
        run = getattr(hasher, name)

        def count_and_run(*args: Any, **kwargs: Any) -> Any:
            done.update(cost(*args))
            return run(*args, **kwargs)

        monkeypatch.setattr(hasher, name, count_and_run)

    def checked(_password: str, encoded: str) -> dict[str, int]:
        work = equal_work.work_of(encoded)
        return {work[0]: work[1]} if work else {"house": 1}

    for algorithm in ("bcrypt", "wordpress", "bcrypt_sha256", "phpass", "pbkdf2_sha256", "scrypt"):
        hasher = get_hasher(algorithm)
        assert isinstance(hasher, ForeignHasher)
        counted(hasher, "verify", checked)
        counted(hasher, "spend", lambda units, kind=hasher.work: {kind: units})
    house = get_hasher("argon2")
    assert isinstance(house, PooledArgon2Hasher)
    counted(house, "verify", checked)
    counted(house, "encode", lambda *_: {"house": 1})
    counted(DjangoArgon2, "spend", lambda units: {DjangoArgon2.work: units})
    return done


@pytest.mark.django_db
def test_a_try_costs_the_same_whether_somebody_is_known_and_however_their_password_is_kept(
    work_done: Counter[str],
) -> None:
    an_account("phpass@example.com", PHPASS)
    an_account("cheap@example.com", BCRYPT)
    an_account("wordpress@example.com", WORDPRESS)
    an_account("django@example.com", by_django(Argon2PasswordHasher()))
    an_account("none@example.com", "")
    Reader.objects.create_user("house@example.com", PASSWORD)
    names = ("phpass", "cheap", "wordpress", "django", "none", "house", "nobody")
    costs = []
    for name in names:
        work_done.clear()
        Client().post("/sign-in/", {"email": f"{name}@example.com", "password": "Wrong 1 password"})
        costs.append(dict(work_done))
    assert costs == [{"house": 1, "bcrypt": 1024, "phpass": 2048, DjangoArgon2.work: 2}] * len(names)


@pytest.mark.django_db
def test_a_house_without_foreign_hashes_pays_for_none(work_done: Counter[str]) -> None:
    Client().post("/sign-in/", {"email": "nobody@example.com", "password": "Wrong 1 password"})
    assert work_done == {"house": 1}


@pytest.mark.django_db
def test_when_the_last_of_a_kind_has_gone_nobody_pays_for_it_any_more() -> None:
    an_account("dear@example.com", WORDPRESS)
    an_account("cheap@example.com", BCRYPT)
    an_account("phpass@example.com", PHPASS)
    Reader.objects.filter(email__in=["dear@example.com", "phpass@example.com"]).update(password=make_password(None))
    assert equal_work.kinds_gone() == {"phpass"}
    assert equal_work.recount() == 1
    assert list(ForeignWork.objects.values_list("kind", "units")) == [("bcrypt", 32)]
    Reader.objects.all().delete()
    assert equal_work.recount() == 1
    assert not ForeignWork.objects.exists()


@pytest.mark.django_db
def test_an_address_that_nobody_confirmed_is_confirmed_by_whoever_opens_its_account_with_a_mailed_code(
    post: Post,
) -> None:
    open_accounts([Arrival("ann@example.com", password=as_kept(PHPASS))])
    browser = Client()
    assert browser.post("/sign-in/", {"email": "ann@example.com", "password": "test12345"}).status_code != 303
    assert not EmailAddress.objects.get().verified
    browser.post("/sign-in/code/", {"email": "ann@example.com"})
    assert browser.post("/sign-in/code/enter/", {"code": post.code()}).status_code == 303
    assert EmailAddress.objects.get().verified
