"""What is one and what is not, while rulings are laid over what the machine took together, one after the other.

Always true here: each ruling changes what the earlier ones left, so that the later counts; what no ruling names stays with what it was
with; the order is that of the times of ruling, whatever the order in which they are given; of each ruling that does not hold in the end,
wholly or in part, it is told which one counts instead.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import timedelta
from typing import Generic, NamedTuple

from ...model.decisions import Decision, DecisionKind
from ...model.links import Bound, Unapplied, gave_way
from .partition import Partition, R, Step

PARTING: frozenset[DecisionKind] = frozenset({"split", "distinct"})
"""Kinds that rule what is not one; the others here rule what is."""
NAMED = 3
"""Things that a message names of those that a decision is about."""
LONG = 60
"""Characters of printed words that a message shows."""


class Said(NamedTuple, Generic[R]):
    """What a ruling says: that the members of all ``sides`` are one, or that those of one side are not those of the other."""

    decision: Decision
    sides: tuple[frozenset[R], ...]

    @property
    def parts(self) -> bool:
        """Whether it says what is not one."""
        return self.decision.kind in PARTING

    @property
    def members(self) -> frozenset[R]:
        """All that it speaks of."""
        return frozenset[R]().union(*self.sides)


class _Change(NamedTuple):
    """What a ruling did."""

    decision: Decision
    step: Step


def by_time(bound: Iterable[Bound]) -> list[Bound]:
    """Rulings as they are laid: by time; where two may be of one time, first what makes one, so that what parts counts."""
    return sorted(bound, key=lambda b: (*_turn(b.decision), b.decision.id))


def _turn(decision: Decision) -> tuple[timedelta, bool]:
    parts = decision.kind in PARTING
    return (decision.moment.end if parts else decision.moment.start), not parts


class Groups(Partition[R]):
    """Things, each of pieces: what the machine took for one leaves a thing together, unless what stays there is of it."""

    def __init__(self, machine: Iterable[Iterable[R]]) -> None:
        super().__init__(machine)
        self._changes: list[_Change] = []
        self._said: list[tuple[Said[R], int]] = []

    def say(self, decision: Decision, sides: Iterable[Iterable[R]]) -> None:
        """Keep what a ruling that was laid just now says."""
        self._said.append((Said(decision, tuple(map(frozenset, sides))), len(self._changes)))

    def unite(self, decision: Decision, groups: Iterable[int]) -> None:
        """Make one of ``groups``; the pieces of the first come first."""
        self._note(decision, self.join(groups))

    def take_out(self, decision: Decision, stays: R, leave: Collection[R]) -> tuple[R, ...]:
        """Take those who ``leave`` out of the group of the one that ``stays``; together they are another: all who are in that."""
        home, group = self.piece_of(stays), self.of(stays)
        there = {self.piece_of(member) for member in leave if self.of(member) == group}
        leaving = {piece: self.pieces[piece] for piece in there - {home}}
        if home in there:
            leaving[home] = tuple({member for member in leave if self.piece_of(member) == home})
        return self.divide(decision, group, leaving)

    def divide(self, decision: Decision, group: int, leaving: Mapping[int, Collection[R]]) -> tuple[R, ...]:
        """Make another group of what is ``leaving`` of each piece of ``group``, if that is neither nothing nor all: all who are in that."""
        step = self.part(group, leaving)
        self._note(decision, step)
        return tuple(member for gone in leaving.values() for member in gone) if step else ()

    def held(self) -> Iterator[tuple[Said[R], frozenset[R]]]:
        """Each ruling with the members of which it holds, in the order in which they were laid; those that hold of none are left out."""
        for said, _ in self._said:
            if held := self._held(said):
                yield said, held

    def given_way(self) -> Iterator[Unapplied]:
        """The rulings that do not hold, or not of all, each with the one that counts instead."""
        for said, since in self._said:
            if not self._whole(said):
                change = self._broken_by(said, since)
                yield gave_way(said.decision, change.decision, _words(change, self._held(said)))

    def _note(self, decision: Decision, step: Step | None) -> None:
        if step:
            self._changes.append(_Change(decision, step))

    def _whole(self, said: Said[R]) -> bool:
        if not said.parts:
            return len({self.of(member) for member in said.members}) == 1
        one, other = ({self.of(member) for member in side} for side in said.sides)
        return one.isdisjoint(other)

    def _held(self, said: Said[R]) -> frozenset[R]:
        """Members that are one with some of another side, as the ruling says, or not one with all of it, as it says."""
        where = [{self.of(member) for member in side} for side in said.sides]
        if said.parts:
            pairs = zip(said.sides, reversed(where), strict=True)
            return frozenset(member for side, there in pairs for member in side if there - {self.of(member)})
        met: defaultdict[int, set[int]] = defaultdict(set)
        for number, groups in enumerate(where):
            for group in groups:
                met[group].add(number)
        return frozenset(member for member in said.members if len(met[self.of(member)]) > 1 or len(where) == 1)

    def _broken_by(self, said: Said[R], since: int) -> _Change:
        """The last change after which two were not as the ruling says, nor are in the end."""
        numbers = {n for member in said.members for n in self.moved_at(member) if n >= since}
        return next(self._changes[n] for n in sorted(numbers, reverse=True) if self._breaks(self._changes[n], said))

    def _breaks(self, change: _Change, said: Said[R]) -> bool:
        if change.step.parts == said.parts:
            return False
        part_of = {m: bag for m in said.members if (bag := self.was_in(m, change.step)) is not None}
        if not said.parts:
            return len(set(part_of.values())) > 1 and len({self.of(member) for member in part_of}) > 1
        met: defaultdict[int, tuple[set[int], set[int]]] = defaultdict(lambda: (set(), set()))
        for number, side in enumerate(said.sides):
            for member in side & part_of.keys():
                met[self.of(member)][number].add(part_of[member])
        return any(one and other and len(one | other) > 1 for one, other in met.values())


def _words(change: _Change, held: Collection[R]) -> str:
    """What was ruled instead, and whether something of the other ruling is left: that of which it ``held``."""
    what = "are not the same" if change.step.parts else "are one"
    return f"that {named(change.decision)} {what}{'; the rest of this decision holds' if held else ''}"


def named(decision: Decision) -> str:
    """What a decision is about, in a few words."""
    called = decision.called if len(decision.called) > 1 else decision.called * max(1, len(decision.target))
    shown = [f"“{short(name)}”" for name in called[:NAMED]]
    more = [f"{len(called) - NAMED} more"] if len(called) > NAMED else []
    return " and ".join((*shown, *more))


def short(words: str) -> str:
    """``words`` in one line, cut where they are long."""
    line = " ".join(words.split())
    return line if len(line) <= LONG else line[:LONG] + "…"
