"""The product's hasher, with a book of what it was asked: how often somebody's guess really reached a hash."""

from standfirst.readers.hashing import PooledArgon2Hasher


class CountingHasher(PooledArgon2Hasher):
    """``verified`` and ``encoded`` are shared by all threads; list.append is one step."""

    verified: list[str] = []
    encoded: list[str] = []

    def verify(self, password: str, encoded: str) -> bool:
        self.verified.append(encoded)
        return super().verify(password, encoded)

    def encode(self, password: str, salt: str) -> str:
        self.encoded.append(salt)
        return super().encode(password, salt)

    @classmethod
    def forget(cls) -> None:
        cls.verified.clear()
        cls.encoded.clear()
