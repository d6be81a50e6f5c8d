"""Average linkage: what becomes one, what never does, and that the order of what is given does not matter."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.link.events.merging import Likeness, Pair, merged


@dataclass(frozen=True)
class Coloured:
    """A frame that admits its own colour and what has none."""

    colour: str = ""

    def admits(self, other: Self) -> bool:
        return not (self.colour and other.colour) or self.colour == other.colour

    def with_(self, other: Self) -> Self:
        return self if self.colour else other


def clusters(
    size: int, scores: dict[Pair, float], colours: str = "", core: dict[Pair, float] | None = None
) -> list[list[int]]:
    frames = [Coloured(colours[n].strip()) if colours else Coloured() for n in range(size)]
    told = Likeness([0] * size, {}) if core is None else Likeness([1] * size, core)
    return merged(frames, Likeness([1] * size, scores), told, 0.6)


CASES = {
    "two alike": (2, {(0, 1): 0.6}, "", [[0, 1]]),
    "two not alike enough": (2, {(0, 1): 0.59}, "", [[0], [1]]),
    "a chain of strong links whose ends nobody compared": (3, {(0, 1): 0.9, (1, 2): 0.8}, "", [[0, 1], [2]]),
    "a chain whose ends are a little alike": (3, {(0, 1): 0.9, (1, 2): 0.9, (0, 2): 0.3}, "", [[0, 1, 2]]),
    "the nearest first": (3, {(0, 1): 0.7, (1, 2): 0.8}, "", [[0], [1, 2]]),
    "what excludes each other": (2, {(0, 1): 1.0}, "rb", [[0], [1]]),
    "what refers to both joins one of them only": (3, {(0, 1): 0.9, (1, 2): 0.9, (0, 2): 0.9}, "r b", [[0, 1], [2]]),
    "two ties go to what comes first": (3, {(0, 1): 0.7, (0, 2): 0.7}, "", [[0, 1], [2]]),
}


@pytest.mark.parametrize("case", CASES)
def test_what_becomes_one(case: str) -> None:
    size, scores, colours, wanted = CASES[case]
    assert clusters(size, scores, colours) == wanted


def test_what_refers_to_both_joins_no_two_that_are_unlike_by_themselves() -> None:
    scores = {(0, 1): 0.5, (0, 2): 1.0, (1, 2): 1.0}
    frames, all_members = [Coloured()] * 3, Likeness([1, 1, 1], scores)
    assert merged(frames, all_members, Likeness([1, 1, 0], {(0, 1): 0.5}), 0.6) == [[0, 2], [1]]
    assert merged(frames, Likeness([1, 1, 1], scores), Likeness([0, 0, 0], {}), 0.6) == [[0, 1, 2]]


@given(
    st.dictionaries(
        st.tuples(st.integers(0, 7), st.integers(0, 7)).filter(lambda p: p[0] < p[1]), st.floats(0, 1), max_size=20
    )
)
def test_every_unit_is_in_one_cluster_and_every_cluster_is_alike_in_the_mean(scores: dict[Pair, float]) -> None:
    found = clusters(8, scores)
    assert sorted(n for cluster in found for n in cluster) == list(range(8))
    assert clusters(8, dict(reversed(scores.items()))) == found
    for cluster in found:
        for n in cluster[1:] if len(cluster) == 2 else ():
            assert scores[cluster[0], n] >= 0.6
