"""Periods that a text names: dates, months, weekdays, quarters, seasons, decades, holidays.

Always true here: a printed year makes the basis "stated"; without one the period lies at or before the report's day,
unless the words look ahead, or the last such day is so long ago that a newsroom would have printed its year.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from msgspec.structs import replace

from . import periods
from .grammar import Value
from .holidays import holiday, nth_weekday
from .meaning import Meaning, Parts, Setting, counted, far, relative, stated
from .numerals import numeric_days
from .periods import Period

TURN_OF_YEAR = 9  # months back that are rather the next year's: January after October
LONGEST_BACK = 300
"""Days back, or ahead, beyond which a date without a year is rather the other one: news style prints a distant date's year.

Value F1 on TimeBank and AQUAINT: 80.1 at 200, 80.5 at 240, 80.3 at 300, 80.0 at 330, 78.8 without. 300 rather than the best
because "since May", said in March, looks back.
"""
_SATURDAY = 5
NEARER_BACK = 3  # "this Monday" is the nearer one
TOMORROW = 6
"""A weekday last seen six days ago is rather tomorrow, even in the past tense: so were 11 of 13 on TimeBank and AQUAINT, and 34
of 40 read in US news, where reports outrun the date they carry. In the past tense its EDTF is marked uncertain ("?").
"""
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
    if "own" in parts and year is not None:  # which months a fiscal quarter has, its body alone knows
        return Meaning(f"{year[0]:04}-{grain[0].upper()}{number}")
    if year is not None:
        return _dated_from(periods.holding(grain, date(year[0], month, 1)), year[1])
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
    count = year[0] - told.start.year if year is not None else -back
    counted_from = setting.quarter.start if setting.quarter else setting.anchor
    return replace(relative(periods.shifted(told, "year", count), counted_from), focus=None)


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
    anchor = setting.anchor
    year = _year_of(parts, setting) or _told_year(parts, setting, 3 * periods.SEASONS.index(code) + 3)
    if "relation" in parts and "u_year" not in parts and setting.last:
        return _season_beside(code, int(parts["relation"]), setting.last)
    if year is not None:
        either = code == "WI" and "year" in parts and "upto" not in parts
        return _dated_from(periods.either_winter(year[0]) if either else periods.season(year[0], code), year[1])
    if anchor is None or "u_year" in parts:
        return Meaning(f"XXXX-{code}")
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


def _season_beside(code: str, step: int, last: Period) -> Meaning:
    """That season, or the one before or after the date mentioned last."""
    year = last.start.year
    if step == 0:
        return relative(periods.season(year, code), last.start)
    near = [periods.season(year + move, code) for move in (-1, 0, 1)]
    if step > 0:
        return relative(next(s for s in near if s.start > last.start or s is near[-1]), last.start)
    return relative(next(s for s in reversed(near) if s.end < last.start or s is near[0]), last.start)


def holidays(parts: Parts, setting: Setting) -> Meaning:
    """A holiday, in the printed year or around the report's day; without a date where countries differ."""
    name = str(parts["holiday"])
    years, counted_from = _holiday_years(parts, setting)
    days = [periods.day(d) for year in years if (d := holiday(name, year))]
    if not days:
        return Meaning(f"{years[0]:04}-XX-XX" if len(years) == 1 else "XXXX-XX-XX")
    if len(years) > 1 and counted_from is not None:
        return relative(_chosen(days, parts, setting, counted_from), counted_from)
    return relative(days[0], counted_from) if counted_from is not None else stated(days[0])


def _holiday_years(parts: Parts, setting: Setting) -> tuple[list[int], date | None]:
    """The years that a holiday can be of, and the day that they are counted from (None for a printed year)."""
    if "year" in parts:
        return [int(parts["year"])], None
    if told := _told_year(parts, setting, 0):
        return [told[0]], told[1]
    if setting.anchor is None:
        return [], None
    return [setting.anchor.year + step for step in (-1, 0, 1)], setting.anchor


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
    if year is None and "relation" in parts:
        return (
            _month_beside(month, int(parts["relation"]), setting.last)
            if "u_year" not in parts
            else _no_year(month, day)
        )
    year = year or _told_year(parts, setting, month)
    if year is not None:
        return (
            _dated_from(_dated(year[0], month, day), year[1]) if _exists(year[0], month, day) else _no_year(month, day)
        )
    if setting.anchor is None:
        return _no_year(month, day)
    if parts.get("shift") == 0 and "weekday" not in parts and _exists(setting.anchor.year, month, day):
        return relative(_dated(setting.anchor.year, month, day), setting.anchor)
    found = _candidates(setting.anchor.year, month, day, parts.get("weekday"))
    return relative(_chosen(found, parts, setting, setting.anchor), setting.anchor)


def _no_year(month: int, day: int | None) -> Meaning:
    return Meaning(f"XXXX-{month:02}" + (f"-{day:02}" if day else ""))


def _month_beside(month: int, step: int, last: Period | None) -> Meaning:
    """That month, or the one before or after the date mentioned last."""
    if last is None:
        return _no_year(month, None)
    here = periods.month(last.start)
    near = [periods.month(date(last.start.year + move, month, 1)) for move in (-1, 0, 1)]
    if step > 0:
        return relative(next(m for m in near if m.start > here.start), last.start)
    return relative(next(m for m in reversed(near) if m.start < here.start) if step < 0 else near[1], last.start)


def _year_of(parts: Parts, setting: Setting) -> tuple[int, date | None] | None:
    """The year that is printed, or that this, last, next or that year names, with the day it was counted from."""
    if "year" in parts:
        return int(parts["year"]), None
    if "relation" in parts and "u_year" in parts and setting.last:
        return setting.last.start.year + int(parts["relation"]), setting.last.start
    if "shift" in parts and setting.anchor and ("unit" in parts or "u_year" in parts):
        return setting.anchor.year + int(parts["shift"]), setting.anchor
    return None


def _told_year(parts: Parts, setting: Setting, month: int) -> tuple[int, date] | None:
    """In a narrative, the year of the date mentioned last; January after a December is of the next."""
    last = setting.last
    if not setting.narrative or last is None or "shift" in parts:
        return None
    turned = last.grain in {"day", "month"} and last.start.month - month >= TURN_OF_YEAR
    return last.start.year + turned, last.start


def _dated_from(period: Period, counted_from: date | None) -> Meaning:
    return stated(period) if counted_from is None else relative(period, counted_from)


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
    shift = parts.get("shift", parts.get("relation"))
    if "week" in parts and anchor:
        return counted(anchor, "day", 7 * int(parts["shift"]) - anchor.weekday() + number)
    focus = setting.focus.start if setting.focus and setting.focus.grain == "day" else None
    if setting.narrative and shift is None and anchor is None:
        return _after(focus, number)
    anchor = (focus or anchor) if "relation" in parts else anchor
    if anchor is None:
        return _no_day(number)
    step = _step((anchor.weekday() - number) % 7, shift, setting)
    meaning = counted(anchor, "day", step)
    if step == 1 and shift is None and setting.tense == "past" and meaning.period:
        return replace(meaning, period=meaning.period._replace(edtf=f"{meaning.period.edtf}?"))
    return meaning


def _step(behind: int, shift: Value | None, setting: Setting) -> int:
    """Days from the report's day to a weekday that was last ``behind`` days ago."""
    if isinstance(shift, int) and shift > 0:
        return 7 * shift - behind
    if isinstance(shift, int) and shift < 0:
        return 7 * (shift + 1) - (behind or 7)
    if shift == 0:
        return -behind if behind <= NEARER_BACK else 7 - behind
    return (7 - behind) % 7 if setting.ahead or behind == TOMORROW else -behind


def _after(focus: date | None, number: int) -> Meaning:
    """In a narrative, the next such day from the day mentioned last on."""
    return counted(focus, "day", (number - focus.weekday()) % 7) if focus else _no_day(number)


def _no_day(number: int) -> Meaning:
    return Meaning(f"XXXX-WXX-{number + 1}")


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


def _monthday(parts: Parts, setting: Setting) -> Meaning:
    """A day of the month that the words name, of the one mentioned last, or of the report's."""
    number, anchor = int(parts["monthday"]), setting.anchor
    if "shift" in parts:
        return (
            _nth_day(periods.moved(anchor, "month", int(parts["shift"])), anchor, number)
            if anchor
            else _no_month(number)
        )
    last = setting.last
    if last and last.grain in {"day", "month"} and (setting.focus or setting.narrative or "relation" in parts):
        return _nth_day(last.start, last.start, number)
    if anchor is None or "relation" in parts:
        return _no_month(number)
    near = [periods.moved(anchor.replace(day=1), "month", step) for step in (-2, -1, 0, 1)]
    found = [periods.day(d.replace(day=number)) for d in near if _exists(d.year, d.month, number)]
    return relative(_chosen(found, parts, setting, anchor), anchor)


def _nth_day(month: date, counted_from: date, number: int) -> Meaning:
    if not _exists(month.year, month.month, number):
        return _no_month(number)
    return relative(periods.day(month.replace(day=number)), counted_from)


def _no_month(number: int) -> Meaning:
    return Meaning(f"XXXX-XX-{number:02}")


def _nth_weekday(parts: Parts, setting: Setting) -> Meaning:
    """The first Monday of a month."""
    month = _month({k: v for k, v in parts.items() if k not in {"of_weekday", "nth_weekday"}}, setting)
    if month.period is None:
        return month
    start = month.period.start
    found = nth_weekday(start.year, start.month, int(parts["of_weekday"]), int(parts["nth_weekday"]))
    if found.month != start.month:
        return month
    return replace(month, value=found.isoformat(), period=(day := periods.day(found)), focus=day)


_READINGS: tuple[tuple[str, Callable[[Parts, Setting], Meaning]], ...] = (
    ("iso", _printed), ("numeric_date", _printed), ("monthday", _monthday), ("nth_weekday", _nth_weekday),
    ("month", _month), ("weekday", _weekday), ("deictic", _deictic),
    ("unit", _unit), ("year", _year),
)  # fmt: skip


def _dated(year: int, month: int, day: int | None) -> Period:
    return periods.month(date(year, month, 1)) if day is None else periods.day(date(year, month, day))


def _exists(year: int, month: int, day: int | None) -> bool:
    try:
        date(year, month, day or 1)
    except ValueError:
        return False
    return True
