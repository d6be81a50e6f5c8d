"""Pairs of mentions and how alike they are, in columns, because there are many; how alike the units are that they stand for; and which of
these can become one at all.

Always true here: sums are added up in the order in which the pairs were compared; what is left out changes no event.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence

import numpy as np
from msgspec import Struct, field
from numpy.typing import NDArray

from .merging import Pair

Column = NDArray[np.int64]
_AT_ONCE = 1 << 16  # rows taken out of a table at a time
_ROUNDING = 1e-9  # under ``least``, so that no mean that is rounded up is missed


def pairs(one: Column, other: Column) -> Iterator[Pair]:
    """The rows of two columns of one length as plain numbers; only some of them are such at a time."""
    for first in range(0, len(one), _AT_ONCE):
        yield from zip(one[first : first + _AT_ONCE].tolist(), other[first : first + _AT_ONCE].tolist(), strict=True)


class Compared(Struct, frozen=True):
    """Mentions that were compared and their score, which is more than nothing."""

    one: array[int] = field(default_factory=lambda: array("i"))
    other: array[int] = field(default_factory=lambda: array("i"))
    score: array[float] = field(default_factory=lambda: array("d"))

    def __iter__(self) -> Iterator[tuple[int, int, float]]:
        return zip(self.one, self.other, self.score, strict=True)


class Sums(Struct, frozen=True):
    """Pairs of units of which any mentions were compared, the smaller number first and in order, with the sum of the scores of these."""

    one: Column
    other: Column
    score: NDArray[np.float64]

    def mean(self, sizes: Sequence[int]) -> Sums:
        """The mean score of the mentions of each two units, so many of each."""
        each = np.asarray(sizes, np.int64)
        return Sums(self.one, self.other, self.score / (each[self.one] * each[self.other]))

    def among(self, groups: Column) -> dict[Pair, float]:
        """The scores of the pairs of which both are of one of ``groups``, by unit."""
        kept = groups[self.one] == groups[self.other]
        return dict(zip(pairs(self.one[kept], self.other[kept]), self.score[kept].tolist(), strict=True))

    def reach(self, units: int, least: float) -> Column:
        """By unit a number that all have to which pairs of a score of ``least`` lead. Two clusters are no more alike in the mean than two
        of their units are at most, so that what has two numbers does not become one, whatever lies between."""
        head = np.arange(units)
        strong = self.score >= least - _ROUNDING
        ones, others = self.one[strong], self.other[strong]
        while True:
            lower = np.minimum(head[ones], head[others])
            reached = head.copy()
            np.minimum.at(reached, head[ones], lower)
            np.minimum.at(reached, head[others], lower)
            reached = reached[reached]
            if np.array_equal(reached, head):
                return head
            head = reached


def summed(compared: Compared, unit_of: Sequence[int], counted: Sequence[bool] | None = None) -> Sums:
    """The sums over the units of the mentions that were ``compared``; of the mentions that are ``counted`` alone, where these are given."""
    units = np.asarray(unit_of, np.int64)
    size = int(units.max(initial=0)) + 1
    ones, others = np.asarray(compared.one, np.int64), np.asarray(compared.other, np.int64)
    scores = np.asarray(compared.score, np.float64)
    if counted is not None:
        some = np.asarray(counted, np.bool_)
        kept = some[ones] & some[others]
        ones, others, scores = ones[kept], others[kept], scores[kept]
    first, second = units[ones], units[others]
    codes, place = np.unique(np.minimum(first, second) * size + np.maximum(first, second), return_inverse=True)
    one, other = np.divmod(codes, size)
    return Sums(one, other, np.bincount(place, weights=scores, minlength=len(codes)).astype(np.float64))
