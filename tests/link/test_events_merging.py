"""Average linkage: what becomes one, what never does, and that the order of what is given does not matter."""

from __future__ import annotations

from typing import Self

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import Struct

from dateline.link.events.compared import Compared, Sums, summed
from dateline.link.events.merging import Likeness, Pair, merged


class Coloured(Struct, frozen=True):
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


SCORES = st.dictionaries(
    st.tuples(st.integers(0, 9), st.integers(0, 9)).filter(lambda p: p[0] < p[1]),
    st.sampled_from((0.05, 0.3, 0.5, 0.599999, 0.6, 0.7, 0.9, 1.0)),
    max_size=45,
)


@given(SCORES, SCORES, st.text("rgb ", min_size=10, max_size=10))
def test_what_no_strong_pairs_lead_to_need_not_be_compared(
    scores: dict[Pair, float], core: dict[Pair, float], colours: str
) -> None:
    reach = sums(scores).reach(10, 0.6)
    kept, kept_core = sums(scores).among(reach), sums(core).among(reach)
    assert kept.items() <= scores.items()
    assert clusters(10, kept, colours, kept_core) == clusters(10, scores, colours, core)


def sums(scores: dict[Pair, float]) -> Sums:
    return summed(compared(*((a, b, score) for (a, b), score in scores.items())), range(10))


def compared(*rows: tuple[int, int, float]) -> Compared:
    found = Compared()
    for one, other, score in rows:
        found.one.append(one)
        found.other.append(other)
        found.score.append(score)
    return found


def test_units_are_as_alike_as_their_mentions_in_the_mean() -> None:
    """Unit 0 has the mentions 0 and 1, unit 1 the mentions 2 and 3, unit 2 the mention 4."""
    found = compared((0, 2, 0.5), (3, 1, 0.7), (2, 4, 0.9), (0, 3, 0.3))
    units = (0, 0, 1, 1, 2)
    everyone = summed(found, units).mean((2, 2, 1)).among(np.zeros(3, np.int64))
    assert everyone == {(0, 1): pytest.approx(1.5 / 4), (1, 2): pytest.approx(0.9 / 2)}
    some = summed(found, units, (True, False, True, False, True)).among(np.zeros(3, np.int64))
    assert some == {(0, 1): 0.5, (1, 2): 0.9}
    assert summed(compared(), ()).among(np.zeros(0, np.int64)) == {}


def test_reach_goes_over_strong_pairs_however_many() -> None:
    chain = {(n, n + 1): 0.6 for n in range(9)} | {(0, 9): 0.1}
    assert sums(chain).reach(10, 0.6).tolist() == [0] * 10
    assert sums(chain | {(4, 5): 0.5}).reach(10, 0.6).tolist() == [0] * 5 + [5] * 5
