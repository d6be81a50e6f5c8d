"""Tables by key, and rows by number, kept in small packed blocks: only the blocks that are asked for are unpacked.

Always true here: what was packed comes back equal; a key that was not packed is not found; a block is unpacked once.
"""

from __future__ import annotations

import zlib
from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any, TypeVar

import msgspec
from msgspec import Struct

T = TypeVar("T")


class Table(Struct, frozen=True):
    """Entries in order of their keys: the first key of each block, and the blocks, each a packed mapping."""

    firsts: tuple[str, ...]
    blocks: tuple[bytes, ...]


def packed(value: object) -> bytes:
    """A value in MessagePack, compressed."""
    return zlib.compress(msgspec.msgpack.encode(value), 9)


def unpacked(body: bytes, kind: type[T]) -> T:
    """What was ``packed``."""
    return msgspec.msgpack.decode(zlib.decompress(body), type=kind)


def table_of(entries: Mapping[str, object], size: int) -> Table:
    """The table of ``entries``, so many a block."""
    keys = sorted(entries)
    starts = range(0, len(keys), size)
    blocks = tuple(packed({key: entries[key] for key in keys[n : n + size]}) for n in starts)
    return Table(tuple(keys[n] for n in starts), blocks)


def rows_of(rows: Sequence[object], size: int) -> tuple[bytes, ...]:
    """``rows`` in their order, so many a block."""
    return tuple(packed(rows[n : n + size]) for n in range(0, len(rows), size))


def by_key(table: Table, kind: type[T]) -> Callable[[str], T | None]:
    """Asks ``table`` for the value of a key, of type ``kind``; None where it has none."""
    entries: Any = dict[str, kind]  # type: ignore[valid-type]

    @cache
    def block(number: int) -> dict[str, T]:
        found: dict[str, T] = unpacked(table.blocks[number], entries)
        return found

    def value(key: str) -> T | None:
        number = bisect_right(table.firsts, key) - 1
        return block(number).get(key) if number >= 0 else None

    return value


def by_number(blocks: Sequence[bytes], size: int, kind: type[T]) -> Callable[[int], T]:
    """Asks rows, ``size`` a block, for the one of a number, of type ``kind``."""
    rows: Any = list[kind]  # type: ignore[valid-type]

    @cache
    def block(number: int) -> list[T]:
        found: list[T] = unpacked(blocks[number], rows)
        return found

    return lambda number: block(number // size)[number % size]
