"""CSV: one document a row under a first row of names.

Always true here: rows are numbered from 1 below the names; a row that does not fit the names is a fault, never cut; of cells under the
same name the first that holds something stands.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from .fault import Fault
from .fields import item_of
from .item import Item

if TYPE_CHECKING:
    import _csv

DELIMITERS = ",;\t|"


class Row(NamedTuple):
    """A row by its names, its number from 1 below the names, and where it ends in the file (``line 3``)."""

    cells: Mapping[str, str]
    number: int
    where: str


def read_csv(text: str, fields: Mapping[str, str]) -> Iterator[Item | Fault]:
    """The documents of a ``.csv`` file."""
    for row in rows(text):
        yield row if isinstance(row, Fault) else item_of(row.cells, fields, row.number, row.where)


def first_row(text: str) -> tuple[str, ...]:
    """The names of the columns of ``text``, as they stand in its first row; none where that cannot be read."""
    lines = (line for line in io.StringIO(text, newline="") if line.strip())
    try:
        return tuple(cell.strip() for cell in next(csv.reader(lines, delimiter=_delimiter(text)), []))
    except csv.Error:
        return ()


def rows(text: str) -> Iterator[Row | Fault]:
    """The rows of ``text``; the separator is the comma, semicolon, tab or bar that its first line has most of."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    names: list[str] = []
    number = 0
    try:
        while (cells := _next(reader, len(text))) is not None:
            if not any(cell.strip() for cell in cells):
                continue
            if not names:
                names = [cell.strip() for cell in cells]
                continue
            number += 1
            yield _row(names, cells, number, f"line {reader.line_num}")
    except csv.Error as error:
        yield Fault("R109", f"The row cannot be read: {error}.", f"line {reader.line_num}", number + 1)


def _next(reader: _csv.Reader, longest: int) -> list[str] | None:
    """The cells of the next row, each of up to ``longest`` characters; None at the end.

    Python's reader refuses cells over a limit that belongs to the whole process: it is lifted for this row alone.
    """
    before = csv.field_size_limit(max(longest, 1))
    try:
        return next(reader, None)
    finally:
        csv.field_size_limit(before)


def _delimiter(text: str) -> str:
    return max(DELIMITERS, key=text.lstrip().partition("\n")[0].count)


def _row(names: list[str], cells: list[str], number: int, where: str) -> Row | Fault:
    if len(cells) > len(names):
        return Fault("R109", f"The row has {len(cells)} cells under {len(names)} names.", where, number)
    found: dict[str, str] = {}
    for name, cell in zip(names, cells, strict=False):
        if not found.get(name, "").strip():
            found[name] = cell
    return Row(found, number, where)
