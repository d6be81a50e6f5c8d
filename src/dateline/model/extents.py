"""Extents of one text, looked up by place.

Always true here: answers are indices into what was given, in order of place; a look-up costs the neighbourhood, not the text.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from .reading import Extent


class Extents:
    """Which of some extents hold, touch or lie within a stretch of the text."""

    __slots__ = ("_given", "_longest", "_order", "_starts")

    def __init__(self, given: Sequence[Extent]) -> None:
        self._given = given
        self._order = sorted(range(len(given)), key=lambda n: (given[n].start, n))
        self._starts = [given[n].start for n in self._order]
        self._longest = max((e.end - e.start for e in given), default=0)

    def touching(self, place: Extent) -> list[int]:
        """Those that share at least a character with ``place``."""
        first = bisect_right(self._starts, place.start - self._longest - 1)
        last = bisect_left(self._starts, place.end)
        return [n for n in self._order[first:last] if self._given[n].end > place.start]

    def holding(self, place: Extent) -> list[int]:
        """Those that hold all of ``place``."""
        return [
            n for n in self.touching(place) if self._given[n].start <= place.start and place.end <= self._given[n].end
        ]

    def within(self, place: Extent) -> list[int]:
        """Those that lie within ``place``."""
        return [
            n for n in self.touching(place) if place.start <= self._given[n].start and self._given[n].end <= place.end
        ]

    def smallest(self, place: Extent) -> int | None:
        """The shortest of those that hold ``place``; of equals the first given."""
        return min(self.holding(place), key=lambda n: (self._given[n].end - self._given[n].start, n), default=None)
