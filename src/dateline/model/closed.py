"""Statements, closed: encoded and compressed report by report, in a fifth of the memory of open ones. A record has many, and most are
needed only to be written.

Always true here: a closed statement is opened as it was; the order is that in which they were given.
"""

from __future__ import annotations

import zlib
from bisect import bisect_right
from collections.abc import Container, Iterable, Iterator, Sequence
from functools import cache
from itertools import accumulate
from typing import Any, NamedTuple, Self, TypeVar, overload

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from .record import RecordData, Statement

_encode = msgspec.json.Encoder().encode
S = TypeVar("S")
_LINE = b"\n"  # encoded, a statement holds no line break


@cache
def _decoder() -> msgspec.json.Decoder[Statement]:
    return msgspec.json.Decoder(Statement)


class Part(NamedTuple):
    """Some statements, closed: their ids, in order, the reports that they are of, and all else of them in ``body``."""

    ids: tuple[str, ...]
    reports: frozenset[str]
    body: bytes

    @classmethod
    def of(cls, statements: Sequence[Statement]) -> Self:
        """``statements``, closed."""
        lines = _LINE.join(map(_encode, statements))
        return cls(
            tuple(s.id for s in statements), frozenset(s.span.report for s in statements), zlib.compress(lines, 1)
        )

    def lines(self) -> list[bytes]:
        """Each statement as JSON."""
        return zlib.decompress(self.body).split(_LINE) if self.ids else []


class Closed(Sequence[Statement]):
    """The statements of some parts, one behind the other."""

    __slots__ = ("_ends", "_lines", "_parts")

    def __init__(self, parts: Iterable[Part]) -> None:
        self._parts = tuple(parts)
        self._ends = tuple(accumulate(len(part.ids) for part in self._parts))
        self._lines: tuple[int, list[bytes]] = (-1, [])

    @property
    def ids(self) -> Iterator[str]:
        """The ids of all, in order."""
        return (id for part in self._parts for id in part.ids)

    def __len__(self) -> int:
        return self._ends[-1] if self._ends else 0

    @overload
    def __getitem__(self, number: int) -> Statement: ...
    @overload
    def __getitem__(self, number: slice) -> Sequence[Statement]: ...
    def __getitem__(self, number: int | slice) -> Statement | Sequence[Statement]:
        if isinstance(number, slice):
            return [self[n] for n in range(*number.indices(len(self)))]
        return _decoder().decode(self.body(range(len(self))[number]))

    def __iter__(self) -> Iterator[Statement]:
        return (_decoder().decode(line) for part in self._parts for line in part.lines())

    def body(self, number: int) -> bytes:
        """A statement by its number from 0 on, as JSON. The part that was asked for last stays at hand."""
        part = bisect_right(self._ends, number)
        if self._lines[0] != part:
            self._lines = (part, self._parts[part].lines())
        return self._lines[1][number - (self._ends[part - 1] if part else 0)]

    def some(self, wanted: Container[str], shape: type[S]) -> Iterator[S]:
        """Those whose ids are ``wanted``, as far as ``shape`` has the fields of a statement; no others are opened."""
        decode = msgspec.json.Decoder(shape).decode
        return (decode(self.body(n)) for n, id in enumerate(self.ids) if id in wanted)

    def of_reports(self, wanted: frozenset[str]) -> Iterator[Statement]:
        """Those of the reports ``wanted``; parts without them are not opened."""
        parts = (part for part in self._parts if not wanted.isdisjoint(part.reports))
        found = (_decoder().decode(line) for part in parts for line in part.lines())
        return (statement for statement in found if statement.span.report in wanted)


class ClosedRecord(Struct, frozen=True):
    """A record whose statements are closed: ``data`` is all of it but these."""

    data: RecordData
    statements: Closed

    @classmethod
    def of(cls, data: RecordData) -> ClosedRecord:
        """``data`` with its statements closed."""
        return cls(replace(data, statements=()), Closed([Part.of(data.statements)]))

    def values(self, field: str) -> Sequence[Any]:
        """The values of one noun, by its field in ``RecordData``."""
        found: Sequence[Any] = self.statements if field == "statements" else getattr(self.data, field)
        return found

    def opened(self) -> RecordData:
        """The whole record."""
        return replace(self.data, statements=tuple(self.statements))
