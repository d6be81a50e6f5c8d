"""The meanings that rules name in ``times.toml``: one function each, from the parts of a hit to its value and period.

Always true here: the table at the end is the whole list; a rule with another ``means`` fails at once.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import lru_cache

from msgspec.structs import replace

from . import counted, named, periods
from .find import REMEMBERED
from .find import Parts as Given
from .meaning import Meaning, Parts, Setting
from .numerals import two_days
from .periods import Period

_AFTERNOON = {"AF", "EV"}
_DAWN = 4  # four at night is before dawn, five at night is not
_CENTURY = 100


def when(parts: Parts, setting: Setting) -> Meaning:
    """A place in the calendar: the day, month or other period that the parts name, then its part of day or its edge."""
    return _narrowed(named.base(parts, setting), parts, setting)


def days(parts: Parts, setting: Setting) -> Meaning:
    """From one day to another ("5-6 October")."""
    if "both" in parts:
        day, day2 = two_days(parts["both"])
        parts = {**parts, "day": day, "day2": day2}
    first_of = {k: v for k, v in parts.items() if k not in {"day2", "month2"}}
    last_of = {**first_of, "day": parts["day2"], "month": parts.get("month2", parts.get("month", 0))}
    first_of = {**first_of, "month": parts.get("month", last_of["month"])}
    first, last = named.base(first_of, setting), named.base(last_of, setting)
    return _joined(first, last)


def months(parts: Parts, setting: Setting) -> Meaning:
    """From one month to another ("January-March 2019")."""
    return _joined(named.base(parts, setting), named.base({**parts, "month": parts["month2"]}, setting))


def month_part(parts: Parts, setting: Setting) -> Meaning:
    """A numbered week or half of a month: known by the month, its days narrowed."""
    month = named.base(parts, setting)
    if month.period is None:
        return month
    length = 7 if parts["part_unit"] == "week" else 15
    return replace(month, period=periods.part(month.period, int(parts["ordinal"]), length), precision="interval")


def week_of(parts: Parts, setting: Setting) -> Meaning:
    """The week that holds a day."""
    day = named.base(parts, setting)
    return (
        day if day.period is None else replace(day, value=(week := periods.week(day.period.start)).value, period=week)
    )


def years(parts: Parts, setting: Setting) -> Meaning:
    """From one year to another ("1992-95")."""
    first, last = int(parts["year"]), int(parts["year2"])
    last += first - first % _CENTURY if last < _CENTURY else 0
    return _joined(named.base({"year": first}, setting), named.base({"year": last}, setting))


def quarters(parts: Parts, setting: Setting) -> Meaning:
    """A numbered quarter or half of a year."""
    return named.quarters(parts, setting)


def decades(parts: Parts, setting: Setting) -> Meaning:
    """Ten years, or the early or late ones of them."""
    return _narrowed(named.decades(parts, setting), parts, setting)


def centuries(parts: Parts, setting: Setting) -> Meaning:
    """A hundred years, or the early or late ones of them."""
    return _narrowed(named.centuries(parts, setting), parts, setting)


def fiscal_year(parts: Parts, setting: Setting) -> Meaning:
    """A fiscal year: each body has its own, the earliest from April of the year before, the latest to March of the year after."""
    year = named.base(parts, setting)
    return year if year.period is None else replace(year, period=periods.fiscal(year.period), precision="interval")


def seasons(parts: Parts, setting: Setting) -> Meaning:
    """A season, or its beginning or end."""
    return _narrowed(named.seasons(parts, setting), parts, setting)


def beside(parts: Parts, setting: Setting) -> Meaning:
    """The period before or after the date mentioned last."""
    return counted.beside(parts, setting)


def era(parts: Parts, setting: Setting) -> Meaning:
    """A year or century before Christ, which our calendar cannot hold, or a year after."""
    if "ad_year" in parts:
        return named.base({"year": parts["ad_year"]}, setting)
    if "bc_century" in parts:
        return Meaning(f"BC{int(parts['bc_century']) - 1:02}")
    return Meaning(f"BC{int(parts['bc_year']):04}")


def vague(parts: Parts, setting: Setting) -> Meaning:  # noqa: ARG001  one signature for all meanings
    """The past, the present or the future, without a date."""
    return Meaning(str(parts["value"]))


MEANINGS: Mapping[str, Callable[[Parts, Setting], Meaning]] = {
    "when": when,
    "days": days,
    "months": months,
    "month_part": month_part,
    "week_of": week_of,
    "years": years,
    "quarters": quarters,
    "that_quarter": named.that_quarter,
    "decades": decades,
    "centuries": centuries,
    "fiscal_year": fiscal_year,
    "seasons": seasons,
    "holidays": named.holidays,
    "ago": counted.ago,
    "ago_exactly": counted.ago_exactly,
    "beside": beside,
    "around": counted.around,
    "duration": counted.duration,
    "span": counted.span,
    "past_unit": counted.past_unit,
    "every": counted.every,
    "overnight": counted.overnight,
    "vague": vague,
    "era": era,
}


_TURNING = {"weekday", "month", "season", "holiday", "unit"}
_FIXED = {"year", "number"}


@lru_cache(maxsize=REMEMBERED)
def turns(parts: Given) -> bool:
    """Whether the tense around an expression can move it: it names what comes back, and neither a year nor a count."""
    labels = {label for label, _ in parts}
    return not labels.isdisjoint(_TURNING) and labels.isdisjoint(_FIXED)


def _joined(first: Meaning, last: Meaning) -> Meaning:
    """From the first to the last; only the first where they do not follow each other."""
    if first.period is None or last.period is None or last.period.end < first.period.start:
        return first
    both = periods.joined(first.period, last.period)
    return Meaning(both.value, both, first.basis, first.counted_from, "interval", last.period)


def _narrowed(base: Meaning, parts: Parts, setting: Setting) -> Meaning:
    """The meaning with its part of day, its time of day, or its edge ("early", "the end of", "earlier")."""
    if "part" in parts or "tonight" in parts or "clock" in parts:
        return _within_day(base, parts)
    edge = parts.get("early", parts.get("edge"))
    if base.period is None:
        return base
    if "side" in parts:
        return replace(base, period=_side(base.period, setting.anchor, int(parts["side"])), focus=base.period)
    if edge is not None and base.period.grain != "day":
        return replace(base, period=periods.narrowed(base.period, str(edge)), focus=base.period)
    return base


def _within_day(base: Meaning, parts: Parts) -> Meaning:
    """The day of ``base`` with its part or time: the value is finer, the period stays the day."""
    clock = parts.get("clock")
    part = str(parts.get("tonight", parts.get("part", "")))
    if isinstance(clock, str) and clock:
        return replace(base, value=base.value + _in_part(clock, part), precision="time", focus=base.period)
    tail = part if part.startswith("T") else f"T{part}"
    return replace(base, value=base.value + tail, precision="part-of-day", focus=base.period)


def _in_part(clock: str, part: str) -> str:
    """Four in the afternoon is T16:00."""
    hour = int(clock[1:3])
    later = part in _AFTERNOON or (part == "NI" and hour > _DAWN)
    return f"T{hour + 12:02}{clock[3:]}" if later and hour < 12 else clock


def _side(period: Period, anchor: date | None, side: int) -> Period:
    """The part of ``period`` before (-1) or after (1) the report's day ("earlier this year")."""
    if anchor is None or not period.start <= anchor <= period.end:
        return period
    return period._replace(end=anchor) if side < 0 else period._replace(start=anchor)
