"""Members in pieces and pieces in groups, while groups become one and are taken apart, one step after the other.

Always true here: each member is in one piece, each piece in one group; it is known for each step where a member was. A group lies in a bag:
where groups become one, all but the largest bag are emptied into it, and where one becomes two, the smaller part gets a new bag, so that
thousands of steps on one group take hardly more time than on as many groups.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping
from typing import Generic, NamedTuple, TypeVar

from msgspec import Struct

R = TypeVar("R", bound=Hashable)


class Step(NamedTuple):
    """The ``number``-th step: it made one of what lay in ``bags``, or, if it ``parts``, these of one."""

    number: int
    bags: tuple[int, ...]
    parts: bool


class _Bag(Struct):
    """The pieces of a group, which have ``n`` members; their places, by which they are in order, lie from ``first`` to ``last``."""

    group: int
    pieces: set[int]
    n: int
    first: int
    last: int


class Partition(Generic[R]):
    """``pieces[n]`` are the members of piece ``n``, which was cut from the ``source[n]``-th of what was given."""

    def __init__(self, given: Iterable[Iterable[R]]) -> None:
        self.pieces: list[tuple[R, ...]] = [tuple(members) for members in given]
        self.source = list(range(len(self.pieces)))
        self.n_steps = 0
        self._piece_of = {member: n for n, members in enumerate(self.pieces) for member in members}
        self._place = [0] * len(self.pieces)
        self._bags = {n: _Bag(n, {n}, len(members), 0, 0) for n, members in enumerate(self.pieces)}
        self._bag_of = list(self.source)
        self._bag_with = {n: n for n in self.source}
        self._next = len(self.pieces)
        self._moves: defaultdict[R, list[tuple[int, int]]] = defaultdict(list)

    @property
    def groups(self) -> Collection[int]:
        """All groups."""
        return self._bag_with.keys()

    def of(self, member: R) -> int:
        """The group of a member."""
        return self.of_piece(self._piece_of[member])

    def of_piece(self, piece: int) -> int:
        """The group of a piece."""
        return self._bags[self._bag_of[piece]].group

    def piece_of(self, member: R) -> int:
        """The piece of a member."""
        return self._piece_of[member]

    def pieces_of(self, group: int) -> list[int]:
        """The pieces of a group, in order."""
        return self._in_order(self._bags[self._bag_with[group]].pieces)

    def members(self, group: int) -> Iterator[R]:
        """All members of a group, in the order of its pieces."""
        return (member for piece in self.pieces_of(group) for member in self.pieces[piece])

    def join(self, groups: Iterable[int]) -> Step | None:
        """Make one of ``groups``, which is the first of them; the pieces are in order of the groups. None where there is but one."""
        first, *others = dict.fromkeys(groups)
        if not others:
            return None
        bags = [self._bag_with[first], *map(self._bag_with.pop, others)]
        largest = max(range(len(bags)), key=lambda n: self._bags[bags[n]].n)
        home = self._bags[bags[largest]]
        for bag in reversed(bags[:largest]):
            self._empty(bag, bags[largest], home.first - 1 - self._bags[bag].last)
        for bag in bags[largest + 1 :]:
            self._empty(bag, bags[largest], home.last + 1 - self._bags[bag].first)
        home.group, self._bag_with[first] = first, bags[largest]
        return self._step(bags, parts=False)

    def part(self, group: int, leaving: Mapping[int, Collection[R]]) -> Step | None:
        """Make another group of what is ``leaving`` of each piece of ``group``, in the same order; None where that is nothing or all."""
        bag, n_out = self._bag_with[group], sum(map(len, leaving.values()))
        n_kept = self._bags[bag].n - n_out
        if not n_out or not n_kept:
            return None
        out = {self._cut(piece, leaving[piece]) for piece in self._in_order(leaving) if leaving[piece]}
        new, self._next = self._next, self._next + 1
        if n_out <= n_kept:
            self._open(new, bag, out, n_out)
            bags = bag, new
        else:
            self._open(new, bag, self._bags[bag].pieces - out, n_kept)
            bags = new, bag
        for number, holding in zip((group, new), bags, strict=True):
            self._bags[holding].group, self._bag_with[number] = number, holding
        return self._step(bags, parts=True)

    def moved_at(self, member: R) -> list[int]:
        """The steps at which a member may have come to others, or away from them, that did not move."""
        return [number for number, _ in self._moves.get(member, ())]

    def was_in(self, member: R, step: Step) -> int | None:
        """In which of the bags of ``step`` a member was before they became one, or is since they are several."""
        moves = self._moves.get(member, [])
        later = bisect_left(moves, (step.number + step.parts,))
        bag = moves[later][1] if later < len(moves) else self._bag_of[self._piece_of[member]]
        return bag if bag in step.bags else None

    def _in_order(self, pieces: Iterable[int]) -> list[int]:
        return sorted(pieces, key=self._place.__getitem__)

    def _cut(self, piece: int, out: Collection[R]) -> int:
        """The piece of what goes ``out`` of ``piece``: it itself where that is all, else a new one at the same place."""
        new, whole = len(self.pieces), self.pieces[piece]
        if len(out) == len(whole):
            return piece
        out = frozenset(out)
        self.pieces.append(tuple(member for member in whole if member in out))
        self.pieces[piece] = tuple(member for member in whole if member not in out)
        self.source.append(self.source[piece])
        self._place.append(self._place[piece])
        self._bag_of.append(self._bag_of[piece])
        self._bags[self._bag_of[piece]].pieces.add(new)
        self._piece_of.update(dict.fromkeys(out, new))
        return new

    def _open(self, new: int, bag: int, pieces: set[int], n: int) -> None:
        """Put ``pieces`` of a bag, which have ``n`` members, into a ``new`` one."""
        old = self._bags[bag]
        self._bags[new] = _Bag(old.group, pieces, n, old.first, old.last)
        old.pieces -= pieces
        old.n -= n
        self._move(pieces, bag, new)

    def _empty(self, bag: int, into: int, further: int) -> None:
        """Put all of one bag into another, the places so much ``further``."""
        old, home = self._bags.pop(bag), self._bags[into]
        for piece in old.pieces:
            self._place[piece] += further
        home.pieces |= old.pieces
        home.n += old.n
        home.first, home.last = min(home.first, old.first + further), max(home.last, old.last + further)
        self._move(old.pieces, bag, into)

    def _move(self, pieces: Iterable[int], bag: int, into: int) -> None:
        for piece in pieces:
            self._bag_of[piece] = into
            for member in self.pieces[piece]:
                self._moves[member].append((self.n_steps, bag))

    def _step(self, bags: Iterable[int], *, parts: bool) -> Step:
        made = Step(self.n_steps, tuple(bags), parts)
        self.n_steps += 1
        return made
