"""Shingles: stable, folded, unit by unit, and as a plain count has it."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from dateline.link.shingles import containment, covered, hash_shingles, hash_words, holds

UNITS = st.lists(st.text(alphabet="aAbB é'’“”—-\n1.", max_size=30), max_size=6)


def test_hashes_are_the_same_everywhere() -> None:
    """Ids are made of these numbers, so that they may never change."""
    assert hash_words(["Grain barge"]).hashes.tolist() == [GRAIN, BARGE]


GRAIN, BARGE = 4271183486688146285, 9363348795209047840


def test_words_are_folded() -> None:
    """Case, punctuation and apostrophes do not count."""
    plain = hash_words(["the mayors car was Élan"]).hashes
    assert hash_words(["“The mayor’s” car—was: élan!"]).hashes.tolist() == plain.tolist()


@given(UNITS)
def test_units_are_hashed_as_if_alone(units: list[str]) -> None:
    """The words of a unit do not depend on its neighbours."""
    together = hash_words(units)
    found = [together.hashes[a:b].tolist() for a, b in pairwise(together.bounds)]
    assert found == [hash_words([u]).hashes.tolist() for u in units]


NUMBERS = st.lists(st.integers(1, 4), min_size=3, max_size=12)


@given(NUMBERS, NUMBERS)
def test_counts_agree_with_plain_sets(one: list[int], other: list[int]) -> None:
    """Containment and coverage are those of sets of word tuples."""
    a, b = (hash_shingles(np.array(x, dtype=np.uint64), 3) for x in (one, other))
    plain_a, plain_b = ([tuple(x[i : i + 3]) for i in range(len(x) - 2)] for x in (one, other))
    expected = len(set(plain_a) & set(plain_b)) / min(len(set(plain_a)), len(set(plain_b)))
    assert containment(np.unique(a), np.unique(b)) == expected
    assert holds(np.unique(b), a).tolist() == [s in set(plain_b) for s in plain_a]
    words = {i + k for i, s in enumerate(plain_a) if s in set(plain_b) for k in range(3)}
    assert covered(a, np.unique(b), 3) == len(words)
