"""How likely each day is to be the report's: every sign gives each day points by how far it lies from what it says.

Always true here: the points are those of ``report_dates.toml``, natural logarithms, added up; the chances of all days
together are one; no day is looked at but those of the years around the printed ones.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import cache

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from ...rules import table
from .signs import Sign, Signs

Days = NDArray[np.int64]
"""Days counted from 1970-01-01."""

YEARS = 5
"""Printed years, latest first, around which the report's is looked for; older ones are history."""
AROUND = range(-4, 4)
"""Years from a printed one in which the report can lie: a report of 2016 may print 2020 as its only year."""
_EPOCH = date(1970, 1, 1)
_FIRST, _LAST = 1950, 2050  # the years that a report may be of
_YEARLESS = range(
    -65, 300
)  # days from a date without a year to the report: it is the next or, mostly, the last such day
_FAR = 10**6


class Likeliest(Struct, frozen=True):
    """The likeliest day, and the chance that the report's day is this one or one beside it."""

    day: date
    chance: float


def likeliest(signs: Signs, within: tuple[date, date] | None) -> Likeliest | None:
    """The likeliest day of a report; None where no date is printed. ``within`` are the first and last day it can be."""
    days = candidates(signs, within)
    if not len(days) or not any(sign.day is not None for sign in signs.signs):
        return None
    return chosen(points(signs, days), days)


def chosen(total: NDArray[np.float64], days: Days) -> Likeliest:
    """The day of ``days`` that, with those beside it, has the highest chance by the points ``total``."""
    chances = np.exp(total - total.max())
    chances /= chances.sum()
    beside = chances.copy()
    adjacent = np.diff(days) == 1
    beside[:-1] += chances[1:] * adjacent
    beside[1:] += chances[:-1] * adjacent
    best = int(np.argmax(np.round(chances + beside, 9)))
    return Likeliest(_EPOCH + timedelta(days=int(days[best])), float(beside[best]))


def candidates(signs: Signs, within: tuple[date, date] | None) -> Days:
    """The days that the report can be of, in order."""
    if within is not None:
        return np.arange(_number(within[0]), _number(within[1]) + 1)
    around = {year + step for year, _ in signs.years[:YEARS] for step in AROUND}
    spans = [
        np.arange(_number(date(y, 1, 1)), _number(date(y + 1, 1, 1))) for y in sorted(around) if _FIRST <= y < _LAST
    ]
    return np.concatenate(spans) if spans else np.zeros(0, np.int64)


def points(signs: Signs, days: Days) -> NDArray[np.float64]:
    """The points of each of ``days`` over all signs and the printed years."""
    total = np.zeros(len(days))
    for place in places(signs, days):
        if place.row in table("report_dates")["points"]:
            total += _row(place.row)[place.column]
    return total


class Place(Struct, frozen=True):
    """For each day the column of one row of the table of points."""

    row: str
    column: NDArray[np.int64]


def places(signs: Signs, days: Days) -> Iterator[Place]:
    """Where each sign, and then the printed years, stand in the table of points, for each of ``days``."""
    for sign in signs.signs:
        column = columns(sign, days)
        yield from (Place(row, column) for row in sign.rows)
    if signs.years:
        years = _years(days)
        first = int(years.min())
        span = range(first, int(years.max()) + 1)
        behind = np.array([_behind(signs.years, year) for year in span])
        ahead = np.array([_ahead(signs.years, year) for year in span])
        yield Place("years-behind", behind[years - first])
        yield Place("years-ahead", ahead[years - first])


def of_sign(sign: Sign, day: date) -> float:
    """The points that ``sign`` gives to ``day``."""
    column = int(columns(sign, np.array([_number(day)]))[0])
    known = table("report_dates")["points"]
    return float(sum(_row(row)[column] for row in sign.rows if row in known))


def columns(sign: Sign, days: Days) -> NDArray[np.int64]:
    """The column of the table of points for ``sign`` on each of ``days``: by days, months or weekdays that lie between."""
    if sign.full is not None:
        return _by_days(days - _number(sign.full))
    if sign.day is not None:
        return _yearless(sign, days)
    if sign.weekday is not None:
        return (days + _EPOCH.weekday() - sign.weekday) % 7
    months = days.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)
    if sign.year is not None:
        since = months - ((sign.year - _EPOCH.year) * 12 + (sign.month or 1) - 1)
        return np.clip(since, -3, 14) + 3
    return (months + 1 - (sign.month or 1)) % 12


def _by_days(lags: Days) -> NDArray[np.int64]:
    return np.searchsorted(np.array(table("report_dates")["edges"]), lags, side="right")


def _yearless(sign: Sign, days: Days) -> NDArray[np.int64]:
    """A date without a year is the nearest such day; on another weekday than is printed with it it is not that date."""
    lags = np.full(len(days), _FAR)
    fits = np.ones(len(days), bool)
    years = _years(days[[0, -1]])
    for year in range(int(years[0]) - 1, int(years[1]) + 2):
        try:
            day = _number(date(year, sign.month or 1, sign.day or 1))
        except ValueError:  # 29 February
            continue
        near = (days - day >= _YEARLESS.start) & (days - day < _YEARLESS.stop)
        lags[near] = days[near] - day
        if sign.weekday is not None:
            fits[near] = (day + _EPOCH.weekday()) % 7 == sign.weekday
    return np.where(fits, _by_days(lags), len(table("report_dates")["edges"]) + 1)


def _behind(years: Sequence[tuple[int, int]], year: int) -> int:
    """The column for the latest printed year up to ``year``: printed once, up to three times, oftener; how long ago."""
    last, times = next(((y, n) for y, n in years if y <= year), (0, 0))
    gap = year - last
    if not times:
        return 8
    if gap:
        return 2 + min(gap, 4) if gap < 8 else 7
    return 0 if times == 1 else 1 if times < 4 else 2


def _ahead(years: Sequence[tuple[int, int]], year: int) -> int:
    """The column for the first printed year after ``year``: none, the next, two, three, up to seven, or more years on."""
    gap = min((y for y, _ in years if y > year), default=year) - year
    return gap if gap < 4 else 4 if gap < 8 else 5


def _years(days: Days) -> NDArray[np.int64]:
    return days.astype("datetime64[D]").astype("datetime64[Y]").astype(np.int64) + _EPOCH.year


def _number(day: date) -> int:
    return (day - _EPOCH).days


@cache
def _row(name: str) -> NDArray[np.float64]:
    """One row of the table; rows by days end with the points where the printed weekday is not that of the day."""
    source = table("report_dates")
    told = source["points"][name]
    return np.array([*told, source["wrong_weekday"]] if len(told) == len(source["edges"]) + 1 else told)
