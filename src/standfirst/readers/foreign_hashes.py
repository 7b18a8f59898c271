"""
Passwords as other systems keep them, checked here until their reader has signed in once: then they are Argon2id.

Each hasher runs in the pool of ``hashing``. Each says what a hash costs in units of the ``work`` it does, and can do
any number of units for nothing: ``equal_work`` needs both, so that the time tells nobody whose password is kept how.
"""

import base64
import hashlib
import hmac
from typing import Any, ClassVar

import bcrypt
from django.contrib.auth.hashers import BasePasswordHasher, PBKDF2PasswordHasher, ScryptPasswordHasher
from django.utils.crypto import constant_time_compare, pbkdf2

from standfirst.readers.hashing import in_turn

BCRYPT_BYTES = 72
"""bcrypt looks at no more of a password. What is longer never opens one: nobody could say that its end is right."""

_BCRYPT_LETTERS = b"./ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
_PHPASS_LETTERS = "./0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_SALT = b"standfirst-equal"


class ForeignHasher(BasePasswordHasher):
    """A hash is kept as Django keeps them: the name of the algorithm, ``$``, and the hash as it was brought in."""

    work: ClassVar[str]

    def units(self, encoded: str) -> int:
        """What checking ``encoded`` costs."""
        raise NotImplementedError

    def spend(self, units: int) -> None:
        """Do that much work and forget the result. Raises Busy."""
        raise NotImplementedError

    def encode(self, password: str, salt: str) -> str:
        """Never called: a new password is hashed by the hasher of the house. Raises TypeError."""
        raise TypeError(f"no new password is kept as {self.algorithm}")

    def salt(self) -> str:
        """None that could be used: see ``encode``."""
        return ""

    def decode(self, encoded: str) -> dict[str, Any]:
        """The name and what it costs, for staff."""
        return {"algorithm": self.algorithm, "cost": self.units(encoded)}

    def safe_summary(self, encoded: str) -> Any:
        """What may be shown of a hash: nothing of its letters."""
        return {"algorithm": self.algorithm, "cost": self.units(encoded)}

    def must_update(self, encoded: str) -> bool:
        """Always: it is to become Argon2id."""
        return True

    def harden_runtime(self, password: str, encoded: str) -> None:
        """``equal_work`` does it for all."""


class BcryptHasher(ForeignHasher):
    """``$2a$``, ``$2b$`` and ``$2y$``, as Ghost, Laravel, Drupal and Django's plain bcrypt keep them."""

    algorithm = "bcrypt"
    work = "bcrypt"

    def units(self, encoded: str) -> int:
        """Rounds of the key schedule: two to the power of the cost."""
        return int(1 << int(encoded.split("$")[-2]))

    def spend(self, units: int) -> None:
        """In powers of two from 16 on, the least there is: what adds up to the cost of any hash."""
        for cost in range(4, units.bit_length()):
            if units >> cost & 1:
                in_turn(bcrypt.hashpw, b"nobody", b"$2b$%02d$" % cost + _BCRYPT_LETTERS[:21] + b"O")

    def verify(self, password: str, encoded: str) -> bool:
        hashed = encoded[encoded.index("$2") :].encode()
        key = self.key(password)
        found = in_turn(bcrypt.hashpw, key[:BCRYPT_BYTES].replace(b"\0", b"?"), hashed[:29])
        # The prefix may come back as another of its names; it was the same function.
        return constant_time_compare(found[7:], hashed[7:]) and len(key) <= BCRYPT_BYTES and b"\0" not in key

    def key(self, password: str) -> bytes:
        """What is handed to bcrypt."""
        return password.encode()


class DjangoBcryptHasher(BcryptHasher):
    """Django's ``bcrypt_sha256``: the SHA-256 of the password in hexadecimal, so that all of it counts."""

    algorithm = "bcrypt_sha256"

    def key(self, password: str) -> bytes:
        return hashlib.sha256(password.encode()).hexdigest().encode()


class WordPressHasher(BcryptHasher):
    """
    WordPress from 6.8 on, ``$wp$2y$``: bcrypt of the Base64 of an HMAC-SHA384 of the password.

    The key of the HMAC is no secret; it only keeps these hashes apart (``wp_hash_password`` in WordPress 6.8).
    """

    algorithm = "wordpress"

    def key(self, password: str) -> bytes:
        return base64.b64encode(hmac.digest(b"wp-sha384", password.encode(), "sha384"))


class PhpassHasher(ForeignHasher):
    """The portable hashes of phpass, ``$P$`` and ``$H$``: WordPress before 6.8, phpBB. MD5, some thousand times."""

    algorithm = "phpass"
    work = "phpass"

    def units(self, encoded: str) -> int:
        """Rounds of MD5."""
        return int(1 << _PHPASS_LETTERS.index(encoded[len("phpass$$P$")]))

    def spend(self, units: int) -> None:
        in_turn(_rounds, b"nobody", _SALT[:8], units)

    def verify(self, password: str, encoded: str) -> bool:
        hashed = encoded.removeprefix("phpass$")
        found = in_turn(_rounds, password.encode(), hashed[4:12].encode(), self.units(encoded))
        return constant_time_compare(_phpass_letters(found), hashed[12:])


class PooledPBKDF2Hasher(PBKDF2PasswordHasher, ForeignHasher):
    """Django's default of many years."""

    work = "pbkdf2_sha256"

    def units(self, encoded: str) -> int:
        """Iterations."""
        return int(encoded.split("$")[1])

    def spend(self, units: int) -> None:
        in_turn(pbkdf2, "nobody", _SALT, units, digest=self.digest)

    def encode(self, password: str, salt: str, iterations: int | None = None) -> str:
        return in_turn(PBKDF2PasswordHasher.encode, self, password, salt, iterations)

    decode = PBKDF2PasswordHasher.decode
    harden_runtime = ForeignHasher.harden_runtime


class PooledPBKDF2SHA1Hasher(PooledPBKDF2Hasher):
    """Django's variant for systems that know only SHA-1."""

    algorithm = "pbkdf2_sha1"
    work = "pbkdf2_sha1"
    digest = hashlib.sha1


class PooledScryptHasher(ScryptPasswordHasher, ForeignHasher):
    """Django's scrypt, at its own N of 16,384 and r of 8."""

    work = "scrypt"

    def units(self, encoded: str) -> int:
        """Lanes, which are computed one after the other."""
        return int(encoded.split("$")[4])

    def spend(self, units: int) -> None:
        if units > 0:
            self.encode("nobody", _SALT.decode(), self.work_factor, self.block_size, units)

    def encode(self, password: str, salt: str, n: int | None = None, r: int | None = None, p: int | None = None) -> str:
        return in_turn(ScryptPasswordHasher.encode, self, password, salt, n, r, p)

    decode = ScryptPasswordHasher.decode
    harden_runtime = ForeignHasher.harden_runtime


def _rounds(password: bytes, salt: bytes, count: int) -> bytes:
    found = hashlib.md5(salt + password).digest()  # noqa: S324  what others kept; it goes at the first sign-in
    for _ in range(count):
        found = hashlib.md5(found + password).digest()  # noqa: S324
    return found


def _phpass_letters(raw: bytes) -> str:
    """Six bits a letter, the lowest first, each three bytes on their own."""
    letters = []
    for first in range(0, len(raw), 3):
        part = raw[first : first + 3]
        value = int.from_bytes(part, "little")
        letters += [_PHPASS_LETTERS[value >> 6 * place & 63] for place in range(len(part) + 1)]
    return "".join(letters)
