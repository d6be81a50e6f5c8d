"""A report with all that was found in it: its text cut at every border of a finding, so that overlaps stay legible.

Always true here: the pieces of the blocks in order are the text of the blocks; a piece names every finding that covers it, the shortest
first; no piece is longer than the stretch that was asked for.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Literal

from msgspec import Struct

from ..model.reading import Block, Role

MarkKind = Literal[
    "event",
    "told",
    "said",
    "background",
    "quotation",
    "source",
    "cue",
    "relay",
    "time",
    "figure",
    "office",
    "name",
    "role",
    "rejected",
]


class Mark(Struct, frozen=True):
    """A finding at a place of the text: what it is, what explains it, and the kind and id of the thing it leads to."""

    start: int
    end: int
    kind: MarkKind
    label: str
    target: tuple[str, str] | None = None

    @property
    def length(self) -> int:
        """Code points."""
        return self.end - self.start


class Piece(Struct, frozen=True):
    """A stretch of text with the same findings; ``marks`` are their numbers in the page's list, the shortest first."""

    start: int
    end: int
    text: str
    marks: tuple[int, ...]
    focused: bool


class BlockView(Struct, frozen=True):
    """A block of the report, or what lies between blocks (``role`` None), in pieces."""

    role: Role | None
    start: int
    pieces: tuple[Piece, ...]


def block_views(
    text: str,
    offset: int,
    blocks: Sequence[Block],
    marks: Sequence[Mark],
    focus: tuple[int, int] | None,
    cuts: Collection[int] = (),
) -> tuple[BlockView, ...]:
    """The stretch ``text`` of a report, which begins at ``offset``, block by block; a piece begins at each of ``cuts`` too."""
    end = offset + len(text)
    return tuple(
        BlockView(role, start, tuple(_pieces(text[start - offset : stop - offset], start, marks, focus, cuts)))
        for start, stop, role in _stretches(offset, end, blocks)
        if role is not None or text[start - offset : stop - offset].strip()
    )


def _stretches(offset: int, end: int, blocks: Sequence[Block]) -> Iterator[tuple[int, int, Role | None]]:
    """Blocks and what lies between them, cut to the stretch."""
    at = offset
    for block in blocks:
        start, stop = max(block.start, offset), min(block.end, end)
        if start >= stop:
            continue
        if at < start:
            yield at, start, None
        yield start, stop, block.role
        at = stop
    if at < end:
        yield at, end, None


def _pieces(
    text: str, offset: int, marks: Sequence[Mark], focus: tuple[int, int] | None, cuts: Collection[int]
) -> Iterator[Piece]:
    end = offset + len(text)
    within = [n for n, mark in enumerate(marks) if mark.start < end and offset < mark.end and mark.start < mark.end]
    opening: defaultdict[int, list[int]] = defaultdict(list)
    closing: defaultdict[int, list[int]] = defaultdict(list)
    for n in within:
        opening[max(marks[n].start, offset)].append(n)
        closing[min(marks[n].end, end)].append(n)
    borders = {offset, end, *opening, *closing}
    borders |= {at for at in (*(focus or ()), *cuts) if offset < at < end}
    alive: set[int] = set()
    for start, stop in pairwise(sorted(borders)):
        alive -= set(closing[start])
        alive |= set(opening[start])
        order = tuple(sorted(alive, key=lambda n: (marks[n].length, marks[n].kind, n)))
        focused = focus is not None and focus[0] < stop and start < focus[1]
        yield Piece(start, stop, text[start - offset : stop - offset], order, focused)


def distinct(marks: Iterable[Mark]) -> tuple[Mark, ...]:
    """Marks in order of place, each once."""
    return tuple(sorted(set(marks), key=lambda m: (m.start, -m.end, m.kind, m.label, m.target or ("", ""))))
