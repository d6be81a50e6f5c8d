"""What lies in one group while groups become one and are taken apart: against a model that makes everything anew at each step."""

from __future__ import annotations

from math import log2

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.link.rulings.partition import Partition, Step

GIVEN = ("AB", "C", "DEF", "G", "HIJK", "L", "M", "NO")
MEMBERS = "".join(GIVEN)
Groups = dict[int, list[str]]
"""The pieces of each group, in order."""


def joined(groups: Groups, chosen: list[int]) -> Groups:
    """``groups`` with those ``chosen`` as one, which is the first of them."""
    one = [piece for group in chosen for piece in groups[group]]
    return {group: pieces for group, pieces in groups.items() if group not in chosen} | {chosen[0]: one}


def parted(groups: Groups, group: int, out: set[str], new: int) -> Groups:
    """``groups`` with what goes ``out`` of one of them in a ``new`` one, both in the order of before."""
    stays, goes = (
        [some for piece in groups[group] if (some := "".join(m for m in piece if (m in out) == leaves))]
        for leaves in (False, True)
    )
    return {**groups, group: stays, new: goes} if stays and goes else groups


def shown(found: Partition[str]) -> Groups:
    """The groups of ``found`` as the model has them."""
    return {group: ["".join(found.pieces[n]) for n in found.pieces_of(group)] for group in found.groups}


@settings(deadline=None, max_examples=300)
@given(st.data())
def test_groups_are_those_of_the_plain_model_in_the_same_order(data: st.DataObject) -> None:
    """After any steps; each piece tells what it was cut from, and it is known of each step where a member was."""
    found, groups, new = Partition(GIVEN), {n: [piece] for n, piece in enumerate(GIVEN)}, len(GIVEN)
    steps: list[tuple[Step, list[str]]] = []
    for _ in range(data.draw(st.integers(1, 12))):
        before = groups
        chosen = data.draw(st.lists(st.sampled_from(sorted(groups)), min_size=1, max_size=4, unique=True))
        out = data.draw(st.sets(st.sampled_from(MEMBERS)))
        if data.draw(st.booleans()):
            step, groups = found.join(chosen), joined(before, chosen)
        else:
            leaving = {n: [m for m in found.pieces[n] if m in out] for n in found.pieces_of(chosen[0])}
            step, groups = found.part(chosen[0], leaving), parted(before, chosen[0], out, new)
            new += step is not None
        assert shown(found) == groups and (step is None) == (groups == before)
        if step:
            changed = [(chosen[0], new - 1), groups] if step.parts else [chosen, before]
            steps.append((step, ["".join(changed[1][group]) for group in changed[0]]))
    assert all(set(members) <= set(GIVEN[source]) for members, source in zip(found.pieces, found.source, strict=True))
    for step, sides in steps:
        assert [{m for m in MEMBERS if found.was_in(m, step) == bag} for bag in step.bags] == list(map(set, sides))


@pytest.mark.parametrize("first", ["the one that grows", "the other"])
def test_a_member_of_what_grows_moves_seldom(first: str) -> None:
    """Thousands of steps on one group do not move all of it each time, whichever of two gives the number."""
    n = 1000
    found = Partition([number] for number in range(n))
    for number in range(1, n):
        one = found.of(0)
        found.join((one, number) if first == "the one that grows" else (number, one))
    moved = sum(len(found.moved_at(member)) for member in range(n))
    assert moved <= n * log2(n) and set(map(found.of, range(n))) == {found.of(0)}
    for number in range(1, n):
        found.part(found.of(0), {number: [number]})
    assert len(found.groups) == n
    assert sum(len(found.moved_at(member)) for member in range(n)) - moved <= n * log2(n)
