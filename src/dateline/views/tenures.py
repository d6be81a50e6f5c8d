"""Offices as bars over time: one row a holder, one stretch for what each passage tells.

Always true here: a stretch goes no further than what is told; what is told of one day is one day long; positions lie in 0..1.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from msgspec import Struct

from ..model.days import shifted
from ..model.words import OfficeStatus
from .offices import OfficeRow

_BEFORE = 366
"""Days before the first telling that the axis reaches back for a beginning; what is older begins at its left edge."""


class Stretch(Struct, frozen=True):
    """What one passage tells of a holder: from ``left`` to ``right`` on the axis; ``reaches_back`` where it begins before the axis."""

    status: OfficeStatus
    left: float
    right: float
    label: str
    reaches_back: bool


class Holder(Struct, frozen=True):
    """Somebody who holds, takes or leaves an office, as far as passages tell; ``rows`` are these passages."""

    name: str | None
    entity: str | None
    stretches: tuple[Stretch, ...]
    rows: tuple[OfficeRow, ...]


class OfficeBars(Struct, frozen=True):
    """One office with its holders in order of time; ``first`` and ``last`` are the days (ISO) at the ends of the axis, if any."""

    office: str
    body: str | None
    holders: tuple[Holder, ...]
    n_passages: int
    first: str | None
    last: str | None


def office_bars(rows: Sequence[OfficeRow], n_passages: int) -> OfficeBars:
    """The passages about one office as bars; ``rows`` are not empty."""
    spans = {row.id: _days(row) for row in rows}
    axis = _axis(rows, [span for span in spans.values() if span])
    by_holder: dict[tuple[str | None, str | None], list[OfficeRow]] = {}
    for row in rows:
        by_holder.setdefault((row.holder_id, row.holder), []).append(row)
    holders = [
        Holder(name, entity, tuple(_stretches(found, spans, axis)), tuple(found))
        for (entity, name), found in by_holder.items()
    ]
    ordered = sorted(
        holders, key=lambda h: (not h.stretches, min((s.left for s in h.stretches), default=0.0), h.name or "")
    )
    first, last = (axis[0].isoformat(), axis[1].isoformat()) if axis else (None, None)
    return OfficeBars(rows[0].office, rows[0].body_apart, tuple(ordered), n_passages, first, last)


Days = tuple[date, date]


def _days(row: OfficeRow) -> Days | None:
    """From when to when a passage tells that somebody is in office, or the day of a change; None where nothing tells it."""
    if row.told_of is None:
        return None
    first, last = map(date.fromisoformat, row.told_of)
    return min(first, last), max(first, last)


def _axis(rows: Iterable[OfficeRow], spans: Sequence[Days]) -> Days | None:
    if not spans:
        return None
    told = [date.fromisoformat(row.as_of.earliest) for row in rows if row.as_of]
    base = min(told) if told else max(end for _, end in spans)
    near = [day for span in spans for day in span if (base - day).days <= _BEFORE]
    first, last = min([*near, base]), max([*(end for _, end in spans), *told])
    return (first, last) if first < last else (shifted(first, -3), shifted(last, 3))


def _stretches(rows: Iterable[OfficeRow], spans: dict[str, Days | None], axis: Days | None) -> Iterable[Stretch]:
    for row in rows:
        days = spans[row.id]
        if days is None or axis is None or days[1] < axis[0]:
            continue
        whole = (axis[1] - axis[0]).days + 1
        left = max(0, (days[0] - axis[0]).days) / whole
        right = ((days[1] - axis[0]).days + 1) / whole
        yield Stretch(row.status, left, min(1.0, right), _label(row, days), days[0] < axis[0])


def _label(row: OfficeRow, days: Days) -> str:
    first, last = days[0].isoformat(), days[1].isoformat()
    return f"{row.status}: {first}" if first == last else f"{row.status}: {first} to {last}"
