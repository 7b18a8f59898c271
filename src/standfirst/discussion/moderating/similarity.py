"""How much of one text stands in another, by a small digest of each."""

from functools import lru_cache
from itertools import pairwise
from zlib import crc32

from standfirst.discussion.moderating.folding import Folded

KEPT = 48
"""Numbers in a digest: the smallest of the hashes of all pairs of neighbouring words."""

_NEARLY = 0.999


def likeness(one: Folded, other: Folded) -> float:
    """
    From 0 to 1: the share of pairs of words that both have (their Jaccard index), estimated; exactly 1 for the same
    words in the same order, and for nothing else.
    """
    first, second = digest(one.whole), digest(other.whole)
    if first == second:
        return 1.0 if one.tokens == other.tokens else _NEARLY
    smallest = sorted(first | second)[:KEPT]
    shared = sum(number in first and number in second for number in smallest)
    return min(_NEARLY, shared / len(smallest))


@lru_cache(maxsize=2_048)
def digest(folded: str) -> frozenset[int]:
    """
    The smallest hashes of its pairs of words; the same in every process.

    Source: A. Broder, "On the resemblance and containment of documents", 1997 (bottom-k sketches).
    """
    words = folded.replace(".", " ").split()
    if len(words) < 2:
        # Without spaces there are no words to pair; four letters stand for them.
        whole = "".join(words)
        pieces = {whole[place : place + 4] for place in range(max(1, len(whole) - 3))}
    else:
        pieces = {f"{before} {after}" for before, after in pairwise(words)}
    return frozenset(sorted(crc32(piece.encode("utf-8", "surrogatepass")) for piece in pieces)[:KEPT])
