"""What is one and what is not, while rulings are laid over what the machine took together, one after the other.

Always true here: each ruling changes what the earlier ones left, so that the later counts; what no ruling names stays with what it was
with; the order is that of the times of ruling, whatever the order in which they are given; of each ruling that does not hold in the end,
wholly or in part, it is told which one counts instead.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Sequence
from datetime import timedelta
from typing import Generic, NamedTuple, TypeVar

from dateline.model.decisions import Decision, DecisionKind
from dateline.model.links import Bound, Unapplied, gave_way

PARTING: frozenset[DecisionKind] = frozenset({"split", "distinct"})
"""Kinds that rule what is not one; the others here rule what is."""
NAMED = 3
"""Things that a message names of those that a decision is about."""
LONG = 60
"""Characters of printed words that a message shows."""
R = TypeVar("R", bound=Hashable)


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


class _Change(NamedTuple, Generic[R]):
    """A ruling that made one of ``groups``, or these of one."""

    decision: Decision
    groups: tuple[frozenset[R], ...]


def by_time(bound: Iterable[Bound]) -> list[Bound]:
    """Rulings as they are laid: by time; where two may be of one time, first what makes one, so that what parts counts."""
    return sorted(bound, key=lambda b: (*_turn(b.decision), b.decision.id))


def _turn(decision: Decision) -> tuple[timedelta, bool]:
    parts = decision.kind in PARTING
    return (decision.moment.end if parts else decision.moment.start), not parts


class Groups(Generic[R]):
    """Members in pieces: ``pieces[n]`` are those of piece ``n``, which was cut from the ``source[n]``-th of what the machine took for one,
    and ``groups`` the pieces of each thing. What the machine took for one leaves a thing together, unless what stays there is of it."""

    def __init__(self, machine: Iterable[Iterable[R]]) -> None:
        self.pieces: list[tuple[R, ...]] = [tuple(members) for members in machine]
        self.source = list(range(len(self.pieces)))
        self.groups: dict[int, list[int]] = {n: [n] for n in self.source}
        self._piece_of = {member: n for n, members in enumerate(self.pieces) for member in members}
        self._group_of = list(self.source)
        self._next = len(self.pieces)
        self._changes: list[_Change[R]] = []
        self._changed: defaultdict[R, list[int]] = defaultdict(list)
        self._said: list[tuple[Said[R], int]] = []

    def of(self, member: R) -> int:
        """The group of a member."""
        return self._group_of[self._piece_of[member]]

    def of_piece(self, piece: int) -> int:
        """The group of a piece."""
        return self._group_of[piece]

    def members(self, group: int) -> Iterator[R]:
        """All members of a group, in the order of its pieces."""
        return (member for piece in self.groups[group] for member in self.pieces[piece])

    def say(self, decision: Decision, sides: Iterable[Iterable[R]]) -> None:
        """Keep what a ruling that was laid just now says."""
        self._said.append((Said(decision, tuple(map(frozenset, sides))), len(self._changes)))

    def unite(self, decision: Decision, groups: Iterable[int]) -> None:
        """Make one of ``groups``; the pieces of the first come first."""
        first, *others = dict.fromkeys(groups)
        if not others:
            return
        self._note(decision, (first, *others))
        for group in others:
            self._enter(first, self.groups.pop(group))

    def take_out(self, decision: Decision, stays: R, leave: Collection[R]) -> None:
        """Take those who ``leave`` out of the group of the one that ``stays``; together they are another."""
        home, out = self._piece_of[stays], frozenset(leave)

        def leaving(piece: int) -> Collection[R]:
            there = out.intersection(self.pieces[piece])
            return self.pieces[piece] if there and piece != home else there

        self.divide(decision, self.of(stays), leaving)

    def divide(self, decision: Decision, group: int, leaving: Callable[[int], Collection[R]]) -> None:
        """Make another group of what ``leaving`` gives of each piece of ``group``, if that is neither nothing nor all."""
        gone = {piece: frozenset(leaving(piece)) for piece in self.groups[group]}
        if not any(gone.values()) or all(len(out) == len(self.pieces[piece]) for piece, out in gone.items()):
            return
        new, kept = self._next, list[int]()
        self._next += 1
        self.groups[new] = []
        for piece, out in gone.items():
            if len(out) == len(self.pieces[piece]):
                self._enter(new, [piece])
                continue
            kept.append(piece)
            if out:
                self._enter(new, [self._cut(piece, out)])
        self.groups[group] = kept
        self._note(decision, (group, new))

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

    def _cut(self, piece: int, out: frozenset[R]) -> int:
        """Make a piece of its own of what goes ``out`` of a piece."""
        new, whole = len(self.pieces), self.pieces[piece]
        self.pieces.append(tuple(member for member in whole if member in out))
        self.pieces[piece] = tuple(member for member in whole if member not in out)
        self.source.append(self.source[piece])
        self._group_of.append(self._group_of[piece])
        self._piece_of.update(dict.fromkeys(out, new))
        return new

    def _enter(self, group: int, pieces: Sequence[int]) -> None:
        self.groups[group] += pieces
        for piece in pieces:
            self._group_of[piece] = group

    def _note(self, decision: Decision, groups: Iterable[int]) -> None:
        """Keep what a ruling changes, with all whom it may have moved away from others or to them."""
        parts = tuple(frozenset(self.members(group)) for group in groups)
        for part in sorted(parts, key=len)[:-1]:
            for member in part:
                self._changed[member].append(len(self._changes))
        self._changes.append(_Change(decision, parts))

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

    def _broken_by(self, said: Said[R], since: int) -> _Change[R]:
        """The last change after which two were not as the ruling says, nor are in the end."""
        numbers = {n for member in said.members for n in self._changed.get(member, ()) if n >= since}
        return next(self._changes[n] for n in sorted(numbers, reverse=True) if self._breaks(self._changes[n], said))

    def _breaks(self, change: _Change[R], said: Said[R]) -> bool:
        if (change.decision.kind in PARTING) == said.parts:
            return False
        part_of = {m: n for n, part in enumerate(change.groups) for m in part & said.members}
        if not said.parts:
            return len(set(part_of.values())) > 1 and len({self.of(member) for member in part_of}) > 1
        met: defaultdict[int, tuple[set[int], set[int]]] = defaultdict(lambda: (set(), set()))
        for number, side in enumerate(said.sides):
            for member in side & part_of.keys():
                met[self.of(member)][number].add(part_of[member])
        return any(one and other and len(one | other) > 1 for one, other in met.values())


def _words(change: _Change[R], held: Collection[R]) -> str:
    """What was ruled instead, and whether something of the other ruling is left: that of which it ``held``."""
    what = "are not the same" if change.decision.kind in PARTING else "are one"
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
