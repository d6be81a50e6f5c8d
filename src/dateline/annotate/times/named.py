"""Periods that a text names: dates, months, weekdays, quarters, seasons, decades, holidays.

Always true here: a printed year makes the basis "stated"; without one the period lies at or before the report's day,
unless the words look ahead, or the last such day is so long ago that a newsroom would have printed its year.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from . import periods
from .grammar import Value
from .holidays import holiday
from .meaning import Meaning, Parts, Setting, counted, far, relative, stated
from .numerals import numeric_days
from .periods import Period

LONGEST_BACK = 300
"""Days back, or ahead, beyond which a date without a year is rather the other one: news style prints a distant date's year.

Value F1 on TimeBank and AQUAINT: 80.1 at 200, 80.5 at 240, 80.3 at 300, 80.0 at 330, 78.8 without. 300 rather than the best
because "since May", said in March, looks back.
"""
_SATURDAY = 5
_ON_REPORT_DAY = {"shift", "this", "tonight"}
_STALE_QUARTER = 120  # days after its end when "expects first-quarter sales" means the next first quarter


def base(parts: Parts, setting: Setting) -> Meaning:
    """The day or longer period that the parts name; only a part of day falls on the day mentioned last."""
    for label, reading in _READINGS:
        if label in parts:
            return reading(parts, setting)
    focus = setting.focus.start if setting.focus and setting.focus.grain == "day" else None
    if "relation" in parts:
        return counted(focus or setting.anchor, "day", int(parts["relation"]))
    if not _ON_REPORT_DAY.isdisjoint(parts):
        return counted(setting.anchor, "day", int(parts.get("shift", 0)))
    return counted(focus or setting.anchor, "day", 0)


def quarters(parts: Parts, setting: Setting) -> Meaning:
    """A numbered quarter or half of a year: of the year that the text names, else the last one up to the report's day."""
    grain = str(parts["unit"])
    months = 3 if grain == "quarter" else 6
    number = int(parts["ordinal"]) if "ordinal" in parts else 12 // months
    if number > 12 // months:
        return Meaning(f"P1{grain[0].upper()}")
    year = _year_of(parts, setting)
    month = months * (number - 1) + 1
    if year is not None:
        period = periods.holding(grain, date(year, month, 1))
        return stated(period) if "year" in parts else _from(period, setting)
    if setting.anchor is None:
        return Meaning(f"XXXX-{grain[0].upper()}{number}")
    start = date(setting.anchor.year, month, 1)
    old = (setting.anchor - periods.holding(grain, start).end).days > _STALE_QUARTER
    step = int(setting.ahead and old) - int(start > setting.anchor and not setting.ahead) - int("back" in parts)
    return relative(periods.holding(grain, periods.moved(start, "year", step)), setting.anchor)


def that_quarter(parts: Parts, setting: Setting) -> Meaning:
    """The quarter that the report tells of, or the same one in another year."""
    if setting.anchor is None:
        return Meaning("XXXX-QX")
    told = setting.quarter or periods.quarter(periods.moved(setting.anchor, "quarter", -1))
    year = _year_of(parts, setting)
    back = int("back" in parts or parts.get("shift") == -1)
    count = year - told.start.year if year is not None else -back
    return replace(relative(periods.shifted(told, "year", count), setting.anchor), focus=None)


def decades(parts: Parts, setting: Setting) -> Meaning:  # noqa: ARG001  one signature for all meanings
    """Ten years."""
    return stated(periods.decade(date(int(parts["decade"]), 1, 1)))


def centuries(parts: Parts, setting: Setting) -> Meaning:  # noqa: ARG001  one signature for all meanings
    """A hundred years: the 20th century is 19XX."""
    first = 100 * (int(parts["century"]) - 1)
    return stated(periods.century(date(max(first, 1), 1, 1)))


def seasons(parts: Parts, setting: Setting) -> Meaning:
    """A season: of the year that the text names, else the last one begun by the report's day, or the next."""
    code = str(parts["season"])
    year = int(parts["year"]) if "year" in parts else None
    anchor = setting.anchor
    if year is not None:
        return stated(periods.season(year, code))
    if anchor is None:
        return Meaning(f"XXXX-{code}")
    if "unit" in parts:
        return relative(periods.season(anchor.year + int(parts["shift"]), code), anchor)
    current = anchor.year - (anchor.month < 3 and code == "WI")
    begun = anchor >= date(current, 3 * periods.SEASONS.index(code) + 3, 1)
    over = periods.holding("season", anchor).value != f"{current:04}-{code}" and begun
    shift = parts.get("shift", parts.get("relation"))
    if shift == 1 or (setting.ahead and shift is None):
        step = int(begun)
    elif shift == -1:
        step = 0 if over else -1
    else:
        step = 0 if begun or shift == 0 else -1
    return relative(periods.season(current + step, code), anchor)


def holidays(parts: Parts, setting: Setting) -> Meaning:
    """A holiday, in the printed year or around the report's day."""
    name = str(parts["holiday"])
    if "year" in parts:
        found = holiday(name, int(parts["year"]))
        return stated(periods.day(found)) if found else far(-1)
    if setting.anchor is None:
        return Meaning("XXXX-XX-XX")
    near = [holiday(name, setting.anchor.year + step) for step in (-1, 0, 1)]
    return relative(_chosen([periods.day(d) for d in near if d], parts, setting, setting.anchor), setting.anchor)


def _printed(parts: Parts, setting: Setting) -> Meaning:
    """A date all in digits; where day and month could be either, the reading nearest to the report's day."""
    days = numeric_days(str(parts.get("iso", parts.get("numeric_date"))))
    if len(days) == 1:
        return stated(periods.day(days[0]))
    if setting.anchor is None:
        return Meaning(f"{days[0].year:04}")
    anchor = setting.anchor
    return relative(periods.day(min(days, key=lambda d: abs(d - anchor))), anchor)


def _month(parts: Parts, setting: Setting) -> Meaning:
    """A month, or a day of it, with the year that is printed or follows."""
    month, day = int(parts["month"]), int(parts["day"]) if "day" in parts else None
    year = _year_of(parts, setting)
    if year is not None:
        period = _dated(year, month, day)
        return stated(period) if "year" in parts else _from(period, setting)
    if setting.anchor is None:
        return Meaning(f"XXXX-{month:02}" + (f"-{day:02}" if day else ""))
    if parts.get("shift") == 0 and "weekday" not in parts and _exists(setting.anchor.year, month, day):
        return relative(_dated(setting.anchor.year, month, day), setting.anchor)
    found = _candidates(setting.anchor.year, month, day, parts.get("weekday"))
    return relative(_chosen(found, parts, setting, setting.anchor), setting.anchor)


def _year_of(parts: Parts, setting: Setting) -> int | None:
    """The year that is printed, or named by this, last or next year."""
    if "year" in parts:
        return int(parts["year"])
    if "shift" in parts and setting.anchor and ("unit" in parts or "u_year" in parts):
        return setting.anchor.year + int(parts["shift"])
    return None


def _chosen(found: list[Period], parts: Parts, setting: Setting, anchor: date) -> Period:
    """Of the same day or month in several years, the one that is meant."""
    shift = parts.get("shift")
    if "weekday" in parts and "day" in parts:
        return min(found, key=lambda p: abs((p.start - anchor).days))
    past = [p for p in found if p.start <= anchor and (shift != -1 or p.end < anchor)]
    ahead = [p for p in found if p.end >= anchor and (shift != 1 or p.start > anchor)]
    if not past or not ahead:
        return (past or ahead)[0 if ahead else -1]
    stale = shift is None and (anchor - past[-1].end).days > LONGEST_BACK
    soon = (ahead[0].start - anchor).days <= LONGEST_BACK
    forward = shift == 1 or stale or (setting.ahead and shift is None and soon)
    return ahead[0] if forward else past[-1]


def _candidates(year: int, month: int, day: int | None, weekday: Value | None) -> list[Period]:
    """The month, or its day, in the years around ``year``; a printed weekday narrows them to the years it fits."""
    found = [_dated(y, month, day) for y in (year - 1, year, year + 1) if _exists(y, month, day)]
    if not found:  # 29 February
        found = [_dated(y, month, day) for y in range(year - 8, year + 9) if _exists(y, month, day)]
    return [p for p in found if p.start.weekday() == weekday] or found


def _weekday(parts: Parts, setting: Setting) -> Meaning:
    """A day of the week: the last one up to the report's day unless "last", "next" or the words before say otherwise."""
    number, anchor = int(parts["weekday"]), setting.anchor
    if anchor is None:
        return Meaning(f"XXXX-WXX-{number + 1}")
    shift = parts.get("shift", parts.get("relation"))
    if "week" in parts:
        return counted(anchor, "day", 7 * int(parts["shift"]) - anchor.weekday() + number)
    if "relation" in parts and setting.focus and setting.focus.grain == "day":
        anchor = setting.focus.start
    behind = (anchor.weekday() - number) % 7
    if shift == 1:
        step = 7 - behind
    elif shift == -1:
        step = -(behind or 7)
    else:
        step = (7 - behind) % 7 if shift == 0 or setting.ahead else -behind
    return counted(anchor, "day", step)


def _deictic(parts: Parts, setting: Setting) -> Meaning:
    return counted(setting.anchor, "day", int(parts["deictic"]))


def _unit(parts: Parts, setting: Setting) -> Meaning:
    """This, last or next week, month, year ...; the weekend without such a word is the last one begun."""
    unit, shift = str(parts["unit"]), int(parts.get("shift", 0))
    if setting.anchor is None:
        return far(shift)
    if unit == "weekend" and "shift" not in parts and setting.anchor.weekday() < _SATURDAY and not setting.ahead:
        shift = -1
    return counted(setting.anchor, unit, shift)


def _year(parts: Parts, setting: Setting) -> Meaning:  # noqa: ARG001  one signature for all readings
    return stated(periods.year(date(int(parts["year"]), 1, 1)))


_READINGS: tuple[tuple[str, Callable[[Parts, Setting], Meaning]], ...] = (
    ("iso", _printed), ("numeric_date", _printed), ("month", _month), ("weekday", _weekday), ("deictic", _deictic),
    ("unit", _unit), ("year", _year),
)  # fmt: skip


def _from(period: Period, setting: Setting) -> Meaning:
    return relative(period, setting.anchor) if setting.anchor else far(0)


def _dated(year: int, month: int, day: int | None) -> Period:
    return periods.month(date(year, month, 1)) if day is None else periods.day(date(year, month, day))


def _exists(year: int, month: int, day: int | None) -> bool:
    try:
        date(year, month, day or 1)
    except ValueError:
        return False
    return True
