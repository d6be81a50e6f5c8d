"""Which rows of a table must change so that it holds other values: all others are left as they are.

Always true here: rows stand in the order of the export by ``ordinal``, whose gaps say nothing; a row that is left has the same id,
ordinal and body as before, so that what refers to it by ordinal holds; nothing is written before ``renew`` is called.
"""

from __future__ import annotations

import sqlite3
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from msgspec import Struct

from ..model.closed import Closed
from .tables import Table, encoded

GAP = 16
"""Ordinals from one row to the next in a new table: room for rows between. Small, because pages hold a bit for each ordinal of an event."""


class Renewal(Struct, frozen=True):
    """What changes in ``table``: rows that are ``gone``, by ordinal, with their ids; ``fresh`` ones with their ordinals. A changed row is
    in both.

    ``ordinals`` are those of all values, in export order.
    """

    table: Table
    gone: Mapping[int, str]
    fresh: Iterable[tuple[int, Any]]
    ordinals: Sequence[int]

    @property
    def moved(self) -> bool:
        """Whether something has another ordinal than before, so that what refers to it is out of date."""
        now = {value.id: ordinal for ordinal, value in self.fresh}
        return any(now.get(id, ordinal) != ordinal for ordinal, id in self.gone.items())


class _Fresh(Struct, frozen=True):
    """Some of ``values`` with their ordinals, each taken when its turn comes: those that are closed are opened one by one."""

    values: Sequence[Any]
    places: Sequence[tuple[int, int]]

    def __iter__(self) -> Iterator[tuple[int, Any]]:
        return ((ordinal, self.values[n]) for n, ordinal in self.places)


def renewal(connection: sqlite3.Connection, table: Table, values: Sequence[Any]) -> Renewal:
    """What must change for ``table`` to hold ``values``, in this order."""
    body: Callable[[int], bytes] = values.body if isinstance(values, Closed) else lambda n: encoded(values[n])
    ids = tuple(values.ids if isinstance(values, Closed) else (value.id for value in values))
    number = {id: n for n, id in enumerate(ids)}
    before: list[int | None] = [None] * len(ids)
    same = bytearray(len(ids))
    gone: dict[int, str] = {}
    for ordinal, id, found in connection.execute(table.select_rows):
        n = number.get(id)
        if n is not None:
            before[n], same[n] = ordinal, found == body(n)
        if n is None or not same[n]:
            gone[ordinal] = id
    ordinals = placed(before, GAP)
    places = [(n, is_) for n, (was, is_) in enumerate(zip(before, ordinals, strict=True)) if not same[n] or was != is_]
    gone.update((was, ids[n]) for n, _ in places if (was := before[n]) is not None)
    return Renewal(table, gone, _Fresh(values, places), ordinals)


def standing(connection: sqlite3.Connection, table: Table, values: Sequence[Any]) -> Renewal:
    """``table``, which holds exactly ``values`` in this order, as if it were filled with them now."""
    ordinals = [ordinal for ordinal, _, _ in connection.execute(table.select_rows)]
    return Renewal(table, {}, list(zip(ordinals, values, strict=True)), ordinals)


def renew(connection: sqlite3.Connection, change: Renewal) -> None:
    """Take out the rows that are gone and put in those that are fresh, inside the caller's transaction."""
    connection.executemany(change.table.delete_row, ((ordinal,) for ordinal in change.gone))
    connection.executemany(change.table.insert, change.table.rows(change.fresh))


def placed(before: Sequence[int | None], gap: int) -> list[int]:
    """A rising ordinal from 0 on for each value: the one that it had ``before`` wherever order and room allow, else one between."""
    kept = _rising(before)
    found: list[int] = []
    last = -1
    while (n := len(found)) < len(kept):
        end = n
        while end < len(kept) and not _reaches(kept[end], last, end - n):
            end += 1
        following = kept[end] if end < len(kept) else None
        room = gap * (end - n + 1) if following is None else following - last
        found += [last + room * (i + 1) // (end - n + 1) for i in range(end - n)]
        if following is not None:
            found.append(following)
            last = following
    return found


def _reaches(ordinal: int | None, last: int, needed: int) -> bool:
    """Whether ``needed`` ordinals are free between ``last`` and this one."""
    return ordinal is not None and ordinal - last > needed


def _rising(before: Sequence[int | None]) -> list[int | None]:
    """As many of the ordinals as can be kept in rising order, the others None."""
    tails: list[int] = []  # the least last ordinal of a rising row of each length
    at: list[int] = []  # where it stands
    previous: list[int] = []
    for n, ordinal in enumerate(before):
        if ordinal is None:
            previous.append(-1)
            continue
        length = bisect_left(tails, ordinal)
        previous.append(at[length - 1] if length else -1)
        tails[length : length + 1] = [ordinal]
        at[length : length + 1] = [n]
    found: list[int | None] = [None] * len(before)
    n = at[-1] if at else -1
    while n >= 0:
        found[n] = before[n]
        n = previous[n]
    return found
