"""Stretches of the calendar: a day, a week, a month and so on, each with its TIMEX3 value and its EDTF.

Always true here: ``start`` and ``end`` are the first and last day, inclusive; ``start <= end``; nothing reads a clock.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta
from typing import Literal, NamedTuple

Grain = Literal["day", "week", "weekend", "month", "season", "quarter", "half", "year", "decade", "century"]

SEASONS = ("SP", "SU", "FA", "WI")
EDTF_SPRING = 21  # EDTF numbers seasons 21-24 and quarters 33-36; weeks and half-years are intervals
EDTF_QUARTER = 33
SATURDAY = 5


class OutOfCalendarError(ValueError):
    """A count went before year 1 or past year 9999."""


class Period(NamedTuple):
    """A stretch of days known at one grain; ``value`` is TIMEX3, ``edtf`` is ISO 8601-2."""

    grain: Grain
    start: date
    end: date
    value: str
    edtf: str


def day(d: date) -> Period:
    """The day ``d``."""
    return Period("day", d, d, d.isoformat(), d.isoformat())


def week(d: date) -> Period:
    """The week, Monday to Sunday, that holds ``d``; EDTF has no weeks, so its EDTF is an interval."""
    monday = _plus(d, -d.weekday())
    year_, number, _ = d.isocalendar()
    return Period("week", monday, _plus(monday, 6), f"{year_:04}-W{number:02}", _between(monday, _plus(monday, 6)))


def weekend(d: date) -> Period:
    """The Saturday and Sunday of the week that holds ``d``."""
    saturday = _plus(d, SATURDAY - d.weekday())
    return Period(
        "weekend", saturday, _plus(saturday, 1), f"{week(d).value}-WE", _between(saturday, _plus(saturday, 1))
    )


def month(d: date) -> Period:
    """The month that holds ``d``."""
    name = f"{d.year:04}-{d.month:02}"
    return Period("month", d.replace(day=1), d.replace(day=monthrange(d.year, d.month)[1]), name, name)


def quarter(d: date) -> Period:
    """The calendar quarter that holds ``d``."""
    index = (d.month - 1) // 3
    start = date(d.year, 3 * index + 1, 1)
    end = month(date(d.year, 3 * index + 3, 1)).end
    return Period("quarter", start, end, f"{d.year:04}-Q{index + 1}", f"{d.year:04}-{EDTF_QUARTER + index}")


def half(d: date) -> Period:
    """The half-year that holds ``d``."""
    index = (d.month - 1) // 6
    end = month(date(d.year, 6 * index + 6, 1)).end
    start = date(d.year, 6 * index + 1, 1)
    first, last = month(start).edtf, month(end).edtf
    return Period("half", start, end, f"{d.year:04}-H{index + 1}", f"{first}/{last}")


def year(d: date) -> Period:
    """The year that holds ``d``."""
    name = f"{d.year:04}"
    return Period("year", date(d.year, 1, 1), date(d.year, 12, 31), name, name)


def fiscal(named: Period) -> Period:
    """All that can lie in a fiscal year that bears the name of the year ``named``: an interval."""
    start = date(max(named.start.year - 1, 1), 4, 1)
    end = date(min(named.end.year + 1, 9999), 3, 31)
    return named._replace(start=start, end=end, edtf=f"{month(start).edtf}/{month(end).edtf}")


def decade(d: date) -> Period:
    """The ten years that share the first three digits of ``d``'s year."""
    first = max(d.year - d.year % 10, 1)
    prefix = f"{d.year // 10:03}"
    return Period("decade", date(first, 1, 1), date(d.year - d.year % 10 + 9, 12, 31), prefix, f"{prefix}X")


def century(d: date) -> Period:
    """The hundred years that share the first two digits of ``d``'s year."""
    prefix = f"{d.year // 100:02}"
    first = max(d.year - d.year % 100, 1)
    return Period("century", date(first, 1, 1), date(d.year - d.year % 100 + 99, 12, 31), prefix, f"{prefix}XX")


def season(year_: int, code: str) -> Period:
    """The season ``code`` (SP, SU, FA, WI) of ``year_``, northern hemisphere; a winter begins in the December of its year.

    EDTF's winter ends with its year, so the EDTF of ours is an interval.
    """
    first = 3 * SEASONS.index(code) + 3
    start, end = date(year_, first, 1), month(date(year_ + (code == "WI"), first % 12 + 2, 1)).end
    edtf = f"{year_:04}-{EDTF_SPRING + SEASONS.index(code)}" if code != "WI" else f"{year_:04}-12/{year_ + 1:04}-02"
    return Period("season", start, end, f"{year_:04}-{code}", edtf)


def either_winter(year_: int) -> Period:
    """ "The winter of 1994" is said of either end of that year, so it reaches from December to the February after next."""
    first, last = season(max(year_ - 1, 1), "WI"), season(year_, "WI")
    return Period("season", first.start, last.end, last.value, f"{first.edtf[:4]}-12/{last.end.isoformat()[:7]}")


_OF: dict[str, Callable[[date], Period]] = {
    "day": day,
    "week": week,
    "weekend": weekend,
    "month": month,
    "quarter": quarter,
    "half": half,
    "year": year,
    "decade": decade,
    "century": century,
}
_MONTHS = {"month": 1, "quarter": 3, "half": 6, "season": 3, "year": 12, "decade": 120, "century": 1200}
_DAYS = {"day": 1, "week": 7, "weekend": 7, "fortnight": 14}


def holding(grain: str, d: date) -> Period:
    """The period of ``grain`` that holds the day ``d`` (a ``season`` by its months, winter by its December)."""
    if grain == "season":
        return season(d.year - (d.month < 3), SEASONS[(d.month - 3) % 12 // 3])
    return _OF[grain](d)


def moved(d: date, unit: str, count: int) -> date:
    """The day ``count`` units after ``d``; the last of a shorter month where there is no such day.

    Raises OutOfCalendarError beyond the years 1 to 9999.
    """
    if unit in _DAYS:
        return _plus(d, count * _DAYS[unit])
    index = d.year * 12 + d.month - 1 + count * _MONTHS[unit]
    year_, month_ = divmod(index, 12)
    if not 1 < year_ < 9998:
        raise OutOfCalendarError(f"year {year_}")
    return date(year_, month_ + 1, min(d.day, monthrange(year_, month_ + 1)[1]))


def shifted(period: Period, unit: str, count: int) -> Period:
    """``period`` moved by ``count`` units, at the same grain."""
    if period.grain == "season":
        return season(int(period.value[:4]) + count * _MONTHS.get(unit, 0) // 12, period.value[-2:])
    return holding(period.grain, moved(period.start, unit, count))


def narrowed(period: Period, part: str) -> Period:
    """``period`` said with "early", "mid" or "late" (``START``, ``MID``, ``END``): approximate, and its days narrowed.

    Halves overlap with the middle half on purpose: newsrooms do not agree on where early October ends.
    """
    length = (period.end - period.start).days
    first = {"START": 0, "MID": length // 4, "END": length // 2}[part]
    last = {"START": length // 2, "MID": length - length // 4, "END": length}[part]
    start, end = _plus(period.start, first), _plus(period.start, last)
    edtf = _between(start, end) if "/" in period.edtf else f"{period.edtf}~"
    return period._replace(start=start, end=end, edtf=edtf)


def part(period: Period, number: int, length: int) -> Period:
    """The stretch of ``length`` days that is the ``number``-th of ``period`` (-1: the last); its EDTF is an interval.

    It ends with the period at the latest, and takes in a single day that would be left over.
    """
    first = _plus(period.start, length * (number - 1)) if number > 0 else _plus(period.end, 1 - length)
    start = min(first, period.end)
    end = _plus(start, length - 1)
    end = period.end if (period.end - end).days <= 1 else end
    return period._replace(start=start, end=end, edtf=_between(start, end))


def joined(first: Period, last: Period) -> Period:
    """From the start of ``first`` to the end of ``last``: an EDTF interval."""
    left, right = first.edtf.split("/")[0], last.edtf.split("/")[-1]
    return Period(first.grain, first.start, last.end, f"{first.value}/{last.value}", f"{left}/{right}")


def _between(start: date, end: date) -> str:
    return f"{start.isoformat()}/{end.isoformat()}"


def _plus(d: date, days: int) -> date:
    try:
        return d + timedelta(days=days)
    except OverflowError as error:
        raise OutOfCalendarError(str(days)) from error
