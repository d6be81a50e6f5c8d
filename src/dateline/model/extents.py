"""Extents of one text, looked up by place.

Always true here: answers are indices into what was given, in order of place; a look-up costs the neighbourhood, not the text.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from .reading import Extent

_NEIGHBOURS = 64
"""Extents near a place that are looked at one by one."""


class Extents:
    """Which of some extents hold, touch or lie within a stretch of the text."""

    __slots__ = ("_given", "_highest", "_longest", "_order", "_starts")

    def __init__(self, given: Sequence[Extent]) -> None:
        self._given = given
        self._order = sorted(range(len(given)), key=lambda n: (given[n].start, n))
        self._starts = [given[n].start for n in self._order]
        self._longest = max((e.end - e.start for e in given), default=0)
        self._highest: list[int] | None = None

    def touching(self, place: Extent) -> list[int]:
        """Those that share at least a character with ``place``."""
        first = bisect_right(self._starts, place.start - self._longest - 1)
        last = bisect_left(self._starts, place.end)
        if last - first > _NEIGHBOURS:  # one long extent makes all before it neighbours
            return [self._order[i] for i in self._reaching(place.start, last)]
        return [n for n in self._order[first:last] if self._given[n].end > place.start]

    def _reaching(self, start: int, last: int) -> list[int]:
        """Of the first ``last`` in order those that end behind ``start``: down a tree of the highest ends."""
        width = 1 << max(len(self._order) - 1, 0).bit_length()
        if self._highest is None:
            ends = [self._given[n].end for n in self._order]
            self._highest = [-1] * width + ends + [-1] * (width - len(ends))
            for node in range(width - 1, 0, -1):
                self._highest[node] = max(self._highest[2 * node], self._highest[2 * node + 1])
        found, todo = [], [(1, 0, width)]
        while todo:
            node, low, size = todo.pop()
            if low >= last or self._highest[node] <= start:
                continue
            if size == 1:
                found.append(low)
            else:
                half = size // 2
                todo += [(2 * node + 1, low + half, half), (2 * node, low, half)]
        return found

    def holding(self, place: Extent) -> list[int]:
        """Those that hold all of ``place``."""
        start, end = place
        return [n for n in self.touching(place) if (given := self._given[n]).start <= start and end <= given.end]

    def within(self, place: Extent) -> list[int]:
        """Those that lie within ``place``."""
        start, end = place
        first, last = bisect_left(self._starts, start), bisect_left(self._starts, end)
        return [n for n in self._order[first:last] if start < self._given[n].end <= end]

    def smallest(self, place: Extent) -> int | None:
        """The shortest of those that hold ``place``; of equals the first given."""
        return min(self.holding(place), key=lambda n: (self._given[n].end - self._given[n].start, n), default=None)
