"""Lengths of time, and dates that are counted from another date.

Always true here: a length alone has no date; "ago" counts from the report's day, "later" from the date mentioned last.
"""

from __future__ import annotations

from msgspec.structs import replace

from . import periods
from .grammar import Value
from .meaning import Meaning, Parts, Setting, count_of, counted, far, relative, whole
from .named import base
from .periods import Period

_LONG_UNITS = {"year", "decade", "century"}
_COARSE = ("day", "week", "weekend", "month", "season", "quarter", "half", "year", "decade", "century")
_HALF = 0.5
_CLOCK_UNITS = {"second", "minute", "hour"}
_LENGTH = {
    "second": ("PT{}S", 1), "minute": ("PT{}M", 1), "hour": ("PT{}H", 1), "day": ("P{}D", 1), "week": ("P{}W", 1),
    "fortnight": ("P{}W", 2), "weekend": ("P{}WE", 1), "month": ("P{}M", 1), "quarter": ("P{}Q", 1), "year": ("P{}Y", 1),
    "decade": ("P{}Y", 10), "century": ("P{}Y", 100),
}  # fmt: skip
_UNSTATED_LENGTH = {**{unit: shape for unit, (shape, _) in _LENGTH.items()}, "decade": "P{}E", "century": "P{}C"}
_HALVES = {
    "year": ("P{}Y", "P{}M", "{}M", 12),
    "hour": ("PT{}H", "PT{}M", "{}M", 60),
    "minute": ("PT{}M", "PT{}S", "{}S", 60),
}


def ago(parts: Parts, setting: Setting) -> Meaning:
    """So many units before the report's own day, as exact as the unit is; decades ago are known to the year."""
    count, unit = count_of(parts), str(parts["unit"])
    if count is None or setting.anchor is None:
        return far(-1)
    if unit in _CLOCK_UNITS:
        return counted(setting.anchor, "day", -_whole_days(count, unit))
    if unit == "year" and count == 1 and setting.quarter:
        return _quarter_beside(setting.quarter, -1)
    if unit in _LONG_UNITS:
        return relative(periods.year(periods.moved(setting.anchor, "month", -_months(parts))), setting.anchor)
    return counted(setting.anchor, unit, -count)


def ago_exactly(parts: Parts, setting: Setting) -> Meaning:
    """So many units before a day or a period that is named with them: "two weeks ago today", "a week ago Monday"."""
    count, unit = count_of(parts), str(parts["unit"])
    if count is None or setting.anchor is None or unit in _CLOCK_UNITS:
        return ago(parts, setting)
    if "within" in parts:
        then = periods.moved(setting.anchor, unit, -count)
        return relative(periods.holding(str(parts["within"]), then), setting.anchor)
    back = (setting.anchor.weekday() - int(parts["on"])) % 7 if "on" in parts else -int(parts["to"])
    day = periods.moved(setting.anchor, "day", -back)
    return relative(periods.day(periods.moved(day, unit, -count)), setting.anchor)


def beside(parts: Parts, setting: Setting) -> Meaning:
    """The period before or after the date mentioned last ("two days later", "the next day", "the same year").

    Without such a date, what came earlier counts from the report's day; what came later cannot, for it is over by then.
    """
    unit, step, count = str(parts["unit"]), int(parts["relation"]), count_of(parts)
    if count is not None and unit == "year" and "number" in parts and setting.quarter:
        return _quarter_beside(setting.quarter, step * count)
    focus = setting.last or (periods.day(setting.anchor) if setting.anchor and step <= 0 else None)
    if count is None or focus is None:
        return far(step)
    if unit in _CLOCK_UNITS:
        return relative(periods.shifted(focus, "day", step * _whole_days(count, unit)), focus.start)
    there = periods.moved(
        focus.start, *(("month", step * _months(parts)) if unit in _LONG_UNITS else (unit, step * count))
    )
    found = relative(periods.holding(_known(unit, focus, counts="number" in parts), there), focus.start)
    return (
        replace(found, focus=None) if setting.narrative and step < 0 else found
    )  # a look back leaves the story where it was


def _whole_days(count: int, unit: str) -> int:
    """48 hours are two days; what is less than a day stays on the same one."""
    return count // 24 if unit == "hour" else 0


def _known(unit: str, focus: Period, *, counts: bool) -> str:
    """The grain of what is counted from ``focus``: never finer than that, and as fine if a number of units is counted."""
    coarser = _COARSE.index(focus.grain) > _COARSE.index(whole(unit))
    if coarser or (counts and unit not in _LONG_UNITS):
        return focus.grain
    return "year" if counts else whole(unit)


def _quarter_beside(quarter: Period, years: int) -> Meaning:
    """The same quarter of another year; what follows still counts from the quarter that the report tells of."""
    return replace(relative(periods.shifted(quarter, "year", years), quarter.start), focus=None)


def _months(parts: Parts) -> int:
    """How many months some years, decades or centuries are, halves included."""
    number = parts.get("number", 1)
    amount = float(number if isinstance(number, int | float) else 1) + _HALF * ("half" in parts)
    return round(12 * amount * _LENGTH[str(parts["unit"])][1])


def around(parts: Parts, setting: Setting) -> Meaning:
    """The day before or after another day that is named ("the day after tomorrow")."""
    other = base({k: v for k, v in parts.items() if k != "relation"}, setting)
    if other.period is None or other.counted_from is None:
        return far(int(parts["relation"]))
    return relative(periods.shifted(other.period, "day", int(parts["relation"])), other.counted_from)


def duration(parts: Parts, setting: Setting) -> Meaning:  # noqa: ARG001  one signature for all meanings
    """A length of time, which has no date."""
    number = parts.get("number", 1)
    if "half" in parts and isinstance(number, int | float):
        number += _HALF
    if "rest" in parts and isinstance(number, int):
        return Meaning(_two_units(number, str(parts["unit"]), int(parts["rest"]), str(parts["unit2"])))
    return Meaning(length(number, str(parts["unit"])))


def _two_units(number: int, unit: str, rest: int, smaller: str) -> str:
    """Two years and a month P2Y1M, two hours and a minute PT2H1M; weeks become days, which ISO 8601 does not mix."""
    if unit == "week":
        return length(7 * number + rest, smaller)
    first, second = length(number, unit), length(rest, smaller)
    return first + (second[1:] if unit in {"year", "day"} else second[2:])


def span(parts: Parts, setting: Setting) -> Meaning:
    """A length of time that ends or begins on the report's day ("the past 15 years"): its value is the length."""
    value = length(parts["number"], str(parts["unit"]))
    count, unit, step = count_of(parts), str(parts["unit"]), int(parts["shift"])
    if count is None or setting.anchor is None or step == 0 or unit in _CLOCK_UNITS:
        return Meaning(value)
    here, there = setting.anchor, periods.moved(setting.anchor, unit, step * count)
    grain = {"year": "year", "decade": "year", "century": "year", "month": "month", "quarter": "month"}.get(unit, "day")
    ends = sorted((periods.holding(grain, here), periods.holding(grain, there)), key=lambda p: p.start)
    return Meaning(value, periods.joined(*ends), "relative", here, "interval")


def past_unit(parts: Parts, setting: Setting) -> Meaning:
    """The week, month or year up to the report's day: the value is that of the unit before, the period reaches to today."""
    unit, anchor = str(parts["unit"]), setting.anchor
    if anchor is None or unit == "weekend":
        return base(parts, setting)
    grain = "month" if unit in _LONG_UNITS else "day"
    ends = (periods.holding(grain, periods.moved(anchor, unit, -1)), periods.holding(grain, anchor))
    return replace(base(parts, setting), period=periods.joined(*ends), precision="interval", focus=None)


def every(parts: Parts, setting: Setting) -> Meaning:  # noqa: ARG001  one signature for all meanings
    """Something that comes back: its period, or the weekday, month or part of day in which it does."""
    if "value" in parts:
        return Meaning(str(parts["value"]))
    part = "T" + str(parts["part"]).removeprefix("T") if "part" in parts else ""
    if "weekday" in parts:
        return Meaning(f"XXXX-WXX-{int(parts['weekday']) + 1}{part}")
    if "month" in parts:
        return Meaning(f"XXXX-{int(parts['month']):02}")
    if "season" in parts:
        return Meaning(f"XXXX-{parts['season']}")
    if parts.get("unit") == "weekend" and "number" not in parts:
        return Meaning("XXXX-WXX-WE")
    return Meaning(f"XXXX-XX-XX{part}") if part else Meaning(length(parts.get("number", 1), str(parts["unit"])))


def overnight(parts: Parts, setting: Setting) -> Meaning:  # noqa: ARG001  one signature for all meanings
    """The night that ends on the report's own morning."""
    if setting.anchor is None:
        return Meaning("XXXX-XX-XXTNI")
    today = periods.day(setting.anchor)
    night = periods.joined(periods.shifted(today, "day", -1), today)
    return Meaning(f"{today.value}TNI", night, "relative", setting.anchor, "part-of-day")


def length(number: Value, unit: str) -> str:
    """A TIMEX3 duration: 3 weeks P3W, 48 hours PT48H, several months PXM, two years and a half P2Y6M."""
    if not isinstance(number, int | float):
        return _UNSTATED_LENGTH[unit].format("X")
    shape, scale = _LENGTH[unit]
    if number == int(number) or unit not in _HALVES:
        return shape.format(f"{number * scale:g}" if number * scale % 1 else int(number * scale))
    wholly, less, rest, smaller = _HALVES[unit]
    remainder = round((number - int(number)) * smaller)
    return wholly.format(int(number)) + rest.format(remainder) if number > 1 else less.format(remainder)
