"""Bars of offices: what is drawn for whom, when."""

from __future__ import annotations

import pytest
from factory import OFFICES, record, when

from dateline.cli.bars import WIDTH, Axis, bar, legend
from dateline.cli.shown import office_lines
from dateline.model.notes import OfficeStatus
from dateline.model.record import Occupancy
from dateline.views.index import Index
from dateline.views.offices import OfficeRow, office_rows

DAYS = ("2020-01-01", "2020-02-01")  # 32 days: one letter a day


def rows(*told: tuple[OfficeStatus, str | None, str | None, str], of: str | None = None) -> tuple[OfficeRow, ...]:
    """Passages of one holder: status, since, until, day of telling; ``of`` is the date that they speak of."""

    def occupancy(n: int, status: OfficeStatus, since: str | None, until: str | None, seen: str) -> Occupancy:
        ends = {"since": when(since, "stated") if since else None, "until": when(until, "stated") if until else None}
        spoken = when(of, "stated") if of else None
        return Occupancy(
            f"h-{n}", OFFICES[0].office, None, OFFICES[0].holder, status, spoken, OFFICES[0].span, OFFICES[0].statement, "x",
            **ends, as_of=when(seen, "stated"),
        )  # fmt: skip

    made = [occupancy(n, *passage) for n, passage in enumerate(told)]
    data = record()
    return office_rows(
        Index(type(data)(**{f: getattr(data, f) for f in data.__slots__} | {"occupancies": tuple(made)}))
    )


@pytest.mark.parametrize(
    ("told", "drawn"),
    [
        ([("holds", None, None, "2020-01-02"), ("resigned", None, "2020-01-05", "2020-01-06")], " ███×"),
        ([("appointed", "2020-01-03", None, "2020-01-03"), ("holds", None, None, "2020-01-06")], "  ▆▆▆█"),
        ([("acting", "2020-01-01", None, "2020-01-04")], "▒▒▒▒"),
        ([("disputed", None, None, "2020-01-02")], " ≠"),
        ([("former", None, None, "2020-01-02")], ""),
        ([("holds", "1999", None, "2020-01-03")], "███"),
    ],
)
def test_a_bar_tells_each_status_by_its_letter(told, drawn: str) -> None:
    """A status lasts until the next passage; who was somebody before has no place on the axis."""
    found = rows(*told)
    axis = Axis((*found, *rows(*(("holds", None, None, day) for day in DAYS))))
    assert (axis.days, len(bar(found, axis))) == (31, WIDTH)
    assert bar(found, axis).rstrip() == drawn


def test_the_legend_names_what_occurs() -> None:
    """Letters that are not drawn are not explained."""
    found = rows(("acting", None, None, DAYS[0]), ("holds", None, None, DAYS[1]))
    assert list(legend(found)) == ["█ holds", "▒ acting"]


def test_one_day_has_no_bars() -> None:
    """Where all reports are of one day there is nothing to draw."""
    lines = list(office_lines(rows(("holds", None, None, DAYS[0]))))
    assert not any("[" in text for line in lines for text, _ in line.pieces)


@pytest.mark.parametrize(("of", "drawn"), [("2005", ""), ("2020-01-03", "  █"), ("2020-01-05", "    █")])
def test_a_passage_on_the_past_is_drawn_there(of: str, drawn: str) -> None:
    """ "President A fled in 2005" tells nothing of the day on which it was written."""
    found = rows(("holds", None, None, "2020-01-05"), of=of)
    axis = Axis((*found, *rows(*(("holds", None, None, day) for day in DAYS))))
    assert bar(found, axis).rstrip() == drawn


def test_what_ended_before_the_axis_is_not_drawn() -> None:
    """A resignation of long ago is no mark on the first day."""
    found = rows(("resigned", None, "2005-03-04", "2020-01-05"))
    axis = Axis((*found, *rows(*(("holds", None, None, day) for day in DAYS))))
    assert bar(found, axis).strip() == ""
