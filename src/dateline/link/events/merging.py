"""Average linkage: the two clusters that are most alike become one, until no two are alike enough.

Always true here: two clusters are as alike as their members are in the mean, pairs that nobody compared counting 0, so that a chain of
weak links joins nothing; what excludes each other never comes together, whatever lies between; ties go to what comes first, so that the
same units in the same order give the same clusters. Cost grows with the pairs that have a score.
"""

from __future__ import annotations

import heapq
from collections.abc import Mapping, Sequence
from typing import Protocol, Self

Pair = tuple[int, int]


class Frame(Protocol):
    """What the members of a cluster have in common."""

    def admits(self, other: Self) -> bool:
        """Whether clusters of these two frames may become one."""
        ...

    def with_(self, other: Self) -> Self:
        """The frame of both together."""
        ...


class Likeness:
    """How alike clusters are in the mean of their members, kept up while clusters become one.

    ``sizes`` says how many members each unit has, ``means`` the mean score of the members of two units, the smaller number first.
    """

    __slots__ = ("_sums", "sizes")

    def __init__(self, sizes: Sequence[int], means: Mapping[Pair, float]) -> None:
        self.sizes = list(sizes)
        self._sums: list[dict[int, float]] = [{} for _ in sizes]
        for (a, b), mean in means.items():
            self._sums[a][b] = self._sums[b][a] = mean * sizes[a] * sizes[b]

    def near(self, a: int) -> list[int]:
        """The clusters of which any member was compared with one of ``a``."""
        return list(self._sums[a])

    def mean(self, a: int, b: int) -> float:
        """The mean score of the members of both; 0 where none were compared."""
        return self._sums[a].get(b, 0.0) / (self.sizes[a] * self.sizes[b] or 1)

    def join(self, a: int, b: int) -> None:
        """Make ``b`` a part of ``a``."""
        gone, self._sums[b] = self._sums[b], {}
        self._sums[a].pop(b, None)
        gone.pop(a, None)
        for other, score in gone.items():
            del self._sums[other][b]
            self._sums[a][other] = self._sums[other][a] = self._sums[a].get(other, 0.0) + score
        self.sizes[a], self.sizes[b] = self.sizes[a] + self.sizes[b], 0


def merged(frames: Sequence[Frame], all_members: Likeness, core: Likeness, least: float) -> list[list[int]]:
    """The clusters of the units 0 to ``len(frames)`` - 1, each sorted, in the order of their first units.

    Two clusters become one where their members are alike by ``least`` in the mean, and those of their members that ``core`` counts
    are too, where both have such.
    """
    clusters, frame = [[n] for n in range(len(frames))], list(frames)
    # A mean over two clusters is no greater than the greater of theirs: what is under ``least`` waits until it is part of more.
    waiting = [
        (-mean, a, b)
        for a in range(len(frames))
        for b in all_members.near(a)
        if a < b and (mean := all_members.mean(a, b)) >= least
    ]
    heapq.heapify(waiting)
    while waiting:
        mean, a, b = heapq.heappop(waiting)
        if not (clusters[a] and clusters[b]) or -all_members.mean(a, b) != mean or not frame[a].admits(frame[b]):
            continue
        if core.sizes[a] and core.sizes[b] and core.mean(a, b) < least:
            continue
        clusters[a], clusters[b], frame[a] = clusters[a] + clusters[b], [], frame[a].with_(frame[b])
        all_members.join(a, b)
        core.join(a, b)
        for other in all_members.near(a):
            if (mean := all_members.mean(a, other)) >= least:
                heapq.heappush(waiting, (-mean, min(a, other), max(a, other)))
    return [sorted(cluster) for cluster in clusters if cluster]
