"""Time as a bar of letters: who held an office when, one letter a stretch of days.

Always true here: each status has a letter of its own, so that the bar tells it without colour; nothing is drawn where nothing is told.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from ..rules import table

if TYPE_CHECKING:
    from ..views.offices import OfficeRow

WIDTH = 32
"""Letters in a bar: a month by the day, or a year by eleven days, beside a name on a line of 80."""
BEFORE = 366
"""Days before the first report that the axis reaches back for a beginning or an end; what is older begins at its left edge."""
LASTING = ("holds", "acting", "appointed", "elected", "claimed", "disputed")


class Axis:
    """The days that the bars of a listing cover, and the cell of a day."""

    def __init__(self, rows: Iterable[OfficeRow]) -> None:
        given = list(rows)
        told = [date.fromisoformat(row.as_of.earliest) for row in given if row.as_of]
        ends = [date.fromisoformat(day) for row in given for day in _ends(row) if day]
        first = min(told, default=date.max)
        days = [
            *told,
            *(day for day in ends if 0 <= (first - day).days <= BEFORE or (told and first <= day <= max(told))),
        ]
        self.first = min(days, default=None)
        self.last = max(days, default=None)

    @property
    def days(self) -> int:
        """How many days after the first the last is; 0 where there is nothing to draw."""
        return (self.last - self.first).days if self.first and self.last else 0

    def cell(self, day: str) -> int:
        """The cell of an ISO day; days beyond the ends are at the ends."""
        if self.first is None or self.last is None:
            return 0
        return min(max((date.fromisoformat(day) - self.first).days * (WIDTH - 1) // max(self.days, 1), 0), WIDTH - 1)


def bar(rows: Sequence[OfficeRow], axis: Axis) -> str:
    """The bar of one holder of one office: from each passage's day on its status, until the next or the end; blanks elsewhere."""
    letters = table("labels")["office_letter"]
    cells = [" "] * WIDTH
    dated = sorted((stretch for row in rows if (stretch := _stretch(row, axis))), key=lambda s: s[:2])
    for number, (start, end, status) in enumerate(dated):
        following = dated[number + 1][0] if number + 1 < len(dated) else end
        stop = max(end, following) if status in LASTING else end
        for cell in range(start, stop + 1):
            cells[cell] = letters[status]
    for _, end, status in dated:
        if status not in LASTING:
            cells[end] = letters[status]
    return "".join(cells)


def legend(rows: Iterable[OfficeRow]) -> Iterator[str]:
    """What the letters mean, those that occur, in their order."""
    there = {row.status for row in rows}
    return (f"{letter} {status}" for status, letter in table("labels")["office_letter"].items() if status in there)


def _ends(row: OfficeRow) -> tuple[str | None, str | None]:
    return (row.since.earliest if row.since else None, row.until.latest if row.until else None)


def _stretch(row: OfficeRow, axis: Axis) -> tuple[int, int, str] | None:
    """The cells that one passage tells of, and its status."""
    if row.told_of is None:
        return None
    start, end = row.told_of
    if axis.first and date.fromisoformat(end) < axis.first:
        return None  # all of it was over before the axis begins
    return axis.cell(start), max(axis.cell(start), axis.cell(end)), row.status
