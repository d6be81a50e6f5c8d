"""Texts as arrays of hashed word shingles: the same words give the same numbers, on every machine, in every process.

Words are folded (case and punctuation do not count, nor do apostrophes). The hash of a word is a polynomial of its
bytes modulo 2**64, that of a shingle (so many words in a row) a polynomial of its words, so that a whole report is
hashed by a dozen vector operations: 5,648 news articles (6.0 million words) took 0.5 s to words this way, 4.6 s by a
regular expression and a dictionary of word hashes. Nothing here depends on ``hash()``.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TypeVar

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

Hashes = NDArray[np.uint64]
Places = NDArray[np.int64]
Number = TypeVar("Number", np.uint64, np.int64)

_MODULUS = 1 << 64
_BYTE_BASE = 0x9E3779B97F4A7C15
_BYTE_INVERSE = pow(_BYTE_BASE, -1, _MODULUS)
_WORD_BASE = 0xD1342543DE82EF95
_MIX = np.uint64(0xBF58476D1CE4E5B9)
_BETWEEN = "\n"
_TABLE_BITS = 24
_TABLE_SHIFT = np.uint64(64 - _TABLE_BITS)
# What stands inside words goes, what stands between them becomes a space; the rest of ASCII is told by the byte table.
_FOLDED = (("'", ""), ("’", ""), ("‘", ""), ("“", " "), ("”", " "), ("—", " "), ("–", " "), ("…", " "), ("\xa0", " "))
_WORD_BYTES = np.array([b >= 128 or chr(b).isalnum() for b in range(256)])


class Words(Struct, frozen=True, eq=False):
    """The word hashes of several units in a row; unit ``i`` has those from ``bounds[i]`` to ``bounds[i + 1]``."""

    hashes: Hashes
    bounds: Places


def hash_words(units: Sequence[str]) -> Words:
    """The hashes of the folded words of each text of ``units``."""
    lines = (unit.replace(_BETWEEN, " ") if _BETWEEN in unit else unit for unit in units)
    raw = _folded(_BETWEEN.join(["", *lines, ""])).encode("utf-8", "surrogatepass").lower()
    codes = np.frombuffer(raw, dtype=np.uint8)
    inside = _WORD_BYTES[codes]
    edges = np.flatnonzero(inside[1:] != inside[:-1]) + 1
    starts, ends = edges[::2], edges[1::2]
    sums = np.cumsum(_powers(_BYTE_BASE, len(codes)) * codes, dtype=np.uint64)
    hashes = (sums[ends - 1] - sums[starts - 1]) * _powers(_BYTE_INVERSE, len(codes))[starts]
    between = np.flatnonzero(codes == ord(_BETWEEN))
    return Words(_mixed(hashes), np.searchsorted(starts, between).astype(np.int64))


def hash_shingles(words: Hashes, size: int) -> Hashes:
    """One hash for each run of ``size`` words, in order; fewer words than ``size`` are one shingle, none are none."""
    if not len(words):
        return words
    size = min(size, len(words))
    last = len(words) - size + 1
    rolled = np.zeros(last, dtype=np.uint64)
    for i in range(size):
        rolled += words[i : i + last] * np.uint64(pow(_WORD_BASE, i, _MODULUS))
    return _mixed(rolled)


def hash_units(words: Hashes, lengths: Places) -> Hashes:
    """One hash for all words of each unit; the units stand one behind the other in ``words`` and none is empty."""
    starts = np.cumsum(lengths) - lengths
    places = np.arange(len(words)) - np.repeat(starts, lengths)
    powers = _powers(_WORD_BASE, int(lengths.max()) if len(lengths) else 1)
    return (
        _mixed(np.add.reduceat(words * powers[places], starts) + lengths.astype(np.uint64)) if len(lengths) else words
    )


def maybe_repeated(values: Hashes) -> NDArray[np.bool_]:
    """For each value, whether it may occur more than once: False is certain, True is wrong for one in a hundred that occur once."""
    ordered = np.sort(values)
    again = ordered[1:][ordered[1:] == ordered[:-1]]
    table = np.zeros(1 << _TABLE_BITS, dtype=np.bool_)
    table[again >> _TABLE_SHIFT] = True
    found: NDArray[np.bool_] = table[values >> _TABLE_SHIFT]
    return found


def distinct(values: NDArray[Number]) -> NDArray[Number]:
    """The values, sorted, each once: half the time of ``np.unique``, which hashes before it sorts."""
    ordered = np.sort(values)
    once = np.ones(len(ordered), dtype=np.bool_)
    np.not_equal(ordered[1:], ordered[:-1], out=once[1:])
    return ordered[once]


def shared(one: Hashes, other: Hashes) -> int:
    """How many shingles two sorted sets have in common."""
    if len(one) > len(other):
        one, other = other, one
    return int(np.count_nonzero(holds(other, one)))


def holds(sorted_set: Hashes, asked: Hashes) -> NDArray[np.bool_]:
    """For each of ``asked``, whether ``sorted_set`` holds it."""
    if not len(sorted_set):
        return np.zeros(len(asked), dtype=np.bool_)
    place = np.searchsorted(sorted_set, asked)
    place[place == len(sorted_set)] = 0
    return np.equal(sorted_set[place], asked)


def containment(one: Hashes, other: Hashes) -> float:
    """Share of the smaller of two sorted sets that the other holds; 0 where one is empty."""
    least = min(len(one), len(other))
    return shared(one, other) / least if least else 0.0


def covered(shingles: Hashes, other: Hashes, size: int) -> int:
    """How many words of a text (its ``shingles``) stand in a shingle that the sorted set ``other`` holds."""
    if not len(shingles):
        return 0
    marks = np.zeros(len(shingles) + size, dtype=np.int64)
    hits = np.flatnonzero(holds(other, shingles))
    np.add.at(marks, hits, 1)
    np.add.at(marks, hits + size, -1)
    return int(np.count_nonzero(np.cumsum(marks)[: len(shingles) + size - 1]))


def sharing_pairs(sets: Sequence[Hashes], most: int, share: float) -> list[tuple[int, int]]:
    """Pairs of sets, i < j, that have ``share`` of the smaller in common, in order.

    Of more than ``most`` sets with one shingle, each is paired with the first only, so that cost does not grow with the
    square of a stock phrase.
    """
    sizes = np.array([len(s) for s in sets], dtype=np.int64)
    if not sizes.sum():
        return []
    values, owners = np.concatenate(sets), np.repeat(np.arange(len(sets), dtype=np.int64), sizes)
    order = np.lexsort((owners, values))
    values, owners = values[order], owners[order]
    starts = np.flatnonzero(np.concatenate(([True], values[1:] != values[:-1])))
    lengths = np.diff(np.concatenate((starts, [len(values)])))
    codes = [
        _pair_codes(owners, starts[lengths == n], n, most, len(sets)) for n in np.unique(lengths).tolist() if n > 1
    ]
    found, counts = np.unique(np.concatenate([*codes, np.empty(0, dtype=np.int64)]), return_counts=True)
    left, right = found // len(sets), found % len(sets)
    enough = counts >= share * np.minimum(sizes[left], sizes[right])
    return list(zip(left[enough].tolist(), right[enough].tolist(), strict=True))


def _pair_codes(owners: Places, starts: Places, n: int, most: int, width: int) -> Places:
    """The pairs within all runs of ``n`` owners that begin at ``starts``, as ``i * width + j``."""
    members = owners[starts[:, None] + np.arange(n)]
    left, right = np.triu_indices(n, 1) if n <= most else (np.zeros(n - 1, dtype=np.int64), np.arange(1, n))
    pairs: Places = members[:, left] * width + members[:, right]
    return pairs.ravel()


def _folded(text: str) -> str:
    for printed, plain in _FOLDED:
        text = text.replace(printed, plain)
    return text if text.isascii() else text.casefold()  # letter by letter, and of ASCII what lower() gives


def _mixed(hashes: Hashes) -> Hashes:
    """Spread over all bits: sums of multiples leave the low bits, by which shingles are sampled, poorly spread."""
    hashes = hashes ^ (hashes >> np.uint64(29))
    hashes *= _MIX
    return hashes ^ (hashes >> np.uint64(32))


def _powers(base: int, n: int) -> Hashes:
    """``base`` to the powers 0 to n - 1."""
    return _power_table(base, max(12, (n - 1).bit_length()))[:n]


@cache
def _power_table(base: int, bits: int) -> Hashes:
    table = np.ones(1 << bits, dtype=np.uint64)
    for bit in range(bits):
        done = 1 << bit
        table[done : 2 * done] = table[:done] * np.uint64(pow(base, done, _MODULUS))
    table.setflags(write=False)
    return table
